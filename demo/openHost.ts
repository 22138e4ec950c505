import type { Payload } from 'payload'
import { type Environment, prepareEnvironment } from './environment.js'
import { inTurn } from './inTurn.js'
import { poolOf } from './poolOf.js'
import { seed } from './seed.js'

export interface Host extends Environment {
  payload: Payload
}

interface OpenHost {
  log: (line: string) => void
  /** Adds the demo's users and content to an empty database of your own, too. Default: to the embedded one only. */
  seedsAnyDatabase?: boolean
}

/** The reference host, ready to use: environment, Payload, migrations, seed content. */
export const openHost = async ({ log, seedsAnyDatabase = false }: OpenHost): Promise<Host> => {
  const environment = await prepareEnvironment(log)
  try {
    const [{ getPayload }, { default: config }] = await Promise.all([import('payload'), import('../payload.config.js')])
    const payload = await getPayload({ config })
    await inTurn(process.env.DATABASE_URI ?? '', async () => {
      await payload.db.migrate()
      if (environment.isEmbedded || seedsAnyDatabase) await seed(payload, log)
    })
    return {
      ...environment,
      payload,
      stop: async () => {
        // Losing its connections now is no news.
        payload.logger.level = 'silent'
        // Payload keeps one client checked out for good, so waiting for the pool to empty would never end.
        void poolOf(payload).end()
        await payload.destroy()
        await environment.stop()
      },
    }
  } catch (error) {
    await environment.stop()
    throw error
  }
}

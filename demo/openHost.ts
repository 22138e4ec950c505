import type { Payload } from 'payload'
import { type Environment, prepareEnvironment } from './environment.js'
import { poolOf } from './poolOf.js'
import { seed } from './seed.js'

export interface Host extends Environment {
  payload: Payload
}

/** The reference host, ready to use: environment, Payload, migrations, seed content. */
export const openHost = async (log: (line: string) => void): Promise<Host> => {
  const environment = await prepareEnvironment(log)
  try {
    const [{ getPayload }, { default: config }] = await Promise.all([import('payload'), import('../payload.config.js')])
    const payload = await getPayload({ config })
    await payload.db.migrate()
    await seed(payload, log)
    return {
      ...environment,
      payload,
      stop: async () => {
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

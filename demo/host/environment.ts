import { existsSync } from 'node:fs'
import path from 'node:path'
import { loadEnv } from 'payload/node'
import { offlineModelName } from '../model/offlineModelName.js'
import { startOfflineModel } from '../model/startOfflineModel.js'
import { startPostgres } from '../postgres/startPostgres.js'

/** The nearest with a `package.json`: also for a compiled copy of these files, which lies deeper in the project. */
export const projectFolder = folderOf(import.meta.dirname)

export interface Environment {
  /** Whether the database is the embedded one, which holds nothing but what these commands put there. */
  isEmbedded: boolean
  /** Whether drafts come from the built-in offline model. */
  isOffline: boolean
  /** Ends what was started for this process; what others still use goes on. */
  stop(): Promise<void>
}

/**
 * Gives `payload.config.ts` what it reads from the environment: an embedded Postgres when no DATABASE_URI is set, an
 * offline model when neither key nor base URL is. Must run before the config is imported.
 *
 * @param isWatched whether somebody looks on: the offline model then writes as fast as a fast model, else at once
 */
export const prepareEnvironment = async (log: (line: string) => void, isWatched = false): Promise<Environment> => {
  const { env } = process
  // `.env` in the project's folder, if there is one; variables that are set already win.
  loadEnv(projectFolder)
  const stops: (() => Promise<void>)[] = []
  const isEmbedded = !env.DATABASE_URI
  if (!isEmbedded && !env.PAYLOAD_SECRET) {
    throw new Error('Set PAYLOAD_SECRET: with the default one anyone could sign in to your own database.')
  }
  if (isEmbedded) {
    const port = env.EMBEDDED_PG_PORT ? readPort('EMBEDDED_PG_PORT', env.EMBEDDED_PG_PORT) : undefined
    const postgres = await startPostgres({ dataDir: path.join(projectFolder, '.data'), port, log })
    env.DATABASE_URI = postgres.uri
    stops.push(postgres.stop)
  }
  const isOffline = !env.OPENAI_API_KEY && !env.OPENAI_BASE_URL
  if (isOffline) {
    const model = await startOfflineModel(isWatched ? { charactersPerSecond: 4000 } : {})
    env.OPENAI_BASE_URL = model.baseURL
    env.OPENAI_MODEL = offlineModelName
    env.OPENAI_MODEL_SIMPLE = offlineModelName
    if (isWatched) env.OPENAI_STREAMS = 'true'
    stops.unshift(model.stop)
    log('No OPENAI_API_KEY or OPENAI_BASE_URL: using the offline model; its drafts are marked as made offline.')
  }
  return {
    isEmbedded,
    isOffline,
    stop: async () => {
      for (const stop of stops) await stop()
    },
  }
}

/** @throws Error unless `value` is a port number */
export const readPort = (name: string, value: string): number => {
  const port = Number(value)
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  throw new Error(`${name} is "${value}"; give a port number from 0 to 65535.`)
}

function folderOf(place: string): string {
  return existsSync(path.join(place, 'package.json')) ? place : folderOf(path.dirname(place))
}

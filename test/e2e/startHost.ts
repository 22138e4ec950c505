import { randomUUID } from 'node:crypto'
import path from 'node:path'
import type { Payload } from 'payload'
import { buildAdmin } from '../../demo/buildAdmin.js'
import { offlineModelName } from '../../demo/model/offlineModelName.js'
import { type OfflineModelOptions, startOfflineModel } from '../../demo/model/startOfflineModel.js'
import { openHost } from '../../demo/openHost.js'
import { createDatabase } from '../../demo/postgres/createDatabase.js'
import { dropDatabase } from '../../demo/postgres/dropDatabase.js'
import { findFreePort } from '../../demo/postgres/findFreePort.js'
import { startPostgres } from '../../demo/postgres/startPostgres.js'
import { startAdmin } from '../../demo/startAdmin.js'
import { startWorker } from '../../src/index.js'

export interface RunningHost {
  url: string
  payload: Payload
  stop(): Promise<void>
}

/**
 * The reference host as people run it: its production build as a process, a worker, and a database of its own with the
 * demo's users and content. Builds only when the sources have changed since the last build.
 */
export const startHost = async (model: OfflineModelOptions = {}): Promise<RunningHost> => {
  const stops: (() => Promise<unknown>)[] = []
  const stop = async () => {
    for (const stop of stops.splice(0).reverse()) await stop()
  }
  try {
    const postgres = await startPostgres({ dataDir: path.resolve('.data/test') })
    stops.push(postgres.stop)
    const name = `e2e_${randomUUID().replaceAll('-', '').slice(0, 16)}`
    const uri = await createDatabase({ uri: postgres.uri, name })
    stops.push(() => dropDatabase({ uri: postgres.uri, name }))
    const offline = await startOfflineModel(model)
    stops.push(offline.stop)
    Object.assign(process.env, {
      DATABASE_URI: uri,
      PAYLOAD_SECRET: 'test',
      OPENAI_API_KEY: '',
      OPENAI_BASE_URL: offline.baseURL,
      OPENAI_MODEL: offlineModelName,
      OPENAI_MODEL_SIMPLE: offlineModelName,
    })
    const log = () => undefined
    const host = await openHost({ log, seedsAnyDatabase: true })
    stops.push(host.stop)
    await buildAdmin({ log })
    const worker = startWorker({ payload: host.payload, pollMs: 50 })
    stops.push(worker.stop)
    const admin = await startAdmin(await findFreePort())
    stops.push(admin.stop)
    return { url: admin.url, payload: host.payload, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

import { randomUUID } from 'node:crypto'
import { postgresAdapter } from '@payloadcms/db-postgres'
import { type CollectionConfig, type Config, getPayload, type Payload, type Plugin } from 'payload'
import {
  type OfflineModel,
  type OfflineModelOptions,
  startOfflineModel,
} from '../../../demo/model/startOfflineModel.js'
import { dropDatabase, withDatabase } from '../../../demo/postgres/databases.js'
import { startPostgres } from '../../../demo/postgres/startPostgres.js'
import {
  type CoursewrightOptions,
  type PluginOptions,
  type Settings,
  startWorker,
  type Worker,
  type WorkerOptions,
} from '../../../src/index.js'
import type { LimitOptions } from '../../../src/options/limitOptions.js'
import { testServer } from '../../setup/postgres.js'
import { fromTemplate } from '../../setup/templates.js'
import { testConfig } from '../../shared/testConfig.js'

export interface StartTestPayload {
  options?: CoursewrightOptions
  /** How the model server behaves. */
  model?: OfflineModelOptions
  config?: Partial<Config>
  idType?: 'serial' | 'uuid'
  schemaName?: string
  /** Blocks of a document in one column of it. */
  blocksAsJSON?: boolean
  /** Of the transactions that Payload begins. */
  isolationLevel?: 'repeatable read' | 'serializable'
  /** Of a Postgres of its own. Default: the one that all tests share. */
  dataDir?: string
  /** Reads go to a replica: the same database, over a pool of its own. */
  hasReplica?: boolean
  /** Reads go to this other database, which knows nothing of what is written. */
  staleReplica?: string
  /** What the database holds from the start; copied where it was made before. */
  seed?: { name: string; fill(payload: Payload): Promise<void> }
  /** Kinds of the host's own, and the collections that need the plugin's settings. */
  kinds?: PluginOptions['kinds']
  collections?: (settings: Settings) => CollectionConfig[]
  /** Plugins that come after ours; those in `config` come before. */
  pluginsAfter?: Plugin[]
}

export interface TestPayload {
  payload: Payload
  model: OfflineModel
  /** Works until everything queued is done. */
  work(options?: Partial<WorkerOptions>): Worker
  stop(): Promise<void>
}

/** Real Payload with the plugin, on a database of its own, with a model server of its own. */
export const startTestPayload = async (given: StartTestPayload = {}): Promise<TestPayload> => {
  const server = given.dataDir ? await startPostgres({ dataDir: given.dataDir }) : await testServer()
  const name = `test_${randomUUID().replaceAll('-', '').slice(0, 16)}`
  const uri = withDatabase(server.uri, name)
  const model = await startOfflineModel(given.model)
  const seed = given.seed && {
    name: given.seed.name,
    fill: async (template: string) => {
      const adapter = adapterOf(given, template)
      const payload = await openPayload(given, model, adapter, template)
      await given.seed?.fill(payload)
      await payload.destroy()
    },
  }
  const adapter = fromTemplate({ adapter: adapterOf(given, uri), uri, name, seed })
  const payload = await openPayload(given, model, adapter, uri)
  return {
    payload,
    model,
    // Notifications wake it; each look by itself is work for the machine, which other tests need.
    work: (options) => startWorker({ payload, pollMs: 250, sweepMs: 250, ...options }),
    stop: async () => {
      await payload.destroy()
      await model.stop()
      await dropDatabase({ uri, name })
      await server.stop()
    },
  }
}

/** As a host's plugin that comes after ours. */
const addCollections =
  (collections: (settings: Settings) => CollectionConfig[]): Plugin =>
  (config) => ({
    ...config,
    collections: [...(config.collections ?? []), ...collections(config.custom?.coursewright.settings)],
  })

const none = { perMinute: false, perHour: false, perDay: false, running: false } as const

/** Most tests are not about limits, and request as many runs as they need. */
export const generousLimits: LimitOptions = {
  roles: { student: none, teacher: none, editor: none, admin: none },
  maxRunning: 100_000,
}

type Adapter = ReturnType<typeof postgresAdapter>

const adapterOf = (given: StartTestPayload, uri: string): Adapter =>
  postgresAdapter({
    pool: { connectionString: uri, max: 20 },
    push: false,
    idType: given.idType ?? 'serial',
    schemaName: given.schemaName,
    blocksAsJSON: given.blocksAsJSON,
    transactionOptions: given.isolationLevel && { isolationLevel: given.isolationLevel },
    readReplicas: given.staleReplica ? [given.staleReplica] : given.hasReplica ? [uri] : undefined,
    readReplicasAfterWriteInterval: given.staleReplica ? 0 : undefined,
  })

const openPayload = (
  given: StartTestPayload,
  { baseURL }: OfflineModel,
  db: Adapter,
  key: string,
): Promise<Payload> => {
  const config = testConfig({
    options: {
      limits: generousLimits,
      ...given.options,
      kinds: given.kinds,
      model: {
        providers: [{ baseURL, complex: 'offline-demo', offline: true }],
        retryDelayMs: 10,
        breakerMs: 50,
        ...given.options?.model,
      },
      steps: { retryDelayMs: 20, ...given.options?.steps },
    },
    config: { ...given.config, db },
    pluginsAfter: [...(given.collections ? [addCollections(given.collections)] : []), ...(given.pluginsAfter ?? [])],
  })
  return getPayload({ config, key })
}

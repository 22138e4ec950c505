import { postgresAdapter } from '@payloadcms/db-postgres'
import { buildConfig, getPayload, type Payload } from 'payload'
import { Users } from '../../demo/Users.js'
import { coursewright } from '../../src/index.js'

interface OpenPayload {
  uri: string
  modelURL: string
  /** Whose work it is, as the drafts will say. */
  name: string
  /** Makes the tables. Default `false`. */
  push?: boolean
  listenURI?: string | false
  /** More options of the pool. */
  pool?: Record<string, unknown>
}

/** Payload as each host of a fleet has it. */
export const openPayload = async ({
  uri,
  modelURL,
  name,
  push = false,
  listenURI,
  pool,
}: OpenPayload): Promise<Payload> =>
  getPayload({
    key: `${uri} ${name}`,
    config: await buildConfig({
      secret: 'test',
      telemetry: false,
      typescript: { autoGenerate: false },
      logger: { options: { level: process.env.TEST_LOG ?? 'silent' } },
      collections: [Users],
      db: postgresAdapter({ pool: { connectionString: uri, max: 20, ...pool }, push }),
      plugins: [
        coursewright({
          listenURI,
          model: { providers: [{ name, baseURL: modelURL, complex: 'offline-demo', offline: true }] },
          drillSeries: { maxPositionsPerPhase: 100 },
          steps: { leaseSeconds: 5 },
        }),
      ],
    }),
  })

import { postgresAdapter } from '@payloadcms/db-postgres'
import { getPayload, type Payload } from 'payload'
import { testConfig } from '../shared/testConfig.js'

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
export const openPayload = ({ uri, modelURL, name, push = false, listenURI, pool }: OpenPayload): Promise<Payload> =>
  getPayload({
    key: `${uri} ${name}`,
    config: testConfig({
      options: {
        listenURI,
        model: { providers: [{ name, baseURL: modelURL, complex: 'offline-demo', offline: true }] },
        drillSeries: { maxPositionsPerPhase: 100 },
        steps: { leaseSeconds: 5 },
      },
      config: { db: postgresAdapter({ pool: { connectionString: uri, max: 20, ...pool }, push }) },
    }),
  })

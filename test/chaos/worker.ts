import { once } from 'node:events'
import { postgresAdapter } from '@payloadcms/db-postgres'
import { buildConfig, getPayload } from 'payload'
import { Users } from '../../demo/Users.js'
import { coursewright, startWorker } from '../../src/index.js'

// A worker in a process of its own, to be killed. Says `ready`, waits for a line, then works until it dies.
const { DATABASE_URI = '', MODEL_URL = '', STOP_AT_DRILL } = process.env
const config = await buildConfig({
  secret: 'test',
  telemetry: false,
  typescript: { autoGenerate: false },
  logger: { options: { level: 'silent' } },
  collections: [Users],
  db: postgresAdapter({ pool: { connectionString: DATABASE_URI }, push: false }),
  plugins: [
    coursewright({
      model: { providers: [{ baseURL: MODEL_URL, complex: 'offline-demo', offline: true }] },
      steps: { leaseSeconds: 2, retryDelayMs: 20 },
    }),
  ],
})
const payload = await getPayload({ config })
let made = 0
payload.collections.drills?.config.hooks.afterChange.push(() => {
  made += 1
  // In the middle of a save, locks held, as if the machine had been suspended.
  if (made === Number(STOP_AT_DRILL)) process.kill(process.pid, 'SIGSTOP')
})
process.stdout.write('ready\n')
await once(process.stdin, 'data')
startWorker({ payload, concurrency: 2, pollMs: 20, sweepMs: 300 })

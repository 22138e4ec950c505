import { createInterface } from 'node:readline'
import { postgresAdapter } from '@payloadcms/db-postgres'
import { buildConfig, getPayload } from 'payload'
import { Users } from '../../demo/Users.js'
import { coursewright } from '../../src/index.js'
import { benchOptions } from './benchOptions.js'
import { equalTask } from './equalStep.js'
import type { QueueOrder } from './QueueProcess.js'
import { runQueue } from './queueRunner.js'

// A process that works on queues. Says `ready`; each order is a line: work on this queue, or rest, which it then says.
const { DATABASE_URI = '', MODEL_URL = '', LEASE_SECONDS } = process.env
const config = await buildConfig({
  secret: 'test',
  telemetry: false,
  typescript: { autoGenerate: false },
  logger: { options: { level: 'silent' } },
  collections: [Users],
  db: postgresAdapter({ pool: { connectionString: DATABASE_URI, max: 20 }, push: false }),
  jobs: { tasks: [equalTask] },
  plugins: [coursewright(benchOptions(MODEL_URL, LEASE_SECONDS ? Number(LEASE_SECONDS) : undefined))],
})
const payload = await getPayload({ config })
let stop = async (): Promise<void> => undefined
process.stdout.write('ready\n')
for await (const line of createInterface({ input: process.stdin })) {
  const order: QueueOrder = JSON.parse(line)
  await stop()
  stop = order === 'rest' ? async () => undefined : await runQueue[order.system]({ payload, ...order })
  process.stdout.write(order === 'rest' ? 'resting\n' : 'working\n')
}

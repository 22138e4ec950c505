import { createInterface } from 'node:readline'
import { getPayload } from 'payload'
import { testConfig } from '../../../test/shared/testConfig.js'
import { benchOptions } from './benchOptions.js'
import { equalTask } from './equalStep.js'
import type { QueueOrder } from './QueueProcess.js'
import { runQueue } from './queueRunner.js'

// A process that works on queues. Says `ready`; each order is a line: work on this queue, or rest, which it then says.
const { MODEL_URL = '', LEASE_SECONDS } = process.env
const payload = await getPayload({
  config: testConfig({
    pool: { max: 20 },
    options: benchOptions(MODEL_URL, LEASE_SECONDS ? Number(LEASE_SECONDS) : undefined),
    config: { jobs: { tasks: [equalTask] } },
  }),
})
let stop = async (): Promise<void> => undefined
process.stdout.write('ready\n')
for await (const line of createInterface({ input: process.stdin })) {
  const order: QueueOrder = JSON.parse(line)
  await stop()
  stop = order === 'rest' ? async () => undefined : await runQueue[order.system]({ payload, ...order })
  process.stdout.write(order === 'rest' ? 'resting\n' : 'working\n')
}

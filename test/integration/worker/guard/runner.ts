import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { getPayload } from 'payload'
import { testConfig } from '../../../shared/testConfig.js'
import { noopTask } from './noopTask.js'
import type { RunnerOrder } from './RunnerProcess.js'

// A process that runs jobs as Payload's own runners do: batch after batch, as ordered line by line.
const payload = await getPayload({
  config: testConfig({
    options: { safeQueue: process.env.SAFE_QUEUE === 'false' ? false : 'own' },
    config: { jobs: { tasks: [noopTask] } },
  }),
})

const runAll = async ({ queue, atMs, deleteJobOnComplete }: RunnerOrder): Promise<string[]> => {
  payload.config.jobs.deleteJobOnComplete = deleteJobOnComplete
  await wait(Math.max(0, atMs - Date.now()))
  const errors: string[] = []
  for (;;) {
    const ran = await payload.jobs.run({ queue, limit: 10, silent: true }).catch((error: Error) => {
      errors.push([error, error.cause].join(' '))
    })
    if (ran?.noJobsRemaining || errors.length > 50) return errors
  }
}

process.stdout.write('ready\n')
for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`done${JSON.stringify(await runAll(JSON.parse(line)))}\n`)
}

import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { postgresAdapter } from '@payloadcms/db-postgres'
import { buildConfig, getPayload } from 'payload'
import { Users } from '../../../demo/Users.js'
import { coursewright } from '../../../src/index.js'
import { noopTask } from './noopTask.js'
import type { RunnerOrder } from './RunnerProcess.js'

// A process that runs jobs as Payload's own runners do: batch after batch, as ordered line by line.
const { DATABASE_URI = '', SAFE_QUEUE } = process.env
const config = await buildConfig({
  secret: 'test',
  telemetry: false,
  typescript: { autoGenerate: false },
  logger: { options: { level: 'silent' } },
  collections: [Users],
  db: postgresAdapter({ pool: { connectionString: DATABASE_URI }, push: false }),
  jobs: { tasks: [noopTask] },
  plugins: [coursewright({ safeQueue: SAFE_QUEUE === 'false' ? false : 'own' })],
})
const payload = await getPayload({ config })

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

import { sql } from '@payloadcms/db-postgres/drizzle'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { poolOf } from '../../src/database/adapter.js'
import { startTestPayload, type TestPayload } from '../integration/helpers/startTestPayload.js'
import { Gate } from '../integration/runs/helpers/Gate.js'
import { runEnded } from '../integration/runs/helpers/runEnded.js'
import { waitFor } from '../shared/waitFor.js'
import { WorkerProcesses } from './processes/WorkerProcesses.js'

const sections = new Gate()
let host: TestPayload
let processes: WorkerProcesses

beforeAll(async () => {
  host = await startTestPayload({
    model: {
      respond: async ({ message = {} }) => {
        if (message.task === 'section') await sections.pass()
        return undefined
      },
    },
  })
  processes = new WorkerProcesses(host)
})
afterAll(async () => {
  sections.open()
  await processes?.killAll()
  await host?.stop()
})

const tasks = () => host.model.requests().map(({ message = {} }) => message.task)

test('a course whose worker is killed while it writes sections goes on with them, and with nothing else', async () => {
  sections.close()
  const [first, second] = [processes.start(), processes.start({ CONCURRENCY: '5' })]
  await Promise.all([first.ready, second.ready])
  const { id } = await host.payload.create({
    collection: 'generation-runs',
    depth: 0,
    data: { kind: 'course', input: { topic: 'Bees', lessons: 2 } },
  })
  await first.work()
  await waitFor('sections to be asked for', () => tasks().includes('section'), { deadlineMs: 60_000 })
  await first.kill()
  // As if it had been dead for longer than its leases.
  await poolOf(host.payload).execute(sql`update generation_steps set lease_until = now() where status = 'running'`)
  sections.open()
  await second.work()
  const { run } = await runEnded(host, id)
  expect(run).toMatchObject({ status: 'completed', progress: { requested: 7, generated: 7, failed: 0 } })
  const { docs } = await host.payload.find({
    collection: 'sections',
    depth: 0,
    draft: true,
    pagination: false,
    sort: 'order',
  })
  expect(docs.map(({ key }) => key)).toEqual(['assessment', 'brainBytes', 'mindMap', 'summary'])
  const { docs: courses } = await host.payload.find({ collection: 'courses', depth: 0, draft: true })
  expect(courses.map(({ lessons }) => lessons?.length)).toEqual([2])
  expect(tasks().filter((task) => task === 'plan' || task === 'lessons')).toEqual(['plan', 'lessons'])
})

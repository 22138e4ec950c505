import { sql } from '@payloadcms/db-postgres/drizzle'
import type { FindArgs, Where } from 'payload'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { poolOf, table } from '../../../../src/database/adapter.js'
import { settingsOf } from '../../../../src/options/Settings.js'
import { coursewrightOf, type StepRunner } from '../../../../src/runs/coursewrightOf.js'
import { poolStore } from '../../../../src/runs/sql/store.js'
import { insertWakeUps } from '../../../../src/runs/sql/wakeUps.js'
import { waitFor } from '../../../shared/waitFor.js'
import { type JobsHost, startJobs } from './startJobs.js'

const ownQueue = 'coursewright'

describe.each([
  { idType: 'serial', schemaName: undefined },
  { idType: 'uuid', schemaName: 'cms' },
] as const)('with $idType ids in the schema $schemaName', ({ idType, schemaName }) => {
  let host: JobsHost

  beforeAll(async () => {
    host = await startJobs({ idType, schemaName, options: { safeQueue: 'all' } })
  })
  afterAll(() => host?.stop())
  afterEach(async () => {
    expect(await host.idleTransactions()).toBe(0)
    await host.payload.db.deleteMany({ collection: 'payload-jobs', where: {} })
    await host.takeExecutions()
  })

  const run = (args: Parameters<JobsHost['payload']['jobs']['run']>[0] = {}) =>
    host.payload.jobs.run({ queue: ownQueue, silent: true, ...args })
  const runAll = async () => {
    while (!(await run({ limit: 3 })).noJobsRemaining);
  }
  const update = (id: number | string, set: ReturnType<typeof sql>) =>
    poolOf(host.payload).execute(sql`update ${table(host.payload, 'payload-jobs')} set ${set} where id = ${id}`)
  const stateOf = (id: number | string) => host.payload.findByID({ collection: 'payload-jobs', id })
  const doneIds = async () => [...(await host.takeExecutions()).keys()]

  test.each([true, false])(
    'eight loops in one process do every job once (finished jobs deleted: %s)',
    async (deletes) => {
      host.payload.config.jobs.deleteJobOnComplete = deletes
      await host.queue(60)
      await Promise.all(Array.from({ length: 8 }, runAll))
      const times = await host.takeExecutions()
      expect([...times.values()]).toEqual(Array.from({ length: 60 }, () => 1))
      host.payload.config.jobs.deleteJobOnComplete = true
    },
  )

  /** As Payload's runners claim, but nothing runs. */
  const claim = async (limit: number) => {
    const { db } = host.payload
    const transactionID = await db.beginTransaction()
    if (transactionID === null) throw new Error('No transaction.')
    const data = { processing: true, updatedAt: new Date().toISOString() }
    const where = { processing: { equals: false } }
    const jobs = await db.updateJobs({ data, where, limit, sort: 'createdAt', req: { transactionID } })
    await db.commitTransaction(transactionID)
    return (jobs ?? []).map(({ id }) => id)
  }

  test('runners that ask at one instant get as many jobs as they asked for, and none that another got', async () => {
    const jobs = await host.queue(12)
    const claims = await Promise.all([claim(3), claim(3), claim(3), claim(3)])
    expect(claims.map(({ length }) => length)).toEqual([3, 3, 3, 3])
    expect(new Set(claims.flat())).toEqual(new Set(jobs.map(({ id }) => id)))
  })

  test('the limit is kept, and no limit means all', async () => {
    await host.queue(5)
    await run({ limit: 2 })
    expect(await doneIds()).toHaveLength(2)
    await run({ limit: 0 })
    expect(await doneIds()).toHaveLength(3)
  })

  test('jobs come in the order asked for, one after the other when told so', async () => {
    const jobs = await host.queue(4)
    for (const [index, { id }] of jobs.entries()) {
      await update(id, sql`created_at = now() - ${4 - index} * interval '1 minute'`)
    }
    const ids = jobs.map(({ id }) => String(id))
    await run({ sequential: true, processingOrder: '-createdAt', limit: 2 })
    expect(await doneIds()).toEqual(ids.slice(2).toReversed())
    await run({ sequential: true, processingOrder: 'createdAt' })
    expect(await doneIds()).toEqual(ids.slice(0, 2))
  })

  test('conditions of the caller are kept', async () => {
    const jobs = await host.queue(3)
    const where: Where = { id: { in: jobs.slice(1).map(({ id }) => id) } }
    await run({ where })
    expect((await doneIds()).toSorted()).toEqual(
      jobs
        .slice(1)
        .map(({ id }) => String(id))
        .toSorted(),
    )
  })

  test('jobs that wait, run, failed or belong to another queue are left alone', async () => {
    const [due, waits, runs, failed] = await host.queue(4)
    const [other] = await host.queue(1, 'other')
    if (!due || !waits || !runs || !failed || !other) throw new Error('No jobs.')
    await update(waits.id, sql`wait_until = now() + interval '1 hour'`)
    await update(runs.id, sql`processing = true`)
    await update(failed.id, sql`has_error = true`)
    await run()
    expect(await doneIds()).toEqual([String(due.id)])
    for (const { id } of [waits, failed, other]) expect(await stateOf(id)).toMatchObject({ processing: false })
    await run({ allQueues: true })
    expect(await doneIds()).toEqual([String(other.id)])
  })

  test.each([
    ['takes', sql`processing = true`],
    ['finishes', sql`completed_at = now()`],
    ['fails', sql`has_error = true`],
    ['puts off', sql`wait_until = now() + interval '1 minute'`],
  ])('a job that another runner %s between the look and the claim is left alone', async (_, set) => {
    const [job, free] = await host.queue(2)
    if (!job || !free) throw new Error('No jobs.')
    const { db } = host.payload
    const { find } = db
    db.find = async <T>(args: FindArgs) => {
      db.find = find
      const found = await db.find<T>(args)
      await update(job.id, set)
      return found
    }
    await run()
    expect(await doneIds()).toEqual([String(free.id)])
  })

  test('a claimed job is given as Payload gives it', async () => {
    const seen: unknown[] = []
    const { updateJobs } = host.payload.db
    host.payload.db.updateJobs = async (call) => {
      const jobs = await updateJobs(call)
      if (call.data.processing === true) seen.push(...structuredClone(jobs ?? []))
      return jobs
    }
    const [first, second] = await host.queue(2)
    if (!first || !second) throw new Error('No jobs.')
    await run({ where: { id: { equals: first.id } } })
    await host.payload.jobs.runByID({ id: second.id, silent: true })
    host.payload.db.updateJobs = updateJobs
    const [claimed, stock] = seen.map((job) => ({ ...(job as object), id: 0, createdAt: 0, updatedAt: 0 }))
    expect(claimed).toEqual(stock)
    expect(claimed).toMatchObject({ processing: true, taskSlug: 'noop' })
  })

  test('a job run by id is run once by many at a time, and not while another runner has it', async () => {
    const [job, taken] = await host.queue(2, 'other')
    if (!job || !taken) throw new Error('No jobs.')
    await update(taken.id, sql`processing = true`)
    const byId = (id: number | string) => host.payload.jobs.runByID({ id, silent: true })
    await Promise.all(Array.from({ length: 5 }, () => byId(job.id)))
    expect(await byId(taken.id)).toMatchObject({ noJobsRemaining: true })
    expect([...(await host.takeExecutions())]).toEqual([[String(job.id), 1]])
  })

  test('a job that is deleted while it runs stops nobody', async () => {
    const [job] = await host.queue(1)
    if (!job) throw new Error('No job.')
    await update(job.id, sql`processing = true`)
    await host.payload.db.deleteOne({ collection: 'payload-jobs', where: { id: { equals: job.id } } })
    const at = new Date().toISOString()
    const entry = { id: 'one', taskSlug: 'noop', taskID: '1', state: 'succeeded', executedAt: at, completedAt: at }
    for (const data of [{ log: { $push: entry } }, { completedAt: at }]) {
      const transactionID = await host.payload.db.beginTransaction()
      if (transactionID === null) throw new Error('No transaction.')
      const call = { id: job.id, data, req: { transactionID }, returning: true }
      expect(await host.payload.db.updateJobs(call)).toEqual([])
      await host.payload.db.commitTransaction(transactionID)
    }
  })

  test('an error is thrown, and its transaction rolled back', async () => {
    const [job] = await host.queue(1)
    if (!job) throw new Error('No job.')
    const transactionID = await host.payload.db.beginTransaction()
    if (transactionID === null) throw new Error('No transaction.')
    const call = { id: job.id, data: { queue: 'moved', completedAt: 'no date' }, req: { transactionID } }
    await expect(host.payload.db.updateJobs(call)).rejects.toThrow()
    expect(await stateOf(job.id)).toMatchObject({ queue: ownQueue })
  })

  test('worker and Payload’s runners share one queue, and every wake-up is done once', async () => {
    const times = new Map<unknown, number>()
    const { custom, jobs } = host.payload.config
    const task = jobs.tasks?.find(({ slug }) => slug === 'runStep')
    if (!task || typeof task.handler !== 'function') throw new Error('No task.')
    const { handler } = task
    task.handler = (args) => {
      times.set(args.job.id, (times.get(args.job.id) ?? 0) + 1)
      return handler(args)
    }
    let byWorker = 0
    const handle = coursewrightOf(host.payload)
    const { runStep: run } = handle
    const counted: StepRunner = (payload, link) => {
      byWorker += 1
      return run(payload, link)
    }
    custom.coursewright = { ...handle, runStep: counted }
    const settings = settingsOf(host.payload)
    const { queue } = settings
    await insertWakeUps(poolStore(host.payload, settings), { count: 80 })
    const worker = host.work({ concurrency: 4, sweepMs: 3_600_000 })
    await waitFor('an empty queue', async () => {
      await Promise.all(Array.from({ length: 3 }, () => host.payload.jobs.run({ queue, limit: 4, silent: true })))
      return (await host.payload.count({ collection: 'payload-jobs' })).totalDocs === 0
    })
    await worker.stop()
    custom.coursewright = handle
    expect([...times.values()].every((count) => count === 1)).toBe(true)
    expect(times.size + byWorker).toBe(80)
    expect(byWorker).toBeGreaterThan(0)
  })
})

/**
 * 100 users ask at once for a course of six lessons and five sections, each of its own, from a model that takes 8 s a call, as
 * many calls at once as there are: two worker processes, the default ceiling of 100 runs worked on. How many courses an hour
 * that is, from the first request to the last course, and how much longer the slowest took than the median. Processor time
 * of workers and Postgres is told beside it: what else runs on the machine takes from the first figure, not from that.
 *
 *   node --conditions=production --import tsx bench/content/courseStorm.ts [--json] [--users 100] [--latency-ms 8000] [--processes 2]
 */
import { readFile } from 'node:fs/promises'
import { loadavg } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from '@payloadcms/db-postgres/drizzle'
import { poolOf } from '../../src/database/adapter.js'
import { WorkerProcesses } from '../../test/chaos/processes/WorkerProcesses.js'
import { startTestPayload } from '../../test/integration/helpers/startTestPayload.js'
import { bench, median } from '../report.js'

const lessons = 6
const sections = 5
const targets = { coursesPerHour: 1000, slowestTimesMedian: 2 }
const ticksPerSecond = 100

/** Processor seconds that processes have taken so far, as Linux tells them; those that are gone count nothing. */
const cpuSecondsOf = async (pids: readonly number[]): Promise<number> => {
  const seconds = await Promise.all(
    pids.map(async (pid) => {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
      // Behind the name in brackets, which may hold anything, from the third field on.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / ticksPerSecond
    }),
  )
  return seconds.reduce((sum, one) => sum + one, 0)
}

await bench({ users: 100, latencyMs: 8000, processes: 2 }, async ({ users, latencyMs, processes }) => {
  const host = await startTestPayload({ model: { latencyMs } })
  const { payload } = host
  const db = poolOf(payload)
  const workers = new WorkerProcesses(host)
  try {
    const requesters = []
    for (let number = 1; number <= users; number += 1) {
      const data = { email: `teacher${number}@example.com`, password: 'secret', role: 'teacher' as const }
      requesters.push(await payload.create({ collection: 'users', data }))
    }
    const started = Array.from({ length: processes }, () =>
      workers.start({ CONCURRENCY: '100', POOL_MAX: '20', CALLS_AT_ONCE: '100' }),
    )
    await Promise.all(started.map((worker) => worker.ready))
    const pids = started.map(({ pid }) => pid)
    const cpuBefore = await cpuSecondsOf(pids)
    const startedAt = performance.now()
    await Promise.all(started.map((worker) => worker.work()))
    await Promise.all(
      requesters.map((user, index) =>
        payload.create({
          collection: 'generation-runs',
          data: { kind: 'course', input: { topic: `Subject ${index + 1}`, lessons } },
          ...{ user: { ...user, collection: 'users' }, overrideAccess: false, depth: 0 },
        }),
      ),
    )
    const requestedMs = performance.now() - startedAt
    for (let open = users; open > 0; await wait(500)) {
      const { rows } = await db.execute(sql`
        select count(*) as open from generation_runs where status in ('queued', 'planning', 'running', 'paused')`)
      open = Number(rows[0]?.open)
    }
    const seconds = (performance.now() - startedAt) / 1000
    const { rows: ended } = await db.execute(sql`
      select status, extract(epoch from finished_at - created_at)::float8 as seconds from generation_runs`)
    const { rows: backends } = await db.execute(
      sql`select pid from pg_stat_activity where datname = current_database()`,
    )
    const cpu = {
      workers: ((await cpuSecondsOf(pids)) - cpuBefore) / users,
      postgres: (await cpuSecondsOf(backends.map(({ pid }) => Number(pid)))) / users,
    }
    const times = ended.map((row) => Number(row.seconds))
    const completed = ended.filter(({ status }) => status === 'completed').length
    const coursesPerHour = (completed / seconds) * 3600
    const slowestTimesMedian = Math.max(...times) / median(times)
    const figures = {
      ...{ users, lessons, sections, latencyMs, processes, completed, seconds, requestedMs, coursesPerHour },
      ...{ medianSeconds: median(times), slowestSeconds: Math.max(...times), slowestTimesMedian },
      ...{ cpuSecondsPerCourse: cpu, mostCallsAtOnce: host.model.maxInFlight(), load: loadavg(), targets },
    }
    return {
      figures,
      isMet:
        completed === users &&
        coursesPerHour >= targets.coursesPerHour &&
        slowestTimesMedian <= targets.slowestTimesMedian,
      text:
        `${completed} of ${users} courses of ${lessons} lessons and ${sections} sections in ${seconds.toFixed(0)} s: ` +
        `${coursesPerHour.toFixed(0)} an hour (at least ${targets.coursesPerHour} are wanted).\n` +
        `The median took ${figures.medianSeconds.toFixed(0)} s, the slowest ${slowestTimesMedian.toFixed(2)}x that (at most ` +
        `${targets.slowestTimesMedian}x). All requests were in after ${(requestedMs / 1000).toFixed(1)} s; at most ` +
        `${figures.mostCallsAtOnce} calls at once.\nA course took ${cpu.workers.toFixed(1)} s of the workers' processor time and ` +
        `${cpu.postgres.toFixed(1)} s of Postgres's; load of the machine at the end: ${loadavg()[0]?.toFixed(1)}.`,
    }
  } finally {
    await workers.killAll()
    await host.stop()
  }
})

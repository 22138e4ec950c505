import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Job } from 'payload'
import { poolOf } from '../../../../src/database/adapter.js'
import { type StartTestPayload, startTestPayload, type TestPayload } from '../../helpers/startTestPayload.js'
import { noopTask } from './noopTask.js'

export interface JobsHost extends TestPayload {
  /** Queues jobs that do nothing, and gives them back in the order of their making. */
  queue(count: number, queue?: string): Promise<Job[]>
  /** How often each job was done, in the order in which each was begun, and forgets it. */
  takeExecutions(): Promise<Map<string, number>>
  /** Connections on which a transaction was begun and left alone. */
  idleTransactions(): Promise<number>
}

/** A host with jobs of its own beside ours. */
export const startJobs = async (given: StartTestPayload = {}): Promise<JobsHost> => {
  const config = { ...given.config, jobs: { ...given.config?.jobs, tasks: [noopTask] } }
  const host = await startTestPayload({ ...given, config })
  const db = poolOf(host.payload)
  await db.execute(sql`create table executions (at serial, job text)`)
  return {
    ...host,
    queue: (count, queue = 'coursewright') =>
      Promise.all(
        Array.from({ length: count }, () => host.payload.jobs.queue({ task: noopTask.slug, input: {}, queue })),
      ),
    takeExecutions: async () => {
      const { rows } = await db.execute(
        sql`with taken as (delete from executions returning *)
          select job, count(*)::int as times from taken group by job order by min(at)`,
      )
      return new Map(rows.map(({ job, times }) => [String(job), Number(times)]))
    },
    idleTransactions: async () => {
      const { rows } = await db.execute(sql`
        select count(*)::int as count from pg_stat_activity
        where datname = current_database() and state like 'idle in transaction%'`)
      return Number(rows[0]?.count)
    },
  }
}

import { sql } from '@payloadcms/db-postgres/drizzle'
import { hasRoom, readRoom } from '../limits/ceiling.js'
import type { Settings } from '../options/Settings.js'
import type { Alert } from '../runs/alerts.js'
import { isActive, type RunStore } from '../runs/sql/store.js'
import { unseenAfterSeconds } from '../runs/sql/workers.js'

/** Whether steps wait that nobody begins, and whether runs wait because as many as may are being worked on. */
export const watchQueue = async (store: RunStore, settings: Settings): Promise<Alert[]> => {
  // Switched off, steps are meant to wait.
  if (!settings.enabled) return []
  return [await standstill(store, settings), await ceiling(store)].flatMap((found) => found ?? [])
}

/**
 * Steps that wait for their time, a provider or a plan are not due, and those of runs that wait for a place among the runs that are
 * worked on may not begin: these may all wait for a provider.
 */
const standstill = async (store: RunStore, { alerts: { maxQueueMinutes } }: Settings): Promise<Alert | undefined> => {
  const { db, steps, runs, workers } = store
  const longAgo = sql`now() - ${maxQueueMinutes} * interval '1 minute'`
  const { rows } = await db.execute(sql`
    with due as (
      select count(*) as waiting, extract(epoch from now() - min(s.run_after)) / 60 as minutes
      from ${steps} s join ${runs} r on r.id = s.run_id
      where s.status = 'queued' and s.run_after < ${longAgo} and ${isActive(sql`r.status`)}
        and (r.status <> 'queued' or ${hasRoom(store)})
    )
    select waiting, minutes,
      exists (select from ${steps} where status = 'running' and lease_until > now()) as is_worked_on,
      exists (select from ${steps} where status in ('running', 'done', 'failed') and updated_at > ${longAgo}) as has_moved,
      (select count(*) from ${workers} where seen_at > now() - ${unseenAfterSeconds} * interval '1 second') as seen
    from due where waiting > 0
  `)
  const [row] = rows
  if (!row || row.is_worked_on === true || row.has_moved === true) return undefined
  const [waiting, seen] = [Number(row.waiting), Number(row.seen)]
  const why =
    seen === 0
      ? 'No worker was seen within the last minute: start one.'
      : `${seen} ${seen === 1 ? 'worker is' : 'workers are'} there: look at the log of the workers, and whether they work on this queue.`
  return {
    cause: 'queue',
    level: 'error',
    message: `The queue stands still: ${waiting} ${waiting === 1 ? 'step is' : 'steps are'} due, the oldest for ${Math.floor(Number(row.minutes))} minutes, and none was begun or ended. ${why}`,
  }
}

const ceiling = async (store: RunStore): Promise<Alert | undefined> => {
  const { limit, running } = await readRoom(store)
  if (running < limit) return undefined
  const { rows } = await store.db.execute(sql`select count(*) as waiting from ${store.runs} where status = 'queued'`)
  const waiting = Number(rows[0]?.waiting ?? 0)
  if (waiting === 0) return undefined
  return {
    cause: 'ceiling',
    level: 'warn',
    message: `${running} runs are worked on, as many as may be at once (limits.maxRunning), and ${waiting} ${waiting === 1 ? 'waits' : 'wait'}: they go on by themselves; if this stays so, add workers and raise the limit.`,
  }
}

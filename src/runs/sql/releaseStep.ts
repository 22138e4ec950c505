import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../../database/adapter.js'
import type { Step } from '../Step.js'
import type { RunTables } from './runTables.js'

/** Longest wait for providers of which one has been closed since a worker last looked, or is being tried. */
const lookAgainMs = 5000

interface ReleaseStep {
  step: Step
  /** Why it goes back, in plain words. */
  error: string
  /** Milliseconds until it is due again, by database time; sooner, but not within a second, when the run's time is up before. */
  delayMs: number
  /** Whether the claim counts towards those a step may have; not when nothing went wrong with the step itself. */
  isCounted: boolean
  /** Providers it waits for, because none could be asked. */
  waitsFor: readonly string[] | undefined
  /** Milliseconds from when it first waited for providers during which finding out that it has to wait on is no attempt. */
  outageMs: number
}

/**
 * Hands a step back to be claimed again; tells in how many milliseconds it is due, or `undefined` when it was no longer
 * ours. The run is locked first.
 */
export const releaseStep = async (
  db: Sql,
  { runs, steps, breakers, runChanged }: RunTables,
  { step, error, delayMs, isCounted, waitsFor, outageMs }: ReleaseStep,
): Promise<{ delayMs: number } | undefined> => {
  const since = sql`coalesce((result ->> 'waitsSince')::float, extract(epoch from now()))`
  const isOutage = sql`${since} + ${outageMs / 1000} > extract(epoch from now())`
  const attempts = isCounted ? sql`attempts` : sql`case when ${isOutage} then ${step.attempts} else attempts end`
  const waiting = waitsFor
    ? sql`
      attempts = ${attempts}, result = coalesce(result, '{}'::jsonb)
        || ${JSON.stringify({ waitsFor })}::jsonb || jsonb_build_object('waitsSince', ${since}), `
    : sql``
  const isAnyClosed = sql`exists (
    select from unnest(${sql.param([...(waitsFor ?? [])])}::text[]) provider (name)
    where not exists (select from ${breakers} b where b.provider = provider.name and b.open_until > now())
  )`
  const delay = sql`case when ${isAnyClosed} then least(${delayMs}::float, ${lookAgainMs}) else ${delayMs}::float end`
  const { rows } = await db.execute(sql`
    with run as (
      update ${runs} set version = version + 1, updated_at = now() where id = ${step.run}
      returning version, deadline_at, ${runChanged}
    )
    update ${steps} set
      ${waiting}status = 'queued', claims = claims - ${isCounted ? 0 : 1}, written = 0, lease_owner = null,
      lease_until = null, error = ${error}, version = run.version,
      run_after = least(
        now() + ${delay} * interval '1 millisecond', greatest(run.deadline_at, now() + interval '1 second')
      ),
      updated_at = now()
    from run
    where id = ${step.id} and token = ${step.token} and status = 'running'
    returning extract(epoch from run_after - now()) * 1000 as delay_ms
  `)
  return rows[0] && { delayMs: Math.max(0, Number(rows[0].delay_ms)) }
}

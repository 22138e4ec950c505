import { sql } from '@payloadcms/db-postgres/drizzle'
import { hasRoom } from '../../limits/ceiling.js'
import { isRecord } from '../../text.js'
import type { Facts, Id, Step } from '../vocabulary.js'
import type { RunStore } from './store.js'

interface ProgressRun {
  run: Id
  generated: number
  failed: number
  /** How `openSteps` changes; -1 when a step ends. */
  openSteps: number
  /** What is added to the run's facts; what it had under other names stays. */
  facts?: Facts
}

export interface Progress {
  openSteps: number
  version: number
  /** Index of the next step that is opened. */
  nextIndex: number
  /** Its kind has said that it opens no further steps. */
  isPlanned: boolean
  /** With those that were added, also by steps that ended while this one was under way. */
  facts: Facts
}

/** Moves a run on, locking its row first. `undefined` when it was deleted. */
export const progressRun = async (
  { db, runs, runChanged }: RunStore,
  { run, generated, failed, openSteps, facts }: ProgressRun,
): Promise<Progress | undefined> => {
  const known = facts ? sql`coalesce(facts, '{}'::jsonb) || ${JSON.stringify(facts)}::jsonb` : sql`facts`
  const { rows } = await db.execute(sql`
    update ${runs} set
      progress_generated = progress_generated + ${generated}, progress_failed = progress_failed + ${failed},
      open_steps = open_steps + ${openSteps}, facts = ${known}, version = version + 1, updated_at = now()
    where id = ${run}
    returning open_steps, version, next_index, is_planned, facts, ${runChanged}
  `)
  return rows[0] && progressOf(rows[0])
}

const progressOf = (row: Record<string, unknown>): Progress => ({
  openSteps: Number(row.open_steps),
  version: Number(row.version),
  nextIndex: Number(row.next_index),
  isPlanned: row.is_planned === true,
  facts: isRecord(row.facts) ? row.facts : {},
})

interface BeginStep {
  step: Step
  /**
   * How long a run may take from its first step on. After a retry or resumption from the next step on, or from the first
   * sweep that saw it wait for that.
   */
  runDeadlineMs: number
  /** Its run may be one that waits, if there is room. To be asked under the run's lock and that of the ceiling. */
  mayBeginRun?: boolean
}

export interface BegunStep {
  /** Until the run's deadline, by database time; 0 or less when it has passed. */
  remainingMs: number
  /** Other steps of the run that wait; 0 where it had begun before. */
  waiting: number
}

/**
 * Shows the world that a claimed step is being worked on: the run leaves `queued`, gets a new version, and its deadline if
 * it has none. With its very first step it gets one anyway: what `setDeadlines` gave it while it waited for that counts no
 * more. Its own statement, because every writer locks the run before the step, and claiming must lock the step first.
 *
 * @returns `undefined` when the run was paused, waits or has ended meanwhile, or the step is no longer ours
 */
export const beginStep = async (
  store: RunStore,
  { step, runDeadlineMs, mayBeginRun = false }: BeginStep,
): Promise<BegunStep | undefined> => {
  const { db, runs, steps, runChanged } = store
  const mayBegin = mayBeginRun ? sql`(status = 'queued' and ${hasRoom(store)})` : sql`false`
  const others = sql`(select count(*) from ${steps} other where other.run_id = ${step.run} and other.status = 'queued')`
  const status = step.kind === 'plan' ? sql`'planning'` : sql`'running'`
  const { rows } = await db.execute(sql`
    with run as (
      update ${runs} set
        version = version + 1, status = ${status}, started_at = coalesce(started_at, now()),
        deadline_at = coalesce(
          case when started_at is not null then deadline_at end, now() + ${runDeadlineMs} * interval '1 millisecond'
        ),
        updated_at = now()
      where id = ${step.run} and (status in ('planning', 'running') or ${mayBegin})
        and exists (select from ${steps} s where s.id = ${step.id} and s.token = ${step.token} and s.status = 'running')
      returning version, extract(epoch from deadline_at - now()) * 1000 as remaining_ms, ${runChanged}
    )
    update ${steps} set version = run.version from run
    where id = ${step.id} and token = ${step.token} and status = 'running'
    returning run.remaining_ms, ${mayBeginRun ? others : sql`0`} as waiting
  `)
  return rows[0] && { remainingMs: Number(rows[0].remaining_ms), waiting: Number(rows[0].waiting) }
}

/** Gives the run a new version and the step that version, so that clients that follow the run see the step's change. */
export const showStep = async (
  { db, runs, steps, runChanged }: RunStore,
  { id, run }: Pick<Step, 'id' | 'run'>,
): Promise<void> => {
  await db.execute(sql`
    with run as (
      update ${runs} set version = version + 1, updated_at = now() where id = ${run} returning version, ${runChanged}
    )
    update ${steps} s set version = run.version from run where s.id = ${id}
  `)
}

interface ShowWriting {
  step: Step
  /** Items of the answer that have begun to arrive. */
  written: number
}

/** Lets those who watch a run see how far a streamed answer has come. Says nothing when the step is no longer ours. */
export const showWriting = async (
  { db, runs, steps, runChanged }: RunStore,
  { step, written }: ShowWriting,
): Promise<void> => {
  await db.execute(sql`
    with run as (
      update ${runs} set version = version + 1, updated_at = now()
      where id = ${step.run}
        and exists (select from ${steps} s where s.id = ${step.id} and s.token = ${step.token} and s.status = 'running')
      returning version, ${runChanged}
    )
    update ${steps} set written = ${written}, version = run.version from run
    where id = ${step.id} and token = ${step.token} and status = 'running'
  `)
}

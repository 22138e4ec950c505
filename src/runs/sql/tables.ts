import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import type { BasePayload } from 'payload'
import { newUuidV7, postgres, table } from '../../database/adapter.js'
import { channelOf } from '../../database/notifications.js'
import type { Slugs } from '../../options/CoursewrightOptions.js'
import { activeStatuses, type Id, type Step } from '../vocabulary.js'

/** The tables our verbs write. */
export interface RunTables {
  readonly runs: SQL
  readonly steps: SQL
  readonly logs: SQL
  readonly breakers: SQL
  readonly jobs: SQL
  /** The id of a new row: the column's default, or a uuid where Payload's adapter makes ids itself. */
  readonly newId: () => SQL
  /** Where our notifications go. */
  readonly channel: string
  /** For `returning` of whatever changes a run's version: tells everybody, when the transaction commits. */
  readonly runChanged: SQL
}

export const runTables = (payload: BasePayload, slugs: Slugs): RunTables => {
  const channel = channelOf(payload, slugs.generationRuns)
  return {
    runs: table(payload, slugs.generationRuns),
    steps: table(payload, slugs.generationSteps),
    logs: table(payload, slugs.generationLogs),
    breakers: table(payload, slugs.generationBreakers),
    jobs: table(payload, 'payload-jobs'),
    newId: () => (postgres(payload).idType === 'uuidv7' ? sql`${newUuidV7()}` : sql`default`),
    channel,
    // The topic of `topicOf.run`.
    runChanged: sql`pg_notify(${channel}, concat_ws(' ', 'run:' || id, version, status))`,
  }
}

/**
 * Numbers are `numeric` columns, which the driver returns as text. Takes whatever it finds: a row that was claimed must
 * come to whoever deals with it, even when nothing can be made of it.
 */
export const stepOfRow = (row: Record<string, unknown>): Step => ({
  id: idOf(row.id),
  run: idOf(row.run_id),
  index: Number(row.index),
  kind: String(row.kind),
  // -0 would be another number to whoever compares.
  priority: 0 - Number(row.rank),
  attempts: Number(row.attempts),
  claims: Number(row.claims),
  token: Number(row.token),
  error: typeof row.error === 'string' ? row.error : undefined,
  input: row.input,
  result: row.result,
})

/** Serial or uuid. */
export const idOf = (value: unknown): Id => {
  if (typeof value === 'number' || typeof value === 'string') return value
  throw new Error('A row came back without an id.')
}

const list = activeStatuses.map((status) => `'${status}'`).join(', ')

/** Whether the steps of a run may be claimed, by its status. Written out, so that the planner sees which statuses. */
export const isActive = (status: SQL): SQL => sql`${status} in (${sql.raw(list)})`

/** What notifications are about; `runTables` writes the same words in SQL. */
export const topicOf = {
  /** Facts: the run's version and status, `deleted` when it is gone. */
  run: (id: Id): string => `run:${id}`,
  /** No facts: there is work in this queue, now or later. */
  wakeUps: (queue: string): string => `wakeUps:${queue}`,
}

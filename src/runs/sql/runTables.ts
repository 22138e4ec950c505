import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import type { BasePayload } from 'payload'
import { newUuidV7, postgres, table } from '../../database/adapter.js'
import { channelOf } from '../../database/notifications.js'
import type { Slugs } from '../../options/CoursewrightOptions.js'

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

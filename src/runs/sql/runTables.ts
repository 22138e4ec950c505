import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import type { BasePayload } from 'payload'
import { newUuidV7 } from '../../database/newUuidV7.js'
import { postgres } from '../../database/postgres.js'
import { table } from '../../database/table.js'
import type { Slugs } from '../../options/Slugs.js'

/** The tables our verbs write. */
export interface RunTables {
  readonly runs: SQL
  readonly steps: SQL
  readonly logs: SQL
  readonly breakers: SQL
  readonly jobs: SQL
  /** The id of a new row: the column's default, or a uuid where Payload's adapter makes ids itself. */
  readonly newId: () => SQL
}

export const runTables = (payload: BasePayload, slugs: Slugs): RunTables => ({
  runs: table(payload, slugs.generationRuns),
  steps: table(payload, slugs.generationSteps),
  logs: table(payload, slugs.generationLogs),
  breakers: table(payload, slugs.generationBreakers),
  jobs: table(payload, 'payload-jobs'),
  newId: () => (postgres(payload).idType === 'uuidv7' ? sql`${newUuidV7()}` : sql`default`),
})

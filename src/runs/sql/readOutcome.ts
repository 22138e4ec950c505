import { sql } from '@payloadcms/db-postgres/drizzle'
import { z } from 'zod'
import type { Sql } from '../../database/adapter.js'
import type { Id } from '../Step.js'
import { stepResultSchema } from '../StepResult.js'
import type { RunTables } from './runTables.js'

const { gaps, savedKeys } = stepResultSchema.shape

const row = z.object({
  index: z.coerce.number(),
  kind: z.string(),
  status: z.string(),
  saved: z.coerce.number(),
  missing: z.coerce.number(),
  error: z.string().nullable(),
  /** Of a step that is not done: what it was to make, what of that is there, and why the rest is not. */
  input: z.unknown(),
  savedKeys: savedKeys.catch([]),
  gaps: gaps.catch([]),
})

export type StepOutcome = z.infer<typeof row>

/**
 * What the steps of a run came to, in their order. Answers, which are most of what a step has, are not read. A result that
 * cannot be read names nothing, because a run must end all the same.
 */
export const readOutcome = async (db: Sql, { steps }: RunTables, run: Id): Promise<StepOutcome[]> => {
  const { rows } = await db.execute(sql`
    select "index", kind, status, saved, missing, error,
      case when status <> 'done' then input end as input,
      case when status <> 'done' then result -> 'savedKeys' end as "savedKeys",
      case when missing > 0 then result -> 'gaps' end as gaps
    from ${steps} where run_id = ${run} and kind <> 'finish' order by "index"
  `)
  return z.array(row).parse(rows)
}

import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../../database/postgres.js'
import type { Id } from '../Step.js'
import { readStepResult } from '../StepResult.js'
import type { RunTables } from './runTables.js'

interface Gap {
  /** Index of the step it is missing from. */
  readonly step: number
  readonly key: string
  readonly reason: string
}

interface Outcome {
  saved: number
  gaps: Gap[]
  errors: string[]
}

/** What the steps of a run made, and what is missing and why. */
export const readOutcome = async (db: Sql, { steps }: RunTables, run: Id): Promise<Outcome> => {
  const { rows } = await db.execute(sql`
    select "index", saved, missing, error, result from ${steps}
    where run_id = ${run} and kind in ('plan', 'generate') order by "index"
  `)
  const failed = rows.filter((row) => Number(row.missing) > 0)
  const gaps = failed.flatMap((row): Gap[] =>
    readStepResult(row.result).gaps.map(({ key, problem }) => ({ step: Number(row.index), key, reason: problem })),
  )
  const reasons = gaps.length ? gaps.map(({ reason }) => sentence(reason)) : failed.map((row) => String(row.error))
  return { saved: rows.reduce((sum, row) => sum + Number(row.saved), 0), gaps, errors: reasons }
}

const sentence = (text: string): string => {
  const capital = text.slice(0, 1).toUpperCase() + text.slice(1)
  return /[.!?]$/.test(capital) ? capital : `${capital}.`
}

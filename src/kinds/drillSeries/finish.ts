import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { table } from '../../database/adapter.js'
import { id } from '../../database/stored.js'
import { transactionOf } from '../../database/transactions.js'
import { quizStatistics } from '../../generators/quiz/statistics.js'
import type { Settings } from '../../options/Settings.js'
import type { RunDoc } from '../../runs/kind/RunKind.js'
import type { Facts } from '../../runs/vocabulary.js'
import { sentence } from '../../text.js'

const storedChoices = z.array(z.object({ drill: id, text: z.string().nullish(), correct: z.boolean().nullish() }))

/**
 * Looks at all drills of a run at once: whether the solution stands in one place, or is the longest choice, more often than
 * chance would have it. The run's fact `keys` says what is off; it is there when something is, or was before a retry.
 */
export const finishDrillSeries = async (
  { slugs }: Settings,
  { req, run }: { req: PayloadRequest; run: RunDoc },
): Promise<Facts | undefined> => {
  const db = await transactionOf(req)
  const { rows } = await db.execute(sql`
    select drill.id as drill, choice.text, choice.correct
    from ${table(req.payload, slugs.drills)} as drill
    join ${table(req.payload, slugs.drills, '_choices')} as choice on choice._parent_id = drill.id
    where drill.provenance_run_id = ${run.id}
    order by drill.id, choice._order
  `)
  const drills = new Map<number | string, { text: string; correct: boolean; why: string }[]>()
  for (const { drill, text, correct } of storedChoices.parse(rows)) {
    const choices = drills.get(drill) ?? []
    choices.push({ text: text ?? '', correct: correct === true, why: '' })
    drills.set(drill, choices)
  }
  const { problems } = quizStatistics([...drills.values()].map((choices) => ({ choices })))
  if (problems.length === 0) return run.facts.keys === undefined ? undefined : { keys: null }
  return { keys: sentence(problems.join('; ')) }
}

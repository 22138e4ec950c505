import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { table, versionsTable } from '../../database/adapter.js'
import { rows, text } from '../../database/stored.js'
import { sqlOf } from '../../database/transactions.js'
import type { PlanFacts } from '../../generators/content/format.js'
import type { Settings } from '../../options/Settings.js'
import { keyOfDocument } from '../../runs/vocabulary.js'
import type { FoundTarget } from './targets.js'

const courseInput = z.object({ objectives: rows(z.string()), lessons: z.number() })
const planDoc = z.object({ topic: text, objective: text })

/**
 * What a plan has to cover, as it was asked for: the plan of a course by the run that brought it (as a fallback it was asked
 * for by another one), that of a lesson by itself. Nothing where that cannot be told any more.
 */
export const planAsked = async (
  settings: Settings,
  req: PayloadRequest,
  { value, doc }: Pick<FoundTarget, 'value' | 'doc'>,
): Promise<PlanFacts> => {
  const format = settings.formats.find(({ key }) => key === doc.format)
  if (format?.of === 'lesson') {
    const { topic, objective } = planDoc.parse(doc)
    // One without an objective is called by its topic.
    return { objectives: objective && objective !== topic ? [objective] : [] }
  }
  const { slugs } = settings
  const ofCourses = keyOfDocument({ relationTo: slugs.courses, value: '' })
  const db = await sqlOf(req)
  const { rows: found } = await db.execute(sql`
    select r.input from ${versionsTable(req.payload, slugs.courses)} c
    join ${table(req.payload, slugs.generationRuns)} r
      on r.kind = 'course' and r.target_key = ${ofCourses}::text || c.parent_id::text
    join ${table(req.payload, slugs.generationSteps)} s on s.run_id = r.id and s.kind = 'plan' and s.status = 'done'
    where c.version_plan_id = ${value}
      and s.result -> 'outcome' ->> 'plan' = ${String(value)} and s.result -> 'outcome' ->> 'how' <> 'fallback'
    order by r.id limit 1
  `)
  const { data } = courseInput.safeParse(found[0]?.input)
  return data ?? { objectives: [] }
}

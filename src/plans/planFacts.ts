import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { table } from '../database/adapter.js'
import { reference } from '../database/stored.js'
import { sqlOf } from '../database/transactions.js'
import { plannedNames } from '../drafts/parts/draftFacts.js'
import { hashOfBasis } from '../generators/plans/planKey.js'
import type { Settings } from '../options/Settings.js'
import type { Id } from '../runs/vocabulary.js'
import { findPlanSource, type PlanSourceName, planSourceNames } from './planSources.js'

type Dependents = Readonly<Record<(typeof plannedNames)[number], number>>

/** How many drafts name a plan, by collection. */
export const countDependents = async (settings: Settings, req: PayloadRequest, plan: Id): Promise<Dependents> => {
  const db = await sqlOf(req)
  const counts = plannedNames.map((name) => {
    const drafts = table(req.payload, settings.slugs[name])
    return sql`(select count(*) from ${drafts} d where d.plan_id = ${plan}) as ${sql.identifier(name)}`
  })
  const { rows } = await db.execute(sql`select ${sql.join(counts, sql`, `)}`)
  const [row] = rows
  return { lessons: Number(row?.lessons), sections: Number(row?.sections), courses: Number(row?.courses) }
}

const basis = z.object({
  curriculum: reference.nullish(),
  profile: reference.nullish(),
  kit: reference.nullish(),
  curriculumHash: z.string().nullish(),
  profileHash: z.string().nullish(),
  kitHash: z.string().nullish(),
})

/** Which of the documents that a plan was made from no longer say what they said, or are gone. */
export const staleSources = async (
  settings: Settings,
  req: PayloadRequest,
  doc: unknown,
): Promise<PlanSourceName[]> => {
  const plan = basis.parse(doc)
  const isStale = async (name: PlanSourceName): Promise<boolean> => {
    const before = plan[`${name}Hash`]
    const id = plan[name]
    if (before == null) return false
    const now = id == null ? undefined : ((await findPlanSource(settings, req, { name, id })) ?? undefined)
    return hashOfBasis(now) !== before
  }
  const stale: PlanSourceName[] = []
  // One after the other: they may share a connection.
  for (const name of planSourceNames) if (await isStale(name)) stale.push(name)
  return stale
}

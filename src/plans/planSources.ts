import type { CollectionSlug, PayloadRequest } from 'payload'
import { z } from 'zod'
import { readTogether } from '../database/transactions.js'
import { findSource, wholeRows } from '../drafts/findSource.js'
import { RequestError } from '../errors.js'
import type { PlanFacts } from '../generators/content/format.js'
import type { PartFacts } from '../generators/content/part.js'
import { kitRulesOf } from '../generators/kits/kit.js'
import type { PlanRequest } from '../generators/plans/planRequest.js'
import type { PlanSources } from '../generators/plans/prompt.js'
import type { Settings } from '../options/Settings.js'
import type { Id } from '../runs/vocabulary.js'

/** The documents a plan is made from, by name. */
export interface PlanSourceIds {
  readonly curriculum?: Id | undefined
  readonly profile?: Id | undefined
  readonly kit?: Id | undefined
}

export type PlanSourceName = keyof PlanSourceIds

export const planSourceNames: readonly PlanSourceName[] = ['curriculum', 'profile', 'kit']

/** Empty where the field is: an empty text and none at all are the same plan. */
const text = z
  .string()
  .nullish()
  .transform((value) => value || undefined)
const texts = z
  .array(z.string())
  .nullish()
  .transform((values) => (values?.length ? values : undefined))
const rows = <Row extends z.ZodType>(row: Row) =>
  wholeRows(row).transform((values) => (values.length > 0 ? values : undefined))
/** A draft may be without. */
const title = z
  .string()
  .nullish()
  .transform((value) => value ?? '')

/** What of each goes into prompts and keys: its content, without ids, dates, and names that only the panel shows. */
const contents = {
  curriculum: z.object({
    subject: z.string(),
    topics: texts,
    principles: rows(z.object({ name: z.string(), explanation: text })),
    objectives: rows(z.object({ statement: z.string() }).transform(({ statement }) => statement)),
  }),
  profile: z.object({ level: z.string(), language: z.string(), goals: text, tone: text }),
  kit: z.object({
    title,
    language: text,
    requirements: text,
    tone: text,
    glossary: rows(z.object({ term: z.string(), use: z.string() })),
    protectedTerms: texts,
    avoid: texts,
    vocabulary: rows(z.object({ term: z.string(), meaning: text })),
    grammar: texts,
    sources: rows(z.object({ key: text, title, text: text, page: z.number().nullish() })),
  }),
} satisfies Record<PlanSourceName, z.ZodType>

/**
 * Loads what a plan is made from, side by side. Jobs act for the system: the requester was allowed to read it when the run
 * was admitted.
 *
 * @throws RequestError 400 when one of them was deleted since
 */
export const loadPlanSources = async (
  settings: Settings,
  req: PayloadRequest,
  ids: PlanSourceIds,
): Promise<PlanSources> => {
  const loaded = await readTogether(
    req,
    planSourceNames.map((name) => () => loadSource(settings, req, { name, id: ids[name] })),
  )
  const [curriculum, profile, kit] = loaded
  return { ...(curriculum ? { curriculum } : {}), ...(profile ? { profile } : {}), ...(kit ? { kit } : {}) }
}

/** The content of one of them; `undefined` where none is named. */
const loadSource = async (
  { slugs }: Settings,
  req: PayloadRequest,
  { name, id }: { name: PlanSourceName; id: Id | undefined },
): Promise<Record<string, unknown> | undefined> => {
  if (id === undefined) return undefined
  const collection: CollectionSlug = { curriculum: slugs.curricula, profile: slugs.profiles, kit: slugs.kits }[name]
  // The requester of the run may read it, which was checked when the run was admitted.
  const found = await findSource(req, { collection, id, overrideAccess: true })
  if (found) return contents[name].parse(found)
  throw new RequestError(400, `The ${name} ${id} was deleted.`, { code: `unknown_${name}`, [name]: id })
}

/** As `loadPlanSources`, one at a time, for what may be gone: `null` then. */
export const findPlanSource = async (
  settings: Settings,
  req: PayloadRequest,
  source: { name: PlanSourceName; id: Id },
): Promise<Record<string, unknown> | null> => {
  try {
    return (await loadSource(settings, req, source)) ?? null
  } catch (error) {
    if (error instanceof RequestError) return null
    throw error
  }
}

const kitOf = contents.kit.transform(({ glossary, protectedTerms, avoid, sources }) =>
  kitRulesOf({
    ...{ title: '', language: '', requirements: '', tone: '', vocabulary: [], grammar: [] },
    ...{ glossary: glossary ?? [], protectedTerms: protectedTerms ?? [], avoid: avoid ?? [] },
    sources: (sources ?? []).map(({ key = '', title, text: words = '' }) => ({ key, title, text: words })),
  }),
)

/** What a plan is held against. */
export const planFactsOf = (
  { games }: Settings,
  { request, sources: { kit } }: { request: PlanRequest; sources: PlanSources },
): { facts: PartFacts; planFacts: PlanFacts } => {
  const { language, objectives, lessons } = request
  const game = games.find(({ slug }) => slug === request.game)
  return {
    facts: { language, objectives, ...(game ? { game } : {}), ...(kit ? { kit: kitOf.parse(kit) } : {}) },
    planFacts: { objectives, ...(lessons === undefined ? {} : { lessons }) },
  }
}

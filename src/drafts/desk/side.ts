import type { CollectionSlug, PayloadRequest } from 'payload'
import { citationsIn } from '../../generators/kits/citations.js'
import type { Settings } from '../../options/Settings.js'
import { type Id, idIn } from '../../runs/vocabulary.js'
import { isRecord, shorten } from '../../text.js'
import { findSource } from '../findSource.js'
import type { DraftName } from '../parts/draftFacts.js'
import { findVersions } from './findVersions.js'
import { openReview } from './opened.js'

type Fields = Readonly<Record<string, unknown>>

/** What a draft rests on, how it came to be and what it cost. */
interface Background {
  readonly provenance: Fields | null
  readonly plan: {
    readonly id: Id
    readonly objective: unknown
    readonly state: unknown
    readonly content: unknown
  } | null
  /** Passages of the kit that the draft cites; where it cites none, what the kit has. */
  readonly kit: {
    readonly id: Id
    readonly title: unknown
    readonly isCited: boolean
    readonly passages: readonly { readonly key: string; readonly title: string; readonly text: string }[]
  } | null
  readonly position: {
    readonly id: Id
    readonly solution: unknown
    readonly source: unknown
    readonly themes: unknown
  } | null
  readonly history: readonly {
    readonly id: unknown
    readonly at: unknown
    readonly status: unknown
    readonly writer: unknown
  }[]
  /** Of the step that wrote it, with however many others it wrote. `usd` is `null` where a price is unknown. */
  readonly cost: {
    readonly calls: number
    readonly tokens: number
    readonly ms: number
    readonly usd: number | null
  } | null
}

const mostVersions = 20
const mostPassages = 12
const longestPassage = 2000

/** @throws RequestError 404 */
export const readBackground = async (settings: Settings, req: PayloadRequest, id: Id): Promise<Background> => {
  const { target } = await openReview(settings, req, id)
  const empty = { provenance: null, plan: null, kit: null, position: null, history: [], cost: null }
  if (!target) return empty
  const { name, doc } = target
  const provenance = isRecord(doc.provenance) ? doc.provenance : null
  const [plan, kit, position, history, cost] = await Promise.all([
    planOf(settings, req, doc),
    kitOf(settings, req, doc),
    positionOf(settings, req, doc),
    historyOf(settings, req, target),
    readCost(settings, req, provenance),
  ])
  const shown = provenance && {
    ...{ run: provenance.run, model: provenance.model, provider: provenance.provider },
    ...{ promptVersion: provenance.promptVersion, offline: provenance.offline },
  }
  return {
    provenance: name === 'plans' ? { run: doc.run, model: doc.model } : shown,
    plan,
    kit,
    position,
    history,
    cost,
  }
}

/** One document that the draft names, as it counts and as this user may read it. */
const named = async (
  req: PayloadRequest,
  collection: string,
  value: unknown,
): Promise<(Fields & { id: Id }) | undefined> => {
  const id = idIn(value)
  if (id === undefined) return undefined
  const found = await findSource(req, { collection: collection as CollectionSlug, id, overrideAccess: false })
  return found && { ...found, id }
}

const planOf = async ({ slugs }: Settings, req: PayloadRequest, doc: Fields): Promise<Background['plan']> => {
  const plan = await named(req, slugs.plans, doc.plan)
  return plan ? { id: plan.id, objective: plan.objective, state: plan.state, content: plan.content } : null
}

const kitOf = async ({ slugs }: Settings, req: PayloadRequest, doc: Fields): Promise<Background['kit']> => {
  const kit = await named(req, slugs.kits, doc.kit)
  if (!kit) return null
  const sources = Array.isArray(kit.sources) ? kit.sources.filter(isRecord) : []
  const keys = sources.map(({ key }) => String(key))
  const cited = new Set(citationsIn(JSON.stringify(doc.content ?? ''), keys))
  const wanted = sources.filter(({ key }) => cited.has(String(key)))
  const passages = (wanted.length > 0 ? wanted : sources).slice(0, mostPassages)
  return {
    ...{ id: kit.id, title: kit.title, isCited: wanted.length > 0 },
    passages: passages.map(({ key, title, text }) => ({
      ...{ key: String(key ?? ''), title: String(title ?? '') },
      text: shorten(String(text ?? ''), longestPassage),
    })),
  }
}

const positionOf = async ({ slugs }: Settings, req: PayloadRequest, doc: Fields): Promise<Background['position']> => {
  const position = await named(req, slugs.positions, doc.position)
  if (!position) return null
  return { id: position.id, solution: position.solution, source: position.source, themes: position.themes }
}

const historyOf = async (
  { slugs }: Settings,
  req: PayloadRequest,
  { name, id }: { name: DraftName; id: Id },
): Promise<Background['history']> => {
  const docs = await findVersions(req, {
    ...{ collection: slugs[name], limit: mostVersions },
    where: { parent: { equals: id } },
    select: { version: { _status: true, lastWriter: true }, updatedAt: true },
  })
  return docs.map((one) => {
    const version: Fields = isRecord(one.version) ? one.version : {}
    return { id: one.id, at: one.updatedAt, status: version._status ?? null, writer: version.lastWriter ?? null }
  })
}

const readCost = async (
  { slugs }: Settings,
  req: PayloadRequest,
  provenance: Fields | null,
): Promise<Background['cost']> => {
  const step = idIn(provenance?.step)
  if (step === undefined) return null
  const { docs } = await req.payload.find({
    ...{ collection: slugs.generationLogs, depth: 0, limit: 100, pagination: false, req },
    ...{ overrideAccess: false, disableErrors: true },
    where: { and: [{ step: { equals: step } }, { type: { equals: 'attempt' } }] },
  })
  if (docs.length === 0) return null
  const calls = docs.map((doc): Fields => ({ ...doc }))
  const sum = (of: (call: Fields) => unknown) => calls.reduce((total, call) => total + (Number(of(call)) || 0), 0)
  const isUnpriced = calls.some(
    ({ cost, promptTokens }) => typeof promptTokens === 'number' && typeof cost !== 'number',
  )
  return {
    calls: calls.length,
    tokens: sum(({ promptTokens }) => promptTokens) + sum(({ completionTokens }) => completionTokens),
    ms: sum(({ ms }) => ms),
    usd: isUnpriced ? null : sum(({ cost }) => cost),
  }
}

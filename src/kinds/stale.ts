import type { CollectionSlug, PayloadRequest } from 'payload'
import { z } from 'zod'
import { id } from '../database/stored.js'
import { openReview } from '../drafts/desk/opened.js'
import { readLatest } from '../drafts/ownWrites.js'
import type { DraftName } from '../drafts/parts/draftFacts.js'
import { readContent } from '../drafts/parts/readContent.js'
import { RequestError } from '../errors.js'
import { changedSources, type SourceName } from '../generators/content/sources.js'
import { objectivesTold } from '../generators/drillSeries/drill.js'
import type { Settings } from '../options/Settings.js'
import { staleSources } from '../plans/planFacts.js'
import type { Id } from '../runs/vocabulary.js'
import { isRecord } from '../text.js'
import { findCurriculum, findProfile } from './sources/documents.js'
import { loadSources } from './sources/loadSources.js'
import { findPositions } from './sources/positions.js'

type Fields = Readonly<Record<string, unknown>>

/**
 * What of that which a draft was written from has changed since, or is gone: a person decides what to do about it. Of a
 * proposal, that which its document was written from.
 *
 * @throws RequestError 404
 */
export const readStale = async (settings: Settings, req: PayloadRequest, review: Id): Promise<SourceName[]> => {
  const { target } = await openReview(settings, req, review)
  if (!target) return []
  const { name, doc } = target
  if (name === 'plans') return [...(await staleSources(settings, req, doc))]
  const kept = doc.sourceHashes
  if (!isRecord(kept)) return []
  const now = name === 'drills' ? await sourcesOfDrill(settings, req, doc) : [await sourceOfText(settings, req, doc)]
  const changed = now.map((source) => changedSources(kept, source))
  return (changed[0] ?? []).filter((source) => changed.every((others) => others.includes(source)))
}

const named = z.object({
  ...{ curriculum: id.nullish().catch(undefined), profile: id.nullish().catch(undefined) },
  ...{ kit: id.nullish().catch(undefined), plan: id.nullish().catch(undefined) },
  ...{ series: id.nullish().catch(undefined), position: id.nullish().catch(undefined) },
})

/** A drill was written for what its run was asked for, which may differ from what its series is for, or anew for the latter. */
const sourcesOfDrill = async (settings: Settings, req: PayloadRequest, doc: Fields): Promise<object[]> => {
  const { slugs } = settings
  const { series, position } = named.parse(doc)
  const [item] = position == null ? [] : await findPositions(req, slugs.positions, [position])
  const run = isRecord(doc.provenance) ? id.safeParse(doc.provenance.run).data : undefined
  const ofRun = run === undefined ? undefined : await read(req, slugs.generationRuns, run)
  const ofSeries = series == null ? undefined : await read(req, slugs.drillSeries, series)
  const asked = [ofSeries, isRecord(ofRun?.input) ? ofRun.input : undefined].filter((one) => one !== undefined)
  const sources = (asked.length > 0 ? asked : [{}]).map(async (one) => {
    const { curriculum, profile } = named.parse(one)
    const taught = curriculum == null ? undefined : await orGone(findCurriculum(req, slugs.curricula, curriculum))
    return {
      profile: profile == null ? undefined : await orGone(findProfile(req, slugs.profiles, profile)),
      curriculum: taught && { subject: taught.subject, objectives: taught.objectives.slice(0, objectivesTold) },
      item: item && {
        ...{ notation: item.notation, phase: item.phase, difficulty: item.difficulty },
        ...{ themes: item.themes, solution: item.solution },
      },
    }
  })
  return Promise.all(sources)
}

const read = async (req: PayloadRequest, collection: CollectionSlug, document: Id): Promise<Fields | undefined> => {
  const found = await req.payload.findByID({
    ...{ collection, id: document, depth: 0, draft: true, disableErrors: true, req },
    // Nothing of it is shown but whether what it names has changed.
    overrideAccess: true,
  })
  return isRecord(found) ? found : undefined
}

/** Of a lesson, a course, or a section, whose sources are those of what it belongs to. */
const sourceOfText = async (settings: Settings, req: PayloadRequest, doc: Fields): Promise<object> => {
  const ids = named.parse({ ...(await parentOf(settings, req, doc)), ...withoutEmpty(doc) })
  const loaded = await Promise.all(
    (['curriculum', 'profile', 'kit'] as const).map(async (name) =>
      ids[name] == null ? undefined : (await orGone(loadSources(settings, req, { [name]: ids[name] })))?.sources,
    ),
  )
  const plan = ids.plan == null ? undefined : await readLatest(settings, req, { name: 'plans', id: ids.plan })
  return {
    ...Object.assign({}, ...loaded),
    plan:
      plan && readContent(req.payload.config, settings.slugs.plans, Array.isArray(plan.content) ? plan.content : []),
  }
}

const parentOf = async (settings: Settings, req: PayloadRequest, { parent }: Fields): Promise<Fields> => {
  const { slugs } = settings
  if (!isRecord(parent)) return {}
  const name = (['lessons', 'courses'] satisfies DraftName[]).find((one) => slugs[one] === parent.relationTo)
  const found = id.safeParse(parent.value).data
  return (name && found !== undefined && (await readLatest(settings, req, { name, id: found }))) || {}
}

const withoutEmpty = (doc: Fields): Fields =>
  Object.fromEntries(Object.entries(doc).filter(([, value]) => value !== null && value !== undefined))

/** What a run refuses because it was deleted has changed too. */
const orGone = async <T>(found: Promise<T>): Promise<T | undefined> => {
  try {
    return await found
  } catch (error) {
    if (error instanceof RequestError) return undefined
    throw error
  }
}

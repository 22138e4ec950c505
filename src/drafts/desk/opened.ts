import type { PayloadRequest } from 'payload'
import { mayRead, readableIn } from '../../access/access.js'
import { RequestError } from '../../errors.js'
import type { Settings } from '../../options/Settings.js'
import { documentOfKey, type Id, idIn } from '../../runs/vocabulary.js'
import { isRecord } from '../../text.js'
import { readLatest } from '../ownWrites.js'
import { type DraftName, draftNameOf } from '../parts/draftFacts.js'
import { decidedHashOf, draftPartsOf, rewritableParts } from '../parts/draftParts.js'
import { diffAgainst, type PartDiff } from '../proposals/decideProposal.js'

type Fields = Readonly<Record<string, unknown>>

/** A review with what it is about, as its newest version stands. */
export interface OpenedReview {
  readonly review: Fields & { readonly id: Id; readonly kind: string }
  /** The document that is decided on, or that a proposal is for; `undefined` when it was deleted. */
  readonly target: { readonly name: DraftName; readonly id: Id; readonly doc: Fields } | undefined
  /** Of a proposal. */
  readonly proposal: Fields | undefined
}

/** @throws RequestError 404, also where the user may not read what it is about */
export const openReview = async (settings: Settings, req: PayloadRequest, id: Id): Promise<OpenedReview> => {
  const { slugs } = settings
  const found = await req.payload.findByID({
    ...{ collection: slugs.reviews, id, depth: 0, disableErrors: true, overrideAccess: false, req },
  })
  if (!isRecord(found)) throw noReview()
  const review = found as OpenedReview['review']
  const about = documentOfKey(String(review.documentKey))
  if (review.kind !== 'proposal') return { review, target: await targetOf(settings, req, about), proposal: undefined }
  const proposal = await req.payload.findByID({
    ...{ collection: slugs.proposals, id: about.value, depth: 0, disableErrors: true, overrideAccess: false, req },
  })
  if (!isRecord(proposal)) {
    // Gone, or kept from this user, which is no answer for them.
    if ((await readableIn(req, slugs.proposals)) === true) return { review, target: undefined, proposal: undefined }
    throw noReview()
  }
  const key = documentOfKey(String(proposal.targetKey))
  return { review, target: await targetOf(settings, req, key), proposal }
}

const noReview = () => new RequestError(404, 'There is no such review.', { code: 'not_found' })

const targetOf = async (
  settings: Settings,
  req: PayloadRequest,
  { relationTo, value: id }: { relationTo: string; value: Id },
): Promise<OpenedReview['target']> => {
  const name = draftNameOf(settings.slugs, relationTo)
  const doc = name && (await readLatest(settings, req, { name, id }))
  if (!name || !doc) return undefined
  if (await mayRead(req, { collection: settings.slugs[name], id })) return { name, id, doc }
  throw noReview()
}

/** What one draft's page shows first. */
interface ReviewedDraft {
  readonly review: Fields
  /** `null` when the document is gone. */
  readonly document: {
    readonly collection: string
    readonly id: Id
    readonly sort: DraftName
    readonly isPublished: boolean
    /** Whether there is anything that a run could write anew. */
    readonly isRewritable: boolean
    readonly updatedAt: unknown
    /** Of what a decision is about; see `decidedHashOf`. Of a proposal there is none. */
    readonly hash: string | null
    /** What learners read, by field. */
    readonly fields: Fields
    /** Games of the positions that `fields.content` shows, by their ids. */
    readonly games: Readonly<Record<string, string>>
    readonly parts: readonly { readonly name: string; readonly state: string }[]
    /** Titles of what it names, by field. */
    readonly names: Readonly<Record<string, readonly string[]>>
  } | null
  /** Of a proposal: what it would change. */
  readonly proposal: { readonly id: unknown; readonly feedback: unknown; readonly diff: readonly PartDiff[] } | null
}

const shownFields = [
  ...['title', 'prompt', 'choices', 'solution', 'explanation', 'hints', 'notation', 'game', 'principle', 'phase'],
  ...['difficulty', 'objective', 'subject', 'topic', 'description', 'keywords', 'categories', 'content', 'language'],
  ...['checks', 'warnings', 'flags', 'aiDisclosure', 'issues'],
] as const

/** @throws RequestError 404 */
export const readDraft = async (settings: Settings, req: PayloadRequest, id: Id): Promise<ReviewedDraft> => {
  const { review, target, proposal } = await openReview(settings, req, id)
  if (!target) return { review, document: null, proposal: null }
  const { name, doc } = target
  return {
    review,
    document: {
      ...{ collection: settings.slugs[name], id: target.id, sort: name },
      isPublished: doc._status === 'published',
      isRewritable: rewritableParts(settings, name, doc).length > 0,
      updatedAt: doc.updatedAt,
      hash: proposal ? null : decidedHashOf(name, doc),
      fields: Object.fromEntries(shownFields.flatMap((field) => (doc[field] == null ? [] : [[field, doc[field]]]))),
      games: await gamesOf(settings, req, doc),
      parts: draftPartsOf(name, doc).map(({ name: part, state }) => ({ name: part, state })),
      names: name === 'courses' ? await namesOf(settings, req, doc) : {},
    },
    proposal: proposal ? { id: proposal.id, feedback: proposal.feedback, diff: diffAgainst(proposal, target) } : null,
  }
}

const gamesOf = async (settings: Settings, req: PayloadRequest, doc: Fields): Promise<Record<string, string>> => {
  const blocks = Array.isArray(doc.content) ? doc.content.filter(isRecord) : []
  const ids = blocks.flatMap(({ blockType, rows }) =>
    blockType === 'boards' && Array.isArray(rows)
      ? rows.flatMap((row) => (isRecord(row) ? (idIn(row.position) ?? []) : []))
      : [],
  )
  if (ids.length === 0) return {}
  const { docs } = await req.payload.find({
    ...{ collection: settings.slugs.positions, depth: 0, limit: ids.length, req },
    ...{ overrideAccess: false, disableErrors: true },
    where: { id: { in: ids } },
    select: { game: true },
  })
  return Object.fromEntries(docs.map((position) => [String(position.id), String(Reflect.get(position, 'game'))]))
}

/** In the order of the course. */
const namesOf = async (
  { slugs }: Settings,
  req: PayloadRequest,
  doc: Fields,
): Promise<Record<string, readonly string[]>> => {
  const names: Record<string, readonly string[]> = {}
  for (const [field, collection] of [
    ['lessons', slugs.lessons],
    ['series', slugs.drillSeries],
  ] as const) {
    const ids = Array.isArray(doc[field]) ? doc[field].flatMap((one) => idIn(one) ?? []) : []
    if (ids.length === 0) continue
    const { docs } = await req.payload.find({
      ...{ collection, depth: 0, limit: ids.length, req, draft: true },
      ...{ overrideAccess: false, disableErrors: true },
      where: { id: { in: ids } },
      select: { title: true },
    })
    const titles = new Map(docs.map((one) => [one.id, String(Reflect.get(one, 'title') ?? '')]))
    names[field] = ids.flatMap((id) => titles.get(id) ?? [])
  }
  return names
}

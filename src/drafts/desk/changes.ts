import type { PayloadRequest } from 'payload'
import { RequestError } from '../../errors.js'
import { hashOf } from '../../generators/content/hash.js'
import type { Settings } from '../../options/Settings.js'
import { type Id, keyOfDocument } from '../../runs/vocabulary.js'
import { isRecord } from '../../text.js'
import { decidedHashOf, draftPartsOf, piecesOf } from '../parts/draftParts.js'
import { diffAgainst } from '../proposals/decideProposal.js'
import { findVersions } from './findVersions.js'
import { type OpenedReview, openReview } from './opened.js'
import { type Comparison, comparisons } from './vocabulary.js'

/** A part that differs, as it was and as it is. */
interface ChangedPart {
  readonly part: string
  readonly before: unknown
  readonly now: unknown
}

interface Changes {
  readonly changes: readonly ChangedPart[]
  /** When what it is compared with was saved, and by whom; `null` where there is nothing of that sort. */
  readonly against: { readonly at: unknown; readonly writer: unknown } | null
}

type Target = NonNullable<OpenedReview['target']>

/** Versions that may say the same as the newest, as publishing makes one that does. */
const mostVersions = 10

const nothing: Changes = { changes: [], against: null }

/** @throws RequestError 400 */
export const parseComparison = ({ searchParams }: Pick<PayloadRequest, 'searchParams'>): Comparison => {
  const given = searchParams?.get('against') ?? 'written'
  const comparison = comparisons.find((one) => one === given)
  if (comparison) return comparison
  throw new RequestError(400, `against: use ${comparisons.join(', ')}.`, { code: 'invalid_input' })
}

/** @throws RequestError 404 */
export const readChanges = async (
  settings: Settings,
  req: PayloadRequest,
  { id, against }: { id: Id; against: Comparison },
): Promise<Changes> => {
  const { target, proposal } = await openReview(settings, req, id)
  if (!target) return nothing
  if (against === 'written') return sinceWritten(settings, req, target)
  if (against === 'previous') return sincePrevious(settings, req, target)
  return toProposed(settings, req, { target, proposal })
}

/** What people changed of what a run wrote last; of a draft that nobody touched no version is read. */
const sinceWritten = async ({ slugs }: Settings, req: PayloadRequest, { name, id, doc }: Target): Promise<Changes> => {
  const parts = draftPartsOf(name, doc).filter(({ state }) => state !== 'untouched')
  if (parts.length === 0) return nothing
  const docs = await findVersions(req, {
    ...{ collection: slugs[name], limit: 1 },
    // Hidden fields may be asked for by nobody but our own code; versions are read with the user's own access.
    where: { and: [{ parent: { equals: id } }, { 'version.lastWriter': { equals: 'run' } }] },
  })
  const [version] = docs
  const written = isRecord(version?.version) ? draftPartsOf(name, version.version) : []
  return {
    changes: parts.map(({ name: part, value }) => ({
      part,
      before: written.find((one) => one.name === part)?.value ?? null,
      now: value ?? null,
    })),
    against: version ? { at: version.updatedAt, writer: 'run' } : null,
  }
}

const sincePrevious = async ({ slugs }: Settings, req: PayloadRequest, { name, id, doc }: Target): Promise<Changes> => {
  const docs = await findVersions(req, {
    ...{ collection: slugs[name], limit: mostVersions },
    where: { parent: { equals: id } },
  })
  const hash = decidedHashOf(name, doc)
  for (const { version, updatedAt } of docs) {
    if (!isRecord(version) || decidedHashOf(name, version) === hash) continue
    const [before, now] = [piecesOf(name, version), piecesOf(name, doc)]
    const keys = new Set([...now.keys(), ...before.keys()])
    return {
      changes: [...keys].flatMap((key) => {
        const [was, is] = [before.get(key), now.get(key)]
        if (hashOf(was?.value) === hashOf(is?.value)) return []
        return [{ part: is?.part ?? was?.part ?? key, before: was?.value ?? null, now: is?.value ?? null }]
      }),
      against: { at: updatedAt, writer: Reflect.get(version, 'lastWriter') ?? null },
    }
  }
  return nothing
}

/** Of a review of a proposal that one, else the newest that is open for the draft. */
const toProposed = async (
  settings: Settings,
  req: PayloadRequest,
  { target, proposal: own }: { target: Target; proposal: OpenedReview['proposal'] },
): Promise<Changes> => {
  const { slugs } = settings
  const targetKey = keyOfDocument({ relationTo: slugs[target.name], value: target.id })
  const find = () =>
    req.payload.find({
      ...{ collection: slugs.proposals, depth: 0, limit: 1, sort: '-createdAt', req },
      ...{ overrideAccess: false, disableErrors: true },
      where: { and: [{ targetKey: { equals: targetKey } }, { status: { equals: 'open' } }] },
    })
  const proposal: unknown = own ?? (await find()).docs[0]
  if (!isRecord(proposal)) return nothing
  return {
    changes: diffAgainst(proposal, target).map(({ part, now, proposed }) => ({ part, before: now, now: proposed })),
    against: { at: proposal.createdAt, writer: 'run' },
  }
}

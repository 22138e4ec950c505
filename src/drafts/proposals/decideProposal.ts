import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { checkMayChange, mayRead } from '../../access/access.js'
import { table } from '../../database/adapter.js'
import { id } from '../../database/stored.js'
import { transactionOf } from '../../database/transactions.js'
import { RequestError } from '../../errors.js'
import { hashOf } from '../../generators/content/hash.js'
import type { Settings } from '../../options/Settings.js'
import { documentOfKey, type Id, keyOfDocument } from '../../runs/vocabulary.js'
import { isRecord } from '../../text.js'
import { lockDocuments } from '../documentLocks.js'
import { readLatest, writeAsOwn } from '../ownWrites.js'
import { type DraftName, draftNameOf } from '../parts/draftFacts.js'
import { type AiDisclosure, draftPartsOf, ownField, replacedBy, withDraftParts } from '../parts/draftParts.js'
import { rememberStored } from '../parts/rememberStored.js'
import type { ReviewHow } from '../reviews.js'
import { type ProposalStatus, type ProposedChange, proposalStatuses } from './openProposal.js'

const storedProposal = z.object({
  id,
  status: z.enum(proposalStatuses),
  target: z.object({ relationTo: z.string(), value: id }).nullish(),
  changes: z.array(z.object({ part: z.string(), before: z.string(), after: z.unknown() })).catch([]),
  accepted: z.array(z.string()).nullish(),
  refused: z.array(z.string()).nullish(),
  superseded: z.array(z.string()).nullish(),
  reason: z.string().nullish(),
})

type StoredProposal = z.output<typeof storedProposal>

/** What nobody has decided on yet. */
const openChanges = ({ changes, accepted, refused, superseded }: StoredProposal): ProposedChange[] =>
  changes.filter(({ part }) => ![accepted, refused, superseded].some((parts) => parts?.includes(part)))

/** One part as it stands, and as it would be: for the reviewer who decides. */
export interface PartDiff {
  readonly part: string
  readonly now: unknown
  readonly proposed: unknown
  /** Whether it has changed since it was proposed. */
  readonly isChanged: boolean
}

type DiffTarget = { name: DraftName; doc: Readonly<Record<string, unknown>> }

interface Decide {
  id: Id
  /** Names of parts. Default: all that nobody has decided on. */
  parts?: readonly string[] | undefined
  /** Default: with the proposal open. */
  how?: ReviewHow | undefined
}

/**
 * Puts what was proposed into the document, as a new draft version: what is published stays published, and one step back
 * restores what was there. A part that was accepted is a run's again, so that later runs may write it anew. Parts that are not
 * named stay open.
 *
 * @throws RequestError 403 who may not change the document; 404; 409 `proposal_decided`, `part_decided`, `changed_since` with the new diff, `target_deleted`; 400 `unknown_part`
 */
export const acceptProposal = async (
  settings: Settings,
  req: PayloadRequest,
  { id, parts, how }: Decide,
): Promise<ProposalStatus> => {
  const proposal = await lockProposal(settings, req, id)
  const { target } = proposal
  const chosen = chosenOf(proposal, parts)
  const named = chosen.map(({ part }) => part)
  const { name, doc } = await findTarget(settings, req, target)
  await checkMayChange(req, { collection: settings.slugs[name], id: target.value })
  const diff = diffOf(proposal, { name, doc })
  if (diff.some(({ part, isChanged }) => isChanged && named.includes(part))) {
    throw new RequestError(409, 'The document has changed since this was proposed; look at it again.', {
      code: 'changed_since',
      diff,
    })
  }
  const stood = new Map(diff.filter(({ part }) => named.includes(part)).map(({ part, now }) => [part, now]))
  const written = isRecord(doc.written) ? doc.written : {}
  const saved = await writeAsOwn(settings, req, {
    ...{ name, id: target.value },
    data: {
      ...withDraftParts(name, doc, Object.fromEntries(chosen.map(({ part, after }) => [part, after]))),
      written: { ...written, ...Object.fromEntries(chosen.map(({ part, after }) => [part, hashOf(after)])) },
      replaced: replacedBy(doc.replaced, stood),
      // A reviewer has read it, and chose it, unless it is one of many.
      ...(name === 'plans'
        ? {}
        : { aiDisclosure: (how === 'bulk' ? 'ai-generated' : 'ai-assisted') satisfies AiDisclosure }),
      lastWriter: 'person',
    },
  })
  await rememberStored(settings, req, { name, saved, parts: named })
  return recordDecided(settings, req, { ...proposal, how, accepted: [...(proposal.accepted ?? []), ...named] })
}

/**
 * Leaves the document as it is. Parts that are not named stay open.
 *
 * @throws RequestError 403 who may not change the document; 404; 409 `proposal_decided`, `part_decided`; 400 `unknown_part`
 */
export const rejectProposal = async (
  settings: Settings,
  req: PayloadRequest,
  { id, parts, how, reason }: Decide & { reason?: string | undefined },
): Promise<ProposalStatus> => {
  const proposal = await lockProposal(settings, req, id)
  const { relationTo, value } = proposal.target
  const name = draftNameOf(settings.slugs, relationTo)
  if (name) await checkMayChange(req, { collection: settings.slugs[name], id: value })
  const named = chosenOf(proposal, parts).map(({ part }) => part)
  return recordDecided(settings, req, {
    ...{ ...proposal, how, refused: [...(proposal.refused ?? []), ...named] },
    reason: reason ?? proposal.reason,
  })
}

/** What is proposed for the parts that are named. */
const chosenOf = (proposal: StoredProposal, parts: Decide['parts']): readonly ProposedChange[] => {
  const open = openChanges(proposal)
  if (parts === undefined) return open
  const offered = proposal.changes.map(({ part }) => part)
  const unknown = parts.filter((part) => !offered.includes(part))
  if (unknown.length > 0 || parts.length === 0) {
    const message = `The proposal has no part ${unknown.join(', ') || 'of that name'}; it has ${offered.join(', ')}.`
    throw new RequestError(400, message, { code: 'unknown_part', parts: offered })
  }
  const chosen = open.filter(({ part }) => parts.includes(part))
  const decided = parts.filter((part) => !chosen.some((change) => change.part === part))
  if (decided.length > 0) {
    const left = open.map(({ part }) => part)
    const message = `It is decided on ${decided.join(', ')} already; ${left.join(', ')} can be decided on.`
    throw new RequestError(409, message, { code: 'part_decided', parts: left })
  }
  return chosen
}

/**
 * What a proposal would change, as the document stands now: of one that is open, what nobody has decided on yet.
 *
 * @throws RequestError 404 where there is none, or the user may not read it or its document
 */
export const readDiff = async (settings: Settings, req: PayloadRequest, id: Id): Promise<PartDiff[]> => {
  const { slugs } = settings
  const found = await findProposal(settings, req, id, false)
  if (!found) throw noProposal()
  const { target } = storedProposal.parse(found)
  const name = target && draftNameOf(slugs, target.relationTo)
  const doc = target && name ? await readLatest(settings, req, { name, id: target.value }) : undefined
  if (!target || !name || !doc) return []
  if (!(await mayRead(req, { collection: slugs[name], id: target.value }))) throw noProposal()
  return diffAgainst(found, { name, doc })
}

/** The same of a proposal and document that were read already, as the user may read them. */
export const diffAgainst = (found: unknown, target: DiffTarget): PartDiff[] =>
  diffOf(storedProposal.parse(found), target)

const targetDeleted = () =>
  new RequestError(409, 'The document of this proposal was deleted.', { code: 'target_deleted' })
const noProposal = () => new RequestError(404, 'There is no such proposal.', { code: 'not_found' })

const diffOf = (proposal: StoredProposal, { name, doc }: DiffTarget): PartDiff[] => {
  const parts = draftPartsOf(name, doc)
  const changes = proposal.status === 'open' ? openChanges(proposal) : proposal.changes
  return changes.map(({ part, before, after }) => {
    const now = (parts.find((one) => one.name === part) ?? ownField(name, doc, part))?.value
    return { part, now: now ?? null, proposed: after, isChanged: hashOf(now) !== before }
  })
}

/** Unless it is read by the user's access, the caller has checked who may. */
const findProposal = ({ slugs }: Settings, req: PayloadRequest, id: Id, overrideAccess = true): Promise<unknown> =>
  req.payload.findByID({ collection: slugs.proposals, id, depth: 0, disableErrors: true, overrideAccess, req })

/**
 * Locks a proposal, and before it the document that it is for: the writer of that document holds it, and then ends what was proposed.
 * Whether there is one.
 */
export const lockWithTarget = async (settings: Settings, req: PayloadRequest, id: Id): Promise<boolean> => {
  const found = await findProposal(settings, req, id)
  if (!isRecord(found)) return false
  const { relationTo: collection, value } = documentOfKey(String(found.targetKey))
  if (draftNameOf(settings.slugs, collection)) await lockDocuments(req, { collection, ids: [value] })
  await lockDocuments(req, { collection: settings.slugs.proposals, ids: [id] })
  return true
}

const lockProposal = async (settings: Settings, req: PayloadRequest, id: Id) => {
  const found = (await lockWithTarget(settings, req, id)) && (await findProposal(settings, req, id))
  if (!found) throw noProposal()
  const { target, ...proposal } = storedProposal.parse(found)
  if (proposal.status !== 'open') {
    const { status } = proposal
    throw new RequestError(409, `The proposal is ${status} already.`, { code: 'proposal_decided', status })
  }
  if (!target) throw targetDeleted()
  return { ...proposal, target }
}

/** As it stands; it is locked with the proposal. */
const findTarget = async (settings: Settings, req: PayloadRequest, target: { relationTo: string; value: Id }) => {
  const name = draftNameOf(settings.slugs, target.relationTo)
  const doc = name && (await readLatest(settings, req, { name, id: target.value }))
  if (!name || !doc) throw targetDeleted()
  return { name, doc }
}

/** Closes the proposal once each of its parts is decided on. Its review row mirrors its status. */
const recordDecided = async (
  { slugs, usersSlug }: Settings,
  req: PayloadRequest,
  proposal: StoredProposal & Pick<Decide, 'how'>,
): Promise<ProposalStatus> => {
  const { id, accepted, refused, reason, how = 'opened' } = proposal
  const status = openChanges(proposal).length > 0 ? 'open' : closedAs(proposal)
  const decidedBy = req.user?.collection === usersSlug ? req.user.id : null
  await req.payload.update({
    ...{ collection: slugs.proposals, id, depth: 0, req },
    data: {
      ...{ status, accepted: accepted ?? [], refused: refused ?? [] },
      ...{ decidedBy, decidedAt: new Date().toISOString() },
      ...(reason ? { reason } : {}),
    },
    // As in `findProposal`.
    overrideAccess: true,
  })
  const db = await transactionOf(req)
  const reviews = table(req.payload, slugs.reviews)
  const documentKey = keyOfDocument({ relationTo: slugs.proposals, value: id })
  const state = status === 'rejected' ? 'rejected' : 'approved'
  await (status === 'open'
    ? db.execute(sql`update ${reviews} set updated_at = now() where document_key = ${documentKey}`)
    : db.execute(sql`
        update ${reviews} set
          state = ${state}, decided_by_id = ${decidedBy}, decided_at = now(),
          how = ${how}, note = ${reason ?? null}, updated_at = now()
        where document_key = ${documentKey}
      `))
  return status
}

const closedAs = ({ accepted, refused }: StoredProposal): ProposalStatus => {
  if (!refused?.length) return 'accepted'
  return accepted?.length ? 'partly' : 'rejected'
}

import { sql } from '@payloadcms/db-postgres/drizzle'
import type { CollectionSlug, PayloadRequest } from 'payload'
import { z } from 'zod'
import { table } from '../database/adapter.js'
import { transactionOf } from '../database/transactions.js'
import { RequestError } from '../errors.js'
import { hashOf } from '../generators/content/hash.js'
import type { Settings } from '../options/Settings.js'
import { keyOfDocument } from '../runs/RunKind.js'
import type { Id } from '../runs/vocabulary.js'
import { isRecord, shorten } from '../text.js'
import { lockDocuments } from './documentLocks.js'
import {
  type AiDisclosure,
  type DraftName,
  draftNameOf,
  draftPartsOf,
  ownField,
  replacedBy,
  withDraftParts,
} from './draftParts.js'
import { readLatest, writeAsOwn } from './ownWrites.js'
import { writeReviews } from './reviews.js'

/** `superseded`: a later run proposed something else for the same parts, or its document was written anew. */
export const proposalStatuses = ['open', 'accepted', 'partly', 'rejected', 'superseded'] as const

export type ProposalStatus = (typeof proposalStatuses)[number]

/** What is proposed for one part. */
export interface ProposedChange {
  readonly part: string
  /** Hash of what it would take the place of. */
  readonly before: string
  /** As the document stores it: a field's value, or a block. */
  readonly after: unknown
}

export interface NewProposal {
  target: { relationTo: CollectionSlug; value: Id }
  title: string
  changes: readonly ProposedChange[]
  /** The run that wrote it, if it is still there. */
  run: Id | null
  feedback?: string | undefined
  made: { model: string; provider: string; promptVersion: string }
  curriculum?: Id | null
}

/**
 * Keeps what a run would put in place of a person's words, and puts it up for review. What was open for the same parts of the
 * document is superseded. In the transaction of the request, which holds the document's lock.
 */
export const openProposal = async (settings: Settings, req: PayloadRequest, proposal: NewProposal): Promise<Id> => {
  const { target, title, changes, run, feedback, made, curriculum } = proposal
  const targetKey = keyOfDocument(target)
  const parts = changes.map(({ part }) => part)
  await supersede(settings, req, { targetKey, parts })
  const { id } = await req.payload.create({
    collection: settings.slugs.proposals,
    depth: 0,
    data: {
      ...{ title: shorten(title, 200), target, targetKey, status: 'open', changes: [...changes], run, ...made },
      ...(feedback ? { feedback } : {}),
    },
    // A job has no user; the requester was authorised when the run was admitted.
    overrideAccess: true,
    req,
  })
  await writeReviews(settings, req, {
    ...{ collection: settings.slugs.proposals, kind: 'proposal', run },
    reviews: [{ id, title, curriculum: curriculum ?? null }],
  })
  return id
}

/** Ends proposals for these parts that nobody has decided on; of all parts where none are named. */
export const supersede = async (
  { slugs }: Settings,
  req: PayloadRequest,
  { targetKey, parts }: { targetKey: string; parts?: readonly string[] },
): Promise<void> => {
  const db = await transactionOf(req)
  const proposals = table(req.payload, slugs.proposals)
  const ofParts = parts
    ? sql`and exists (
        select from jsonb_array_elements(changes) change where change ->> 'part' = any(${sql.param([...parts])}::text[])
      )`
    : sql``
  await db.execute(sql`
    with superseded as (
      update ${proposals} set status = 'superseded', updated_at = now()
      where target_key = ${targetKey} and status = 'open' ${ofParts}
      returning id
    )
    update ${table(req.payload, slugs.reviews)} set state = 'rejected', reason = 'superseded', updated_at = now()
    where document_key in (select ${`${slugs.proposals}:`} || id::text from superseded)
  `)
}

const storedProposal = z.object({
  id: z.union([z.number(), z.string()]),
  status: z.enum(proposalStatuses),
  target: z.object({ relationTo: z.string(), value: z.union([z.number(), z.string()]) }).nullish(),
  changes: z.array(z.object({ part: z.string(), before: z.string(), after: z.unknown() })).catch([]),
})

/** One part as it stands, and as it would be: for whoever decides. */
export interface PartDiff {
  readonly part: string
  readonly now: unknown
  readonly proposed: unknown
  /** Whether it has changed since it was proposed. */
  readonly isChanged: boolean
}

interface Decide {
  id: Id
  /** Names of parts. Default: all of them. */
  parts?: readonly string[] | undefined
}

/**
 * Puts what was proposed into the document, as a new draft version: what is published stays published, and one step back
 * restores what was there. A part that was accepted is a run's again, so that later runs may write it anew.
 *
 * @throws RequestError 404; 409 `proposal_decided`, `changed_since` with the new diff, `target_deleted`; 400 `unknown_part`
 */
export const acceptProposal = async (
  settings: Settings,
  req: PayloadRequest,
  { id, parts }: Decide,
): Promise<ProposalStatus> => {
  const proposal = await lockProposal(settings, req, id)
  const { target, changes } = proposal
  const named = parts === undefined ? changes.map(({ part }) => part) : [...new Set(parts)]
  const unknown = named.filter((part) => !changes.some((change) => change.part === part))
  if (unknown.length > 0 || named.length === 0) {
    const offered = changes.map(({ part }) => part)
    throw new RequestError(
      400,
      `The proposal has no part ${unknown.join(', ') || 'of that name'}; it has ${offered.join(', ')}.`,
      {
        code: 'unknown_part',
        parts: offered,
      },
    )
  }
  const { name, doc } = await lockTarget(settings, req, target)
  const diff = diffOf(name, doc, changes)
  if (diff.some(({ part, isChanged }) => isChanged && named.includes(part))) {
    throw new RequestError(409, 'The document has changed since this was proposed; look at it again.', {
      code: 'changed_since',
      diff,
    })
  }
  const chosen = changes.filter(({ part }) => named.includes(part))
  const stood = new Map(diff.filter(({ part }) => named.includes(part)).map(({ part, now }) => [part, now]))
  const written = isRecord(doc.written) ? doc.written : {}
  await writeAsOwn(settings, req, {
    ...{ name, id: target.value },
    data: {
      ...withDraftParts(name, doc, Object.fromEntries(chosen.map(({ part, after }) => [part, after]))),
      written: { ...written, ...Object.fromEntries(chosen.map(({ part, after }) => [part, hashOf(after)])) },
      replaced: replacedBy(doc.replaced, stood),
      // Somebody has read it, and chose it.
      ...(name === 'plans' ? {} : { aiDisclosure: 'ai-assisted' satisfies AiDisclosure }),
      lastWriter: 'person',
    },
  })
  const status = chosen.length === changes.length ? 'accepted' : 'partly'
  await closeProposal(settings, req, { id, status, accepted: named })
  return status
}

/** @throws RequestError 404; 409 `proposal_decided` */
export const rejectProposal = async (
  settings: Settings,
  req: PayloadRequest,
  { id, reason }: { id: Id; reason?: string | undefined },
): Promise<ProposalStatus> => {
  await lockProposal(settings, req, id)
  await closeProposal(settings, req, { id, status: 'rejected', accepted: [], reason })
  return 'rejected'
}

/** What a proposal would change, as the document stands now. */
export const readDiff = async (settings: Settings, req: PayloadRequest, id: Id): Promise<PartDiff[]> => {
  const { target, changes } = storedProposal.parse(
    await req.payload.findByID({ collection: settings.slugs.proposals, id, depth: 0, overrideAccess: false, req }),
  )
  const name = target && draftNameOf(settings.slugs, target.relationTo)
  const doc = target && name ? await readLatest(settings, req, { name, id: target.value }) : undefined
  return name && doc ? diffOf(name, doc, changes) : []
}

const diffOf = (
  name: DraftName,
  doc: Readonly<Record<string, unknown>>,
  changes: readonly ProposedChange[],
): PartDiff[] => {
  const parts = draftPartsOf(name, doc)
  return changes.map(({ part, before, after }) => {
    const now = (parts.find((one) => one.name === part) ?? ownField(name, doc, part))?.value
    return { part, now: now ?? null, proposed: after, isChanged: hashOf(now) !== before }
  })
}

const lockProposal = async (settings: Settings, req: PayloadRequest, id: Id) => {
  const { slugs } = settings
  await lockDocuments(req, { collection: slugs.proposals, ids: [id] })
  const found = await req.payload.findByID({
    ...{ collection: slugs.proposals, id, depth: 0, disableErrors: true, req },
    // Whoever calls this has checked who may.
    overrideAccess: true,
  })
  if (!found) throw new RequestError(404, 'There is no such proposal.', { code: 'not_found' })
  const { target, ...proposal } = storedProposal.parse(found)
  if (proposal.status !== 'open') {
    throw new RequestError(409, `The proposal is ${proposal.status} already.`, {
      code: 'proposal_decided',
      status: proposal.status,
    })
  }
  if (!target) throw new RequestError(409, 'The document of this proposal was deleted.', { code: 'target_deleted' })
  return { ...proposal, target: { relationTo: target.relationTo, value: target.value } }
}

const lockTarget = async (settings: Settings, req: PayloadRequest, target: { relationTo: string; value: Id }) => {
  const name = draftNameOf(settings.slugs, target.relationTo)
  if (name) await lockDocuments(req, { collection: settings.slugs[name], ids: [target.value] })
  const doc = name && (await readLatest(settings, req, { name, id: target.value }))
  if (!name || !doc)
    throw new RequestError(409, 'The document of this proposal was deleted.', { code: 'target_deleted' })
  return { name, doc }
}

interface Close {
  id: Id
  status: ProposalStatus
  accepted: readonly string[]
  reason?: string | undefined
}

/** The review row of a proposal mirrors its status. */
const closeProposal = async (
  settings: Settings,
  req: PayloadRequest,
  { id, status, accepted, reason }: Close,
): Promise<void> => {
  const { slugs } = settings
  const decidedBy = req.user?.collection === settings.usersSlug ? req.user.id : null
  await req.payload.update({
    ...{ collection: slugs.proposals, id, depth: 0, req },
    data: {
      ...{ status, accepted: [...accepted], decidedBy, decidedAt: new Date().toISOString() },
      ...(reason ? { reason } : {}),
    },
    // As above.
    overrideAccess: true,
  })
  const db = await transactionOf(req)
  await db.execute(sql`
    update ${table(req.payload, slugs.reviews)} set
      state = ${status === 'rejected' ? 'rejected' : 'approved'}, decided_by_id = ${decidedBy}, decided_at = now(),
      how = 'opened', note = ${reason ?? null}, updated_at = now()
    where document_key = ${keyOfDocument({ relationTo: slugs.proposals, value: id })}
  `)
}

import { sql } from '@payloadcms/db-postgres/drizzle'
import type { CollectionSlug, PayloadRequest } from 'payload'
import { table } from '../../database/adapter.js'
import { transactionOf } from '../../database/transactions.js'
import type { Settings } from '../../options/Settings.js'
import { type Id, keyOfDocument } from '../../runs/vocabulary.js'
import { longestTitle, shorten } from '../../text.js'
import { writeReviews } from '../reviews.js'

/**
 * - `open`: some of its parts wait for a decision
 * - `partly`: some were accepted and the others refused
 * - `superseded`: a later run proposed something else for the same parts, or its document was written anew
 */
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

interface NewProposal {
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
      ...{ title: shorten(title, longestTitle), target, targetKey, status: 'open' },
      ...{ changes: [...changes], run, ...made },
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

/**
 * Takes these parts out of what is open for a document, or all where none are named. A proposal ends with its last part that
 * nobody has decided on.
 */
export const supersede = async (
  { slugs }: Settings,
  req: PayloadRequest,
  { targetKey, parts }: { targetKey: string; parts?: readonly string[] },
): Promise<void> => {
  const db = await transactionOf(req)
  const texts = table(req.payload, slugs.proposals, '_texts')
  const isNamed = parts ? sql`change ->> 'part' = any(${sql.param([...parts])}::text[])` : sql`true`
  const isOpen = sql`not exists (
    select from ${texts} decided
    where decided.parent_id = proposal.id and decided.path in ('accepted', 'refused', 'superseded')
      and decided.text = change ->> 'part'
  )`
  await db.execute(sql`
    with changed as (
      update ${table(req.payload, slugs.proposals)} proposal set
        status = case
          when exists (select from jsonb_array_elements(changes) change where not ${isNamed} and ${isOpen}) then status
          else 'superseded'
        end,
        updated_at = now()
      where target_key = ${targetKey} and status = 'open'
        and exists (select from jsonb_array_elements(changes) change where ${isNamed} and ${isOpen})
      returning id, changes, status
    ),
    ended as (
      insert into ${texts} ("order", parent_id, path, text)
      select place, proposal.id, 'superseded', change ->> 'part'
      from changed proposal, jsonb_array_elements(changes) with ordinality as proposed(change, place)
      where ${isNamed} and ${isOpen}
    )
    update ${table(req.payload, slugs.reviews)} review set
      state = case when changed.status = 'superseded' then 'rejected' else state end,
      reason = case when changed.status = 'superseded' then 'superseded' else reason end,
      updated_at = now()
    from changed where document_key = ${`${slugs.proposals}:`} || changed.id::text
  `)
}

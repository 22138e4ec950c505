import { sql } from '@payloadcms/db-postgres/drizzle'
import type { CollectionSlug, PayloadRequest } from 'payload'
import { table } from '../../database/adapter.js'
import { transactionOf } from '../../database/transactions.js'
import type { Settings } from '../../options/Settings.js'
import { type Id, keyOfDocument } from '../../runs/vocabulary.js'
import { shorten } from '../../text.js'
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

/** Ends open proposals for these parts, where nobody has decided on them yet; of all parts where none are named. */
export const supersede = async (
  { slugs }: Settings,
  req: PayloadRequest,
  { targetKey, parts }: { targetKey: string; parts?: readonly string[] },
): Promise<void> => {
  const db = await transactionOf(req)
  const proposals = table(req.payload, slugs.proposals)
  const ofParts = parts
    ? sql`and exists (
        select from jsonb_array_elements(changes) change
        where change ->> 'part' = any(${sql.param([...parts])}::text[]) and not exists (
          select from ${table(req.payload, slugs.proposals, '_texts')} decided
          where decided.parent_id = proposal.id and decided.path in ('accepted', 'refused')
            and decided.text = change ->> 'part'
        )
      )`
    : sql``
  await db.execute(sql`
    with superseded as (
      update ${proposals} proposal set status = 'superseded', updated_at = now()
      where target_key = ${targetKey} and status = 'open' ${ofParts}
      returning proposal.id
    )
    update ${table(req.payload, slugs.reviews)} set state = 'rejected', reason = 'superseded', updated_at = now()
    where document_key in (select ${`${slugs.proposals}:`} || id::text from superseded)
  `)
}

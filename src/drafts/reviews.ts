import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { newRowId, type Sql, table, tableName } from '../database/adapter.js'
import { replaceTexts } from '../database/texts.js'
import { sqlOf } from '../database/transactions.js'
import { scoreOf } from '../generators/quiz/score.js'
import type { Settings } from '../options/Settings.js'
import { type Id, keyOfDocument } from '../runs/vocabulary.js'
import { longestTitle, shorten } from '../text.js'

export const reviewStates = ['waiting', 'approved', 'changesRequested', 'rejected'] as const

export type ReviewState = (typeof reviewStates)[number]

/** How a reviewer decided: with the document open, after editing it, or as one of many that they had not opened. */
export const reviewHows = ['opened', 'edited', 'bulk'] as const

export type ReviewHow = (typeof reviewHows)[number]

/** Where reviews are, and the connection they are written on. */
export interface ReviewStore {
  readonly db: Sql
  readonly reviews: SQL
  readonly rels: SQL
  readonly texts: SQL
  readonly runs: SQL
  readonly proposals: SQL
  /** What keys of proposals begin with. */
  readonly proposalsKey: string
  readonly newId: () => SQL
}

/** In the transaction of the request where it has one, else on the pool. */
export const reviewsIn = async (
  { slugs }: Pick<Settings, 'slugs'>,
  req: Pick<PayloadRequest, 'payload' | 'transactionID'>,
): Promise<ReviewStore> => {
  const { payload } = req
  return {
    db: await sqlOf(req),
    reviews: table(payload, slugs.reviews),
    rels: table(payload, slugs.reviews, '_rels'),
    texts: table(payload, slugs.reviews, '_texts'),
    runs: table(payload, slugs.generationRuns),
    proposals: table(payload, slugs.proposals),
    proposalsKey: `${slugs.proposals}:`,
    newId: () => newRowId(payload),
  }
}

export interface NewReview {
  readonly id: Id
  readonly title: string
  /** Codes of what is worth a look. */
  readonly flags?: readonly string[]
  /** 0 to 1; see `scoreOf`. */
  readonly score?: number
  readonly curriculum?: Id | null
}

interface WriteReviews {
  /** The collection of the documents. */
  collection: string
  /** `drill`, `lesson`, … */
  kind: string
  run: Id | null
  reviews: readonly NewReview[]
}

/**
 * Puts documents that a run has just written up for review, in one statement for all of them: their rows, what those refer
 * to, and their flags. One that has a row already waits again.
 */
export const writeReviews = async (
  settings: Pick<Settings, 'slugs'>,
  req: PayloadRequest,
  { collection, kind, run, reviews }: WriteReviews,
): Promise<void> => {
  if (reviews.length === 0) return
  const store = await reviewsIn(settings, req)
  const { db, newId } = store
  const documents = table(req.payload, collection)
  // Payload calls the column of a relationship to one of several collections by the table of that.
  const documentColumn = sql.identifier(`${tableName(req.payload, collection)}_id`)
  const keyOf = (id: Id) => keyOfDocument({ relationTo: collection, value: id })
  const rows = reviews.map(
    ({ id, title, score, curriculum }) => sql`(
      ${newId()}, ${keyOf(id)}, ${kind}, ${shorten(title, longestTitle)}, 'waiting', ${score ?? null}, ${run},
      (select requester_id from ${store.runs} where id = ${run}), ${curriculum ?? null}, now(), now()
    )`,
  )
  const flags = reviews.flatMap(({ id, flags: codes = [] }) =>
    codes.map((code, index) => sql`(${keyOf(id)}::text, ${index + 1}::int, ${code}::text)`),
  )
  const list = (values: readonly SQL[]): SQL => sql.join([...values], sql`, `)
  const keys = list(reviews.map(({ id }) => sql`${keyOf(id)}`))
  const ids = list(reviews.map(({ id }) => sql`${id}`))
  await db.execute(sql`
    with old_flags as (
      delete from ${store.texts} where path = 'flags'
        and parent_id in (select id from ${store.reviews} where document_key in (${keys}))
    ),
    written as (
      insert into ${store.reviews} as review (
        id, document_key, kind, title, state, score, run_id, requester_id, curriculum_id, created_at, updated_at
      ) values ${list(rows)}
      on conflict (document_key) do update set
        title = excluded.title, state = 'waiting', publish_at = null, publish_problem = null, changes_run_id = null, score = excluded.score, run_id = excluded.run_id,
        requester_id = excluded.requester_id, updated_at = now()
      returning id, document_key, (xmax = 0) as is_new
    ),
    documents as (
      insert into ${store.rels} (parent_id, path, ${documentColumn})
      select written.id, 'document', document.id from written
      join ${documents} document on ${`${collection}:`} || document.id::text = written.document_key
      where written.is_new and document.id in (${ids})
    )
    ${
      flags.length === 0
        ? sql`select count(*) from written`
        : sql`
          insert into ${store.texts} ("order", parent_id, path, text)
          select flag.place, written.id, 'flags', flag.code from written
          join (values ${list(flags)}) as flag (key, place, code) on flag.key = written.document_key
        `
    }
  `)
}

interface Published {
  documentKey: string
  hash: string
  how: ReviewHow
  decidedBy: Id | null
}

/** A user who publishes a document has approved it as it stands, by whatever door. */
export const approvePublished = async (
  { db, reviews }: ReviewStore,
  { documentKey, hash, how, decidedBy }: Published,
): Promise<void> => {
  await db.execute(sql`
    update ${reviews} set
      state = 'approved', decided_hash = ${hash}, decided_by_id = ${decidedBy}, decided_at = now(), reason = null,
      how = ${how}, publish_at = null, publish_problem = null, changes_run_id = null, updated_at = now()
    where document_key = ${documentKey} and (state <> 'approved' or decided_hash is distinct from ${hash})
  `)
}

/**
 * What differs from what was approved, or from what was to be changed, waits again. A user who has the document on the review desk,
 * or what is proposed for it, sees by `updated_at` that it was saved; a row that is being decided on at this moment grows by that.
 */
export const reopenChanged = async (
  { db, reviews, proposals, proposalsKey }: ReviewStore,
  { documentKey, hash }: { documentKey: string; hash: string },
): Promise<void> => {
  const isOther = sql`state in ('approved', 'changesRequested') and decided_hash is distinct from ${hash}`
  await db.execute(sql`
    with proposed as (
      update ${reviews} set updated_at = now() where id in (
        select review.id from ${reviews} review
        where review.document_key in (
          select ${proposalsKey} || proposal.id::text from ${proposals} proposal
          where proposal.target_key = ${documentKey} and proposal.status = 'open'
        )
        for update skip locked
      )
    )
    update ${reviews} set
      state = case when ${isOther} then 'waiting' else state end,
      publish_at = case when ${isOther} then null else publish_at end,
      updated_at = now()
    where document_key = ${documentKey}
  `)
}

/** What is worth a look in a document has changed: its place in the queue follows. */
export const renewFlags = async (
  { db, reviews, texts }: ReviewStore,
  { documentKey, flags }: { documentKey: string; flags: readonly string[] },
): Promise<void> => {
  const { rows } = await db.execute(sql`
    update ${reviews} review set score = ${scoreOf(flags)}, updated_at = now()
    where document_key = ${documentKey} and ${sql.param([...flags])}::text[] is distinct from array(
      select text from ${texts} flag where flag.parent_id = review.id and flag.path = 'flags' order by flag."order"
    )::text[]
    returning id
  `)
  const [row] = rows
  if (row) await replaceTexts({ db, texts, parent: row.id as Id, path: 'flags', values: flags })
}

/** With their documents; what refers to them goes with them. */
export const deleteReview = async ({ db, reviews }: ReviewStore, documentKey: string): Promise<void> => {
  await db.execute(sql`delete from ${reviews} where document_key = ${documentKey}`)
}

export interface LockedReview {
  readonly id: Id
  readonly documentKey: string
  readonly kind: string
  readonly state: ReviewState
  readonly decidedBy: Id | null
  readonly decidedHash: string | null
  readonly how: ReviewHow | null
  readonly reason: string | null
  readonly note: string | null
  /** Whether it is to be published, now or soon. */
  readonly isToPublish: boolean
  /** Whether it is approved, and the time has come at which it is to be published. */
  readonly isDue: boolean
}

/** Locks a review until the transaction ends, so that two people never decide the same one at once. */
export const lockReview = async ({ db, reviews }: ReviewStore, id: Id): Promise<LockedReview | undefined> => {
  const { rows } = await db.execute(sql`
    select id, document_key, kind, state, decided_by_id, decided_hash, how, reason, note, publish_at is not null as is_to_publish,
      state = 'approved' and coalesce(publish_at <= now(), false) as is_due
    from ${reviews} where id = ${id} for update
  `)
  const [row] = rows
  const state = reviewStates.find((known) => known === row?.state)
  if (!row || !state) return undefined
  return {
    id,
    documentKey: String(row.document_key),
    kind: String(row.kind),
    state,
    decidedBy: (row.decided_by_id as Id | null) ?? null,
    decidedHash: (row.decided_hash as string | null) ?? null,
    how: reviewHows.find((known) => known === row.how) ?? null,
    reason: (row.reason as string | null) ?? null,
    note: (row.note as string | null) ?? null,
    isToPublish: row.is_to_publish === true,
    isDue: row.is_due === true,
  }
}

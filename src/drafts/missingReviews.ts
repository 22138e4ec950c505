import { sql } from '@payloadcms/db-postgres/drizzle'
import type { CollectionSlug, PayloadRequest } from 'payload'
import { postgres, table, tableName, versionsTable } from '../database/adapter.js'
import { transactionOf } from '../database/transactions.js'
import { settingsOf } from '../options/Settings.js'
import { longestTitle } from '../text.js'
import { draftFacts, draftNames } from './parts/draftFacts.js'

/** Of what a migration or a restored backup left; a later call goes on. */
const mostAtOnce = 5000

/**
 * Puts drafts of runs up for review that have no review row, as those from before there were reviews, and has them say that a
 * model wrote them. What is published counts as approved. Does nothing the second time. For a migration of yours, in its
 * transaction.
 *
 * @returns how many rows were added
 */
export const addMissingReviews = async (req: PayloadRequest): Promise<number> => {
  const { slugs } = settingsOf(req.payload)
  // One of adapters that make ids themselves has no default.
  const isSerial = postgres(req.payload).idType === 'serial'
  const [idColumn, newId] = isSerial ? [sql``, sql``] : [sql`id, `, sql`gen_random_uuid(), `]
  let added = 0
  for (const name of draftNames) {
    const db = await transactionOf(req)
    const documents = table(req.payload, slugs[name])
    const reviews = table(req.payload, slugs.reviews)
    const prefix = `${slugs[name]}:`
    const column = sql.identifier(`${tableName(req.payload, slugs[name])}_id`)
    const { kind, title: titleField, hasVersions } = draftFacts[name]
    const title = sql.identifier(titleField)
    // Plans keep it themselves while one run waits for them; what a person wrote in one needs nobody's approval.
    const run = sql.identifier(hasVersions ? 'provenance_run_id' : 'run_id')
    const isMade = hasVersions ? sql`document.provenance_run_id is not null` : sql`document.expires_at is not null`
    const isApproved = hasVersions ? sql`document._status = 'published'` : sql`document.state = 'edited'`
    if (hasVersions) await discloseMade(req, slugs[name])
    const { rows } = await db.execute(sql`
      with missing as (
        select document.id, document.${run} as run, left(document.${title}, ${longestTitle}) as title, ${isApproved} as is_approved
        from ${documents} document
        where ${isMade}
          and not exists (select from ${reviews} review where review.document_key = ${prefix} || document.id::text)
        order by document.id limit ${mostAtOnce}
      ),
      written as (
        insert into ${reviews} (${idColumn}document_key, kind, title, state, how, run_id, requester_id, created_at, updated_at)
        select ${newId}${prefix} || missing.id::text, ${kind}, missing.title,
          case when is_approved then 'approved' else 'waiting' end,
          case when is_approved then ${hasVersions ? 'opened' : 'edited'} end, missing.run,
          (select requester_id from ${table(req.payload, slugs.generationRuns)} run where run.id = missing.run), now(), now()
        from missing
        on conflict (document_key) do nothing
        returning id, document_key
      )
      insert into ${table(req.payload, slugs.reviews, '_rels')} (parent_id, path, ${column})
      select written.id, 'document', missing.id from written
      join missing on ${prefix} || missing.id::text = written.document_key
      returning id
    `)
    added += rows.length
  }
  return added
}

/** Has what a model wrote say so. */
const discloseMade = async (req: PayloadRequest, collection: CollectionSlug): Promise<void> => {
  const db = await transactionOf(req)
  await db.execute(sql`
    update ${table(req.payload, collection)} set ai_disclosure = 'ai-generated'
    where provenance_run_id is not null and provenance_model <> '' and coalesce(ai_disclosure, 'none') = 'none'
  `)
  await db.execute(sql`
    update ${versionsTable(req.payload, collection)} set version_ai_disclosure = 'ai-generated'
    where latest and version_provenance_run_id is not null and version_provenance_model <> ''
      and coalesce(version_ai_disclosure, 'none') = 'none'
  `)
}

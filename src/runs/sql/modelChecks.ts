import { sql } from '@payloadcms/db-postgres/drizzle'
import { z } from 'zod'
import { lockNamed, locks } from '../../database/locks.js'
import { type ModelNews, modelNewsSchema } from '../../model/call/modelList.js'
import type { Id } from '../vocabulary.js'
import type { RunStore } from './store.js'

/**
 * Begins today's look at a provider's models, as an event in the ledger: `undefined` when a worker has begun it within a
 * day. In a transaction: one after the other until the transaction ends, so that of many workers one looks.
 */
export const beginModelCheck = async ({ db, logs, newId }: RunStore, provider: string): Promise<Id | undefined> => {
  await lockNamed(db, locks.models)
  const { rows: recent } = await db.execute(sql`
    select from ${logs} where type = 'event' and provider = ${provider}::text and facts ? 'modelNews'
      and created_at > now() - interval '1 day' limit 1
  `)
  if (recent.length > 0) return undefined
  const { rows } = await db.execute(sql`
    insert into ${logs} (id, type, provider, message, facts, created_at, updated_at)
    values (${newId()}, 'event', ${provider}, 'The models of this provider were looked up.',
      '{"modelNews": []}'::jsonb, now(), now())
    returning id
  `)
  const id = rows[0]?.id
  return typeof id === 'number' || typeof id === 'string' ? id : undefined
}

/** Keeps what was found with the event of its check. */
export const keepModelNews = async (
  { db, logs }: RunStore,
  { check, news }: { check: Id; news: readonly ModelNews[] },
): Promise<void> => {
  await db.execute(sql`
    update ${logs} set facts = ${JSON.stringify({ modelNews: news })}::jsonb, updated_at = now() where id = ${check}
  `)
}

/** Of a check that found out nothing: the one before counts, and the next is not a day away. */
export const forgetModelCheck = async ({ db, logs }: RunStore, check: Id): Promise<void> => {
  await db.execute(sql`delete from ${logs} where id = ${check}`)
}

const factsSchema = z.object({ modelNews: z.array(modelNewsSchema) })

export interface ProviderNews extends ModelNews {
  readonly provider: string
}

/** What the newest look at each provider's models has found, if it is not older than two days. */
export const readModelNews = async ({ db, logs }: RunStore): Promise<ProviderNews[]> => {
  const { rows } = await db.execute(sql`
    select distinct on (provider) provider, facts from ${logs}
    where type = 'event' and facts ? 'modelNews' and created_at > now() - interval '2 days'
    order by provider, created_at desc
  `)
  return rows.flatMap(({ provider, facts }) =>
    (factsSchema.safeParse(facts).data?.modelNews ?? []).map((news) => ({ provider: String(provider), ...news })),
  )
}

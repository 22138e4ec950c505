import { sql } from '@payloadcms/db-postgres/drizzle'
import type { CollectionSlug, PayloadRequest } from 'payload'
import { actFor, mayChange } from '../../access/access.js'
import { listOf } from '../../database/adapter.js'
import { inVerifiedTransaction } from '../../database/transactions.js'
import { RequestError } from '../../errors.js'
import { mostTargets } from '../../generators/regenerateInput.js'
import type { Settings } from '../../options/Settings.js'
import { documentOfKey, type Id, keyOfDocument } from '../../runs/vocabulary.js'
import { longestFeedback, shorten } from '../../text.js'
import { readLatest } from '../ownWrites.js'
import { draftNameOf } from '../parts/draftFacts.js'
import { rewritableParts } from '../parts/draftParts.js'
import { reviewsIn } from '../reviews.js'
import { countRequests } from './queue.js'

interface SentRequests {
  /** The run that writes them anew. */
  readonly run: Id
  readonly sent: number
  /** Requests of this user that another run must take. */
  readonly left: number
}

/**
 * Sends what this user asked to be changed as one run of kind `regenerate`, the oldest requests first. Reviewing itself starts no
 * runs, so limits on runs never stop it: when this is refused, the requests stay where they are. A draft of which a run can
 * write nothing anew waits for a decision again.
 *
 * @throws RequestError 404 `nothing_requested`; what the run is refused with, such as 429
 */
export const sendChangeRequests = async (settings: Settings, req: PayloadRequest): Promise<SentRequests> => {
  const { payload } = req
  const { result, isKept } = await inVerifiedTransaction(payload, async (own) => {
    actFor(own, req)
    const { db, reviews } = await reviewsIn(settings, own)
    const asked = await oldestRequests(settings, own)
    if (asked.length === 0) return undefined
    const targets = asked.map(({ target, note }) => ({ ...target, ...(note ? { feedback: note } : {}) }))
    const run = await payload.create({
      ...{ collection: settings.slugs.generationRuns, depth: 0, overrideAccess: false, req: own },
      data: { kind: 'regenerate', input: { targets } },
    })
    const ids = listOf(asked.map(({ id }) => id))
    await db.execute(sql`update ${reviews} set changes_run_id = ${run.id}, updated_at = now() where id in (${ids})`)
    return { run: run.id, sent: asked.length }
  })
  if (!isKept) throw new RequestError(503, 'The database did not keep the run. Try again.', { code: 'not_saved' })
  if (!result) {
    throw new RequestError(404, 'There are no requests for changes of yours that wait to be sent.', {
      code: 'nothing_requested',
    })
  }
  return { ...result, left: await countRequests(settings, req) }
}

interface Asked {
  id: Id
  target: { relationTo: string; value: Id }
  note: string
}

/** What one run can take, page by page: what it cannot write anew may be the oldest, and must not keep the others from being sent. */
const oldestRequests = async (settings: Settings, req: PayloadRequest): Promise<Asked[]> => {
  const { db, reviews } = await reviewsIn(settings, req)
  const found: Asked[] = []
  const impossible: Id[] = []
  let after = sql``
  while (found.length < mostTargets) {
    const { rows } = await db.execute(sql`
      select id, document_key, note from ${reviews}
      where state = 'changesRequested' and changes_run_id is null and decided_by_id = ${req.user?.id ?? null} ${after}
      order by decided_at, id limit ${mostTargets} for update skip locked
    `)
    const sorted = await sortOut(settings, req, rows)
    found.push(...sorted.sent)
    impossible.push(...sorted.impossible)
    const last = rows.at(-1)
    if (!last || rows.length < mostTargets) break
    after = sql`and (decided_at, id) > (select decided_at, id from ${reviews} where id = ${last.id})`
  }
  if (impossible.length > 0) {
    await db.execute(sql`
      update ${reviews} set state = 'waiting', updated_at = now() where id in (${listOf(impossible)})
    `)
  }
  return found.slice(0, mostTargets)
}

interface SortedOut {
  /** Those whose document is still there, may be changed, and holds what a run can write anew. */
  sent: Asked[]
  /** Reviews of documents that may be changed, and hold nothing that a run could write anew. */
  impossible: Id[]
}

const sortOut = async (
  settings: Settings,
  req: PayloadRequest,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<SortedOut> => {
  const { slugs } = settings
  const asked = rows.map(
    ({ id, document_key, note }): Asked => ({
      id: id as Id,
      target: documentOfKey(String(document_key)),
      note: shorten(String(note ?? '').trim(), longestFeedback),
    }),
  )
  const there = new Set<string>()
  for (const relationTo of new Set(asked.map(({ target }) => target.relationTo))) {
    if (!draftNameOf(slugs, relationTo)) continue
    const ids = asked.flatMap(({ target }) => (target.relationTo === relationTo ? [target.value] : []))
    const { docs } = await req.payload.find({
      ...{ collection: relationTo as CollectionSlug, depth: 0, limit: ids.length, req },
      ...{ overrideAccess: false, disableErrors: true },
      where: { id: { in: ids } },
      select: {},
    })
    for (const { id } of docs) there.add(keyOfDocument({ relationTo, value: id }))
  }
  const sorted: SortedOut = { sent: [], impossible: [] }
  for (const one of asked.filter(({ target }) => there.has(keyOfDocument(target)))) {
    const { relationTo, value: id } = one.target
    const name = draftNameOf(slugs, relationTo)
    if (!name || !(await mayChange(req, { collection: slugs[name], id }))) continue
    const doc = await readLatest(settings, req, { name, id })
    if (doc && rewritableParts(settings, name, doc).length > 0) sorted.sent.push(one)
    else if (doc) sorted.impossible.push(one.id)
  }
  return sorted
}

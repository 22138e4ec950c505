import { sql } from '@payloadcms/db-postgres/drizzle'
import type { BasePayload, PayloadRequest } from 'payload'
import { readableIn } from '../access/access.js'
import { poolOf, table } from '../database/adapter.js'
import { reviewKinds } from '../drafts/parts/draftFacts.js'
import type { Settings } from '../options/Settings.js'

interface Backlog {
  /** What waits for a reviewer to decide, by kind of draft, the most first. */
  readonly kinds: readonly KindBacklog[]
  readonly waiting: number
  /** Since when the first of them waits. */
  readonly oldest: string | undefined
}

interface KindBacklog {
  readonly kind: string
  readonly waiting: number
  /** Since when the first of them waits. */
  readonly oldest: string
}

/** What runs have made that nobody has decided on, of what the request's user may read; `undefined` where that is nothing. */
export const readBacklog = async ({ slugs }: Settings, req: PayloadRequest): Promise<Backlog | undefined> => {
  const readable = await readableIn(req, slugs.reviews)
  if (readable === false) return undefined
  const kinds = readable === true ? await countAll(slugs, req.payload) : await countReadable(slugs, req)
  return {
    kinds: kinds.toSorted((a, b) => b.waiting - a.waiting || a.kind.localeCompare(b.kind)),
    waiting: kinds.reduce((sum, { waiting }) => sum + waiting, 0),
    oldest: kinds.map(({ oldest }) => oldest).toSorted()[0],
  }
}

type Slugs = Settings['slugs']

/** One statement, for those who may read all. */
const countAll = async (slugs: Slugs, payload: BasePayload): Promise<KindBacklog[]> => {
  const { rows } = await poolOf(payload).execute(sql`
    select kind, count(*)::int as waiting, min(created_at) as oldest from ${table(payload, slugs.reviews)}
    where state = 'waiting' group by kind
  `)
  return rows.map(({ kind, waiting, oldest }) => ({
    ...{ kind: String(kind), waiting: Number(waiting) },
    oldest: new Date(String(oldest)).toISOString(),
  }))
}

/** Through the access of the host; one kind behind the other, so that it takes one connection at a time. */
const countReadable = async ({ reviews }: Slugs, req: PayloadRequest): Promise<KindBacklog[]> => {
  const kinds: KindBacklog[] = []
  for (const kind of reviewKinds) {
    const { docs, totalDocs } = await req.payload.find({
      ...{ collection: reviews, depth: 0, limit: 1, sort: 'createdAt', req },
      ...{ overrideAccess: false, disableErrors: true },
      where: { state: { equals: 'waiting' }, kind: { equals: kind } },
      select: { createdAt: true },
    })
    const [first] = docs
    if (first) kinds.push({ kind, waiting: totalDocs, oldest: new Date(String(first.createdAt)).toISOString() })
  }
  return kinds
}

import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { onlyReadable, readableIn } from '../../access/access.js'
import { isDocumentId } from '../../database/adapter.js'
import { id as storedId } from '../../database/stored.js'
import type { RequestError } from '../../errors.js'
import { invalidInput } from '../../invalidInput.js'
import type { Settings } from '../../options/Settings.js'
import type { Id } from '../../runs/vocabulary.js'
import { reviewKinds } from '../parts/draftFacts.js'
import { type ReviewHow, type ReviewState, reviewStates, reviewsIn } from '../reviews.js'
import { groupColumn, groupsOf, type NamedGroup } from './queueGroups.js'
import { queueGroups } from './vocabulary.js'

const mostRows = 200

/** Read for one answer, where a host keeps all rows of the ones before from the user. */
const mostPages = 10

const id = z.string().min(1).max(64)

/** What of the queue is wanted, as the address of a page or request says it. */
const queueQuery = z.strictObject({
  state: z.enum(reviewStates, { error: `use ${reviewStates.join(', ')}` }).default('waiting'),
  kind: z.enum(reviewKinds, { error: `use ${reviewKinds.join(', ')}` }).optional(),
  curriculum: id.optional(),
  run: id.optional(),
  flag: z.string().min(1).max(60).optional(),
  mine: z.enum(['true', 'false'], { error: 'use true or false' }).default('false'),
  group: z.enum(queueGroups, { error: `use ${queueGroups.join(', ')}` }).default('run'),
  limit: z.coerce
    .number({ error: `give a whole number from 1 to ${mostRows}` })
    .int({ error: `give a whole number from 1 to ${mostRows}` })
    .min(1, { error: `give a whole number from 1 to ${mostRows}` })
    .max(mostRows, { error: `give a whole number from 1 to ${mostRows}` })
    .default(100),
  after: z.string().min(1).max(400).optional(),
})

type QueueQuery = z.output<typeof queueQuery>

export interface QueueRow {
  readonly id: Id
  readonly kind: string
  readonly title: string
  readonly state: ReviewState
  readonly score: number | null
  readonly flags: readonly string[]
  readonly run: Id | null
  /** The group it stands in; see `QueuePage.groups`. */
  readonly group: string
  readonly decidedBy: Id | null
  readonly how: ReviewHow | null
  /** When it will be published, where a reviewer approved it so a moment ago. */
  readonly publishAt: string | null
  /** Why it could not be published. */
  readonly publishProblem: string | null
  /** Grows with whatever happens to it; see `readNews`. */
  readonly updatedAt: string
}

export interface QueuePage {
  readonly rows: readonly QueueRow[]
  /** For `after` of the next request; `null` at the end. */
  readonly next: string | null
  /** Time of the database: what changed later was not looked at. */
  readonly asOf: string
  /** How many rows there are in all, those that a host keeps from the reader included. */
  readonly total: number
  /** On the first page: requests for changes of this user that were not sent yet. */
  readonly requests?: number
  /** Those of this page's rows: what they are called, and how many rows each has in all. */
  readonly groups: Readonly<Record<string, NamedGroup>>
}

/** @throws RequestError 400 naming what is wrong */
export const parseQueueQuery = ({ slugs }: Settings, req: PayloadRequest): QueueQuery => {
  const parsed = queueQuery.safeParse(Object.fromEntries(req.searchParams ?? new URLSearchParams()))
  if (!parsed.success) throw invalid(parsed.error.issues)
  const { curriculum, run } = parsed.data
  for (const [name, slug, given] of [
    ['curriculum', slugs.curricula, curriculum],
    ['run', slugs.generationRuns, run],
  ] as const) {
    if (given !== undefined && !isDocumentId(req.payload, slug, given))
      throw invalid([{ path: [name], message: 'give an id' }])
  }
  return parsed.data
}

const invalid = (issues: Parameters<typeof invalidInput>[0]): RequestError =>
  invalidInput(issues, { what: 'The queue cannot be read.', root: '' })

const cursorSchema = z.tuple([z.string().max(120), z.number().int(), z.union([z.number().int(), z.string().max(64)])])

/** Where a row stands: rows of a group together, what failed a check before what passed them, else as they were written. */
type Cursor = z.output<typeof cursorSchema>

const cursorOf = ({ slugs }: Settings, req: PayloadRequest, after: string): Cursor => {
  try {
    const cursor = cursorSchema.parse(JSON.parse(Buffer.from(after, 'base64url').toString('utf8')))
    if (isDocumentId(req.payload, slugs.reviews, cursor[2])) return cursor
  } catch {
    // Said below, whatever is wrong with it.
  }
  throw invalid([{ path: ['after'], message: 'give what `next` of the page before says' }])
}

/**
 * One page of what waits, was approved, and so on: three statements, whatever the number of rows. Where a host lets the user read
 * some reviews only, a fourth tells which of the page they are, and of pages without any the next one is read, up to a limit.
 */
export const readQueue = async (settings: Settings, req: PayloadRequest, query: QueueQuery): Promise<QueuePage> => {
  const { db, reviews, runs, texts } = await reviewsIn(settings, req)
  const group = groupColumn[query.group]
  const rank = sql`(case when review.publish_problem is null then 0 else 1000 end
    + round((1 - coalesce(review.score, 1)) * 1000)::int)`
  const from = sql`from ${reviews} review left join ${runs} run on run.id = review.run_id`
  const readable = await readableIn(req, settings.slugs.reviews)
  const where = readable ? whereOf(req, query, texts) : sql`false`
  const readPage = async (cursor: Cursor | undefined) => {
    const after = cursor
      ? sql`and (${group} < ${cursor[0]} or (${group} = ${cursor[0]} and (${rank} < ${cursor[1]}
          or (${rank} = ${cursor[1]} and review.id > ${cursor[2]}))))`
      : sql``
    const { rows: found } = await db.execute(sql`
      select review.id, review.kind, review.title, review.state, review.score, review.run_id as run, review.how,
        review.decided_by_id as "decidedBy", review.publish_at as "publishAt", review.publish_problem as "publishProblem",
        review.updated_at as "updatedAt", ${group} as "group", ${rank} as rank, run.title as "runTitle", now() as "asOf",
        (select array_agg(flag.text order by flag."order") from ${texts} flag
          where flag.parent_id = review.id and flag.path = 'flags') as flags
      ${from} where ${where} ${after}
      order by "group" desc, rank desc, review.id limit ${query.limit + 1}
    `)
    const listed = z.array(storedRow).parse(found)
    const last = listed.length > query.limit ? listed[query.limit - 1] : undefined
    return {
      rows: await onlyReadable(req, settings.slugs.reviews, listed.slice(0, query.limit), readable),
      next: last && ([last.group, last.rank, last.id] satisfies Cursor),
      asOf: listed[0]?.asOf ?? new Date().toISOString(),
    }
  }
  const first = await readPage(query.after === undefined ? undefined : cursorOf(settings, req, query.after))
  let { rows, next } = first
  for (let read = 1; rows.length === 0 && next && read < mostPages; read += 1) ({ rows, next } = await readPage(next))
  const { rows: counted } = await db.execute(sql`
    select ${group} as "group", count(*)::int as count, sum(count(*)) over ()::int as total ${from} where ${where}
    group by 1
  `)
  const counts = z.array(z.object({ group: z.string(), count: z.number(), total: z.number() })).parse(counted)
  return {
    rows: rows.map(({ rank: _rank, runTitle: _title, asOf: _asOf, ...row }) => row),
    next: next ? Buffer.from(JSON.stringify(next)).toString('base64url') : null,
    asOf: first.asOf,
    total: counts[0]?.total ?? 0,
    ...(query.after === undefined ? { requests: await countRequests(settings, req) } : {}),
    groups: await groupsOf(settings, req, { by: query.group, rows, counts }),
  }
}

const iso = z.coerce.date().transform((date) => date.toISOString())

const storedRow = z.object({
  id: storedId,
  kind: z.string(),
  title: z
    .string()
    .nullable()
    .transform((title) => title ?? ''),
  state: z.enum(reviewStates),
  score: z.coerce.number().nullable(),
  run: storedId.nullable(),
  how: z.custom<ReviewHow>().nullable(),
  decidedBy: storedId.nullable(),
  publishAt: iso.nullable(),
  publishProblem: z.string().nullable(),
  updatedAt: iso,
  group: z.string(),
  rank: z.number(),
  runTitle: z.string().nullable(),
  asOf: iso,
  flags: z
    .array(z.string())
    .nullable()
    .transform((flags) => flags ?? []),
})

const whereOf = ({ user }: PayloadRequest, query: QueueQuery, texts: SQL): SQL => {
  const { state, kind, curriculum, run, flag, mine } = query
  const flagged = sql`select from ${texts} flag where flag.parent_id = review.id and flag.path = 'flags'`
  const conditions = [
    sql`review.state = ${state}`,
    ...(kind ? [sql`review.kind = ${kind}`] : []),
    ...(curriculum ? [sql`review.curriculum_id = ${curriculum}`] : []),
    ...(run ? [sql`review.run_id = ${run}`] : []),
    ...(flag === 'any' ? [sql`exists (${flagged})`] : flag ? [sql`exists (${flagged} and flag.text = ${flag})`] : []),
    ...(mine === 'true' ? [sql`review.requester_id = ${user?.id ?? null}`] : []),
  ]
  return sql.join(conditions, sql` and `)
}

/** How many requests for changes of this user wait to be sent. */
export const countRequests = async (settings: Settings, req: PayloadRequest): Promise<number> => {
  const { db, reviews } = await reviewsIn(settings, req)
  const { rows } = await db.execute(sql`
    select count(*)::int as count from ${reviews}
    where state = 'changesRequested' and changes_run_id is null and decided_by_id = ${req.user?.id ?? null}
  `)
  return Number(rows[0]?.count ?? 0)
}

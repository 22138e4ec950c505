import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { table, tableName } from '../database/adapter.js'
import type { Settings } from '../options/Settings.js'
import { type Id, keyOfDocument } from '../runs/vocabulary.js'
import { shorten } from '../text.js'
import { type DraftName, draftFacts } from './parts/draftFacts.js'
import { reviewsIn } from './reviews.js'

/** Which rejections count: those of drafts like the one that is to be written. */
export interface RejectionsOf {
  name: DraftName
  /** Of drills: those of this series, and of others for the same curriculum. */
  series?: Id | null | undefined
  /** Of all others: drafts of this format. */
  format?: string | null | undefined
  /** Drafts for this curriculum alone, if one is given. */
  curriculum?: Id | null | undefined
  /** Of sections: drafts with this key, for whatever curriculum. */
  section?: string | undefined
  /** The document that is written anew: why proposals for it were rejected, too. */
  document?: Id | undefined
}

const most = 8
const longest = 300

/**
 * Why people rejected drafts like this one, or wanted changes, newest first: what the next ones should not repeat. At most 8
 * reasons of 300 characters, each once.
 */
export const readRejections = async (settings: Settings, req: PayloadRequest, of: RejectionsOf): Promise<string[]> => {
  const { slugs } = settings
  const { db, reviews, rels } = await reviewsIn(settings, req)
  const documents = table(req.payload, slugs[of.name])
  const documentColumn = sql.identifier(`${tableName(req.payload, slugs[of.name])}_id`)
  const parts: SQL[] = []
  const like = likeOf(settings, req, of)
  if (like) {
    parts.push(sql`
      select review.note, review.reason, review.decided_at from ${reviews} review
      join ${rels} rel on rel.parent_id = review.id and rel.path = 'document'
      join ${documents} document on document.id = rel.${documentColumn}
      where review.state in ('rejected', 'changesRequested') and review.kind = ${draftFacts[of.name].kind} and ${like}
    `)
  }
  if (of.document !== undefined) {
    const proposalColumn = sql.identifier(`${tableName(req.payload, slugs.proposals)}_id`)
    const targetKey = keyOfDocument({ relationTo: slugs[of.name], value: of.document })
    parts.push(sql`
      select review.note, null as reason, review.decided_at from ${table(req.payload, slugs.proposals)} proposal
      join ${rels} rel on rel.${proposalColumn} = proposal.id and rel.path = 'document'
      join ${reviews} review on review.id = rel.parent_id
      where proposal.target_key = ${targetKey} and proposal.status in ('rejected', 'partly')
    `)
  }
  if (parts.length === 0) return []
  const { rows } = await db.execute(sql`
    select coalesce(nullif(note, ''), reason) as said from (${sql.join(parts, sql` union all `)}) as rejected
    where coalesce(nullif(note, ''), reason) <> ''
    order by decided_at desc nulls last limit ${most}
  `)
  return [...new Set(rows.map(({ said }) => shorten(String(said), longest)))]
}

/** Which documents are like it; none where nothing says so. */
const likeOf = (
  { slugs }: Settings,
  req: PayloadRequest,
  { curriculum, series, format, section }: RejectionsOf,
): SQL | undefined => {
  if (series != null) {
    const allSeries = table(req.payload, slugs.drillSeries)
    return sql`document.series_id in (
      select other.id from ${allSeries} own
      join ${allSeries} other on other.id = own.id or other.curriculum_id = own.curriculum_id
      where own.id = ${series}
    )`
  }
  if (!format) return undefined
  const conditions = [sql`document.format = ${format}`]
  if (section !== undefined) conditions.push(sql`document.key = ${section}`)
  else if (curriculum != null) conditions.push(sql`document.curriculum_id = ${curriculum}`)
  return sql.join(conditions, sql` and `)
}

import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import type { Settings } from '../options/Settings.js'
import type { Id } from '../runs/vocabulary.js'
import { shorten } from '../text.js'
import { reviewsIn } from './reviews.js'

interface ReadRejections {
  /** `drill`, `lesson`, … */
  kind: string
  /** Of drafts for this curriculum alone. Default: of all of the kind. */
  curriculum?: Id | null | undefined
}

const most = 8
const longest = 300

/** Why people rejected drafts of this kind, or wanted changes, newest first: what the next ones should not repeat. */
export const readRejections = async (
  settings: Settings,
  req: PayloadRequest,
  { kind, curriculum }: ReadRejections,
): Promise<string[]> => {
  const { db, reviews } = await reviewsIn(settings, req)
  const ofCurriculum = curriculum == null ? sql`` : sql`and curriculum_id = ${curriculum}`
  const { rows } = await db.execute(sql`
    select note from ${reviews}
    where state in ('rejected', 'changesRequested') and kind = ${kind} and note <> '' ${ofCurriculum}
    order by decided_at desc nulls last limit ${most}
  `)
  return [...new Set(rows.map(({ note }) => shorten(String(note), longest)))]
}

import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import type { CollectionSlug, PayloadRequest } from 'payload'
import type { Settings } from '../../options/Settings.js'
import { isRecord, longestTitle, shorten } from '../../text.js'
import type { queueGroups } from './vocabulary.js'

type QueueGroup = (typeof queueGroups)[number]

export interface NamedGroup {
  readonly title: string
  readonly count: number
}

/** As text that sorts: newest runs and curricula first, whatever their ids are. */
export const groupColumn: Readonly<Record<QueueGroup, SQL>> = {
  run: sql`coalesce(lpad(review.run_id::text, 36, '0'), '') collate "C"`,
  target: sql`coalesce(run.target_key, '') collate "C"`,
  curriculum: sql`coalesce(lpad(review.curriculum_id::text, 36, '0'), '') collate "C"`,
  none: sql`''::text collate "C"`,
}

interface GroupsOf {
  by: QueueGroup
  rows: readonly { readonly group: string; readonly runTitle: string | null }[]
  counts: readonly { group: string; count: number }[]
}

/** Of the groups of these rows: what they are called, and how many rows each has in all. */
export const groupsOf = async (
  settings: Settings,
  req: PayloadRequest,
  { by, rows, counts }: GroupsOf,
): Promise<Readonly<Record<string, NamedGroup>>> => {
  const names = [...new Set(rows.map(({ group }) => group))]
  const titles = await titlesOf(settings, req, by, names)
  return Object.fromEntries(
    names.map((name) => {
      // A run that belongs to a document that is gone is still known by its own title.
      const runTitle = by === 'curriculum' ? '' : (rows.find(({ group }) => group === name)?.runTitle ?? '')
      const count = counts.find(({ group }) => group === name)?.count ?? 0
      return [name, { title: shorten(titles.get(name) ?? runTitle, longestTitle), count }]
    }),
  )
}

const titlesOf = async (
  { slugs }: Settings,
  req: PayloadRequest,
  by: QueueGroup,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const found = new Map<string, string>()
  if (by !== 'target' && by !== 'curriculum') return found
  const of = new Map<string, Map<string, string>>()
  for (const name of names) {
    const [slug = '', key = ''] =
      by === 'curriculum' ? [slugs.curricula, name.replace(/^0+(?=\d+$)/, '')] : name.split(/:(?=[^:]*$)/)
    if (key === '' || !(slug in req.payload.collections)) continue
    of.set(slug, (of.get(slug) ?? new Map()).set(key, name))
  }
  for (const [slug, keys] of of) {
    const field = req.payload.collections[slug as CollectionSlug]?.config.admin.useAsTitle ?? 'id'
    const { docs } = await req.payload.find({
      ...{ collection: slug as CollectionSlug, depth: 0, limit: keys.size, req, draft: true },
      ...{ overrideAccess: false, disableErrors: true },
      where: { id: { in: [...keys.keys()] } },
      select: { [field]: true },
    })
    for (const doc of docs) {
      const title: unknown = isRecord(doc) ? Reflect.get(doc, field) : undefined
      const name = keys.get(String(doc.id))
      if (name !== undefined && typeof title === 'string') found.set(name, title)
    }
  }
  return found
}

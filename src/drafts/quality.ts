import { sql } from '@payloadcms/db-postgres/drizzle'
import type { BasePayload, CollectionSlug } from 'payload'
import { z } from 'zod'
import { poolOf, table } from '../database/adapter.js'

/** What a model wrote with one version of a prompt, and how much of it has flags of the quiz gates. */
interface Quality {
  readonly collection: string
  readonly model: string
  /** `null`: stored before prompts had versions. */
  readonly promptVersion: string | null
  /** Documents of theirs that are still there, drafts and published ones. */
  readonly drafts: number
  /** Of these, how many have a flag or several. */
  readonly flagged: number
  /** How many have each flag, by its code. */
  readonly flags: Readonly<Record<string, number>>
}

const counted = z.array(
  z.object({
    model: z.string(),
    version: z.string().nullable(),
    code: z.string().nullable(),
    is_total: z.boolean(),
    drafts: z.coerce.number(),
    flagged: z.coerce.number(),
  }),
)

/** Counts drafts and flags by collection, model and prompt version, most drafts first; one statement a collection. */
export const readQuality = async (payload: BasePayload, collections: readonly CollectionSlug[]): Promise<Quality[]> => {
  const found: Quality[] = []
  for (const collection of collections) {
    const { rows } = await poolOf(payload).execute(sql`
      select draft.provenance_model as model, draft.provenance_prompt_version as version, flag.text as code,
        grouping(flag.text) = 1 as is_total, count(distinct draft.id) as drafts, count(distinct flag.parent_id) as flagged
      from ${table(payload, collection)} as draft
      left join ${table(payload, collection, '_texts')} as flag on flag.parent_id = draft.id and flag.path = 'flags'
      -- An empty name: what no call wrote, such as a lesson that is there for its sections alone.
      where draft.provenance_model <> ''
      group by grouping sets ((1, 2), (1, 2, 3))
      order by model, version, code
    `)
    const counts = counted.parse(rows)
    const totals = counts.filter(({ is_total }) => is_total).sort((a, b) => b.drafts - a.drafts)
    for (const { model, version, drafts, flagged } of totals) {
      const flags = counts.flatMap((count): [string, number][] =>
        !count.is_total && count.code !== null && count.model === model && count.version === version
          ? [[count.code, count.flagged]]
          : [],
      )
      found.push({ collection, model, promptVersion: version, drafts, flagged, flags: Object.fromEntries(flags) })
    }
  }
  return found
}

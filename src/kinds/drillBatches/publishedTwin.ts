import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { listOf, table } from '../../database/adapter.js'
import { id } from '../../database/stored.js'
import { sqlOf } from '../../database/transactions.js'
import { duplicateFrom, similarityOf } from '../../generators/quiz/nearDuplicates.js'
import type { Settings } from '../../options/Settings.js'
import type { Id } from '../../runs/vocabulary.js'

/** Published drills of one position that a drill is compared with, newest first; a library seldom has as many. */
const mostCompared = 50

const published = z.object({ id, position: id, prompt: z.string().nullish() })

/** A published drill, by what others are compared with. */
export type PublishedDrill = z.infer<typeof published>

/** The published drills of these positions that others are compared with. */
export const findPublished = async (
  { slugs }: Settings,
  req: PayloadRequest,
  positions: readonly Id[],
): Promise<PublishedDrill[]> => {
  if (positions.length === 0) return []
  const db = await sqlOf(req)
  const { rows } = await db.execute(sql`
    select drill.id, drill.prompt, position.id as position
    from ${table(req.payload, slugs.positions)} position cross join lateral (
      select id, prompt from ${table(req.payload, slugs.drills)}
      where position_id = position.id and _status = 'published'
      order by id desc limit ${mostCompared + 1}
    ) drill
    where position.id in (${listOf(positions)})
  `)
  return z.array(published).parse(rows)
}

/** A draft may hold an id as a client wrote it, a number as text too. */
const isSame = (one: Id, other: Id | null | undefined): boolean => String(one) === String(other)

const asked = z.object({ id: id.nullish(), position: id, prompt: z.string() })

/**
 * The published drill that asks nearly the same about the same position, if there is one. Drills of other positions are
 * other tasks however alike their words are. A flag and no refusal: a model cannot mend that a position was drawn again.
 *
 * @param known `findPublished` of its position, where that was read already
 */
export const publishedTwin = async (
  settings: Settings,
  req: PayloadRequest,
  doc: unknown,
  known?: readonly PublishedDrill[],
): Promise<{ id: Id; similarity: number } | undefined> => {
  const drill = asked.safeParse(doc).data
  if (!drill || drill.prompt.trim() === '') return undefined
  const others = known ?? (await findPublished(settings, req, [drill.position]))
  const [closest] = others
    .filter((other) => isSame(other.position, drill.position) && !isSame(other.id, drill.id))
    .map((other) => ({ id: other.id, similarity: similarityOf(drill.prompt, other.prompt ?? '') }))
    .filter(({ similarity }) => similarity >= duplicateFrom)
    .sort((a, b) => b.similarity - a.similarity)
  return closest
}

import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { poolOf, table } from '../../database/adapter.js'
import { transactionOf } from '../../database/transactions.js'
import { duplicateFrom, similarityOf } from '../../generators/quiz/nearDuplicates.js'
import type { Settings } from '../../options/Settings.js'
import type { Id } from '../../runs/vocabulary.js'
import { id } from '../stored.js'

/** Published drills of one position that a drill is compared with, newest first; a library seldom has as many. */
const mostCompared = 50

const asked = z.object({ id: id.nullish(), position: id, prompt: z.string() })

/**
 * The published drill that asks nearly the same about the same position, if there is one. Drills of other positions are
 * other tasks however alike their words are. A flag and no refusal: a model cannot mend that a position was drawn again.
 */
export const publishedTwin = async (
  { slugs }: Settings,
  req: PayloadRequest,
  doc: unknown,
): Promise<{ id: Id; similarity: number } | undefined> => {
  const drill = asked.safeParse(doc).data
  if (!drill || drill.prompt.trim() === '') return undefined
  const db = req.transactionID ? await transactionOf(req) : poolOf(req.payload)
  const { rows } = await db.execute(sql`
    select id, prompt from ${table(req.payload, slugs.drills)}
    where position_id = ${drill.position} and _status = 'published'
      ${drill.id == null ? sql`` : sql`and id <> ${drill.id}`}
    order by id desc limit ${mostCompared}
  `)
  const [closest] = z
    .array(z.object({ id, prompt: z.string().nullish() }))
    .parse(rows)
    .map((other) => ({ id: other.id, similarity: similarityOf(drill.prompt, other.prompt ?? '') }))
    .filter(({ similarity }) => similarity >= duplicateFrom)
    .sort((a, b) => b.similarity - a.similarity)
  return closest
}

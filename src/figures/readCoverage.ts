import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { poolOf, table } from '../database/adapter.js'
import { id } from '../database/stored.js'
import type { Settings } from '../options/Settings.js'
import type { Id } from '../runs/vocabulary.js'

/** Up to here positions are counted exactly; a library may have millions. */
export const mostCounted = 10_000

interface Coverage {
  /** Positions that no drill is about, of each phase that has any; `mostCounted` + 1 stands for all above it. */
  positions: { game: string; phase: string; without: number }[]
  /** Of the curricula that were changed last, those with an objective that no lesson is about. */
  curricula: { id: Id; subject: string; objectives: number; without: string[] }[]
}

/** Curricula that are looked at. */
const mostCurricula = 20

const curriculum = z.object({
  id,
  subject: z.string().nullish(),
  objectives: z.array(z.object({ statement: z.string().nullish() })).nullish(),
})

/** What the library has that nothing was made of yet, as far as the request's user may read curricula. */
export const readCoverage = async (settings: Settings, req: PayloadRequest): Promise<Coverage> => ({
  positions: await readUnused(settings, req),
  curricula: await readUntaught(settings, req),
})

/** By the index of game, phase and number of drills, and no further than it counts. */
const readUnused = async ({ games, slugs }: Settings, { payload }: PayloadRequest): Promise<Coverage['positions']> => {
  // Given one by one, so that Postgres takes each for a value of its column, as the index wants it.
  const counts = games.flatMap(({ slug, phases }) =>
    phases.map(
      ({ value }) => sql`
        select ${slug}::text as game, ${value}::text as phase, (
          select count(*)::int from (
            select from ${table(payload, slugs.positions)}
            where game = ${slug} and phase = ${value} and drill_count = 0 limit ${mostCounted + 1}
          ) unused
        ) as without`,
    ),
  )
  const { rows } = await poolOf(payload).execute(sql.join(counts, sql` union all `))
  return rows
    .map(({ game, phase, without }) => ({ game: String(game), phase: String(phase), without: Number(without) }))
    .filter(({ without }) => without > 0)
}

const readUntaught = async ({ slugs }: Settings, req: PayloadRequest): Promise<Coverage['curricula']> => {
  const { payload } = req
  const { docs } = await payload.find({
    ...{ collection: slugs.curricula, depth: 0, limit: mostCurricula, sort: '-updatedAt', pagination: false, req },
    select: { subject: true, objectives: true },
    ...{ overrideAccess: false, disableErrors: true },
  })
  const curricula = docs.map((doc) => curriculum.parse(doc))
  const { rows } = await poolOf(payload).execute(sql`
    select distinct curriculum_id as curriculum, objective from ${table(payload, slugs.lessons)}
    where curriculum_id::text = any(${sql.param(curricula.map(({ id }) => String(id)))}::text[]) and objective is not null
  `)
  const taught = new Set(rows.map((row) => `${row.curriculum} ${row.objective}`))
  return curricula
    .map(({ id, subject, objectives }) => {
      const statements = (objectives ?? []).flatMap(({ statement }) => statement ?? [])
      const without = statements.filter((statement) => !taught.has(`${id} ${statement}`))
      return { id, subject: subject ?? '', objectives: statements.length, without }
    })
    .filter(({ without }) => without.length > 0)
}

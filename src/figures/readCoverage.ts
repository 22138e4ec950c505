import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { readableIn } from '../access/access.js'
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

/** What the library has that nothing was made of yet, as far as the request's user may read positions, curricula and lessons. */
export const readCoverage = async (settings: Settings, req: PayloadRequest): Promise<Coverage> => ({
  positions: await readUnused(settings, req),
  curricula: await readUntaught(settings, req),
})

type Unused = Coverage['positions'][number]

const readUnused = async (settings: Settings, req: PayloadRequest): Promise<Unused[]> => {
  const readable = await readableIn(req, settings.slugs.positions)
  if (readable === false) return []
  const counts = readable === true ? await countUnused(settings, req) : await countReadable(settings, req)
  return counts.filter(({ without }) => without > 0)
}

/** By the index of game, phase and number of drills, and no further than it counts. */
const countUnused = async ({ games, slugs }: Settings, { payload }: PayloadRequest): Promise<Unused[]> => {
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
  return rows.map(({ game, phase, without }) => ({
    game: String(game),
    phase: String(phase),
    without: Number(without),
  }))
}

/** The same of those that the user may read, where these are not all. */
const countReadable = async ({ games, slugs }: Settings, req: PayloadRequest): Promise<Unused[]> => {
  const counts: Unused[] = []
  for (const { slug: game, phases } of games) {
    for (const { value: phase } of phases) {
      const { totalDocs } = await req.payload.count({
        ...{ collection: slugs.positions, req, overrideAccess: false, disableErrors: true },
        where: { game: { equals: game }, phase: { equals: phase }, drillCount: { equals: 0 } },
      })
      counts.push({ game, phase, without: Math.min(totalDocs, mostCounted + 1) })
    }
  }
  return counts
}

const readUntaught = async (settings: Settings, req: PayloadRequest): Promise<Coverage['curricula']> => {
  const { slugs } = settings
  const { payload } = req
  const readable = await readableIn(req, slugs.lessons)
  // Of whoever reads no lesson nobody can say which are missing.
  if (readable === false) return []
  const { docs } = await payload.find({
    ...{ collection: slugs.curricula, depth: 0, limit: mostCurricula, sort: '-updatedAt', pagination: false, req },
    select: { subject: true, objectives: true },
    ...{ overrideAccess: false, disableErrors: true },
  })
  const curricula = docs.map((doc) => curriculum.parse(doc))
  const ids = curricula.map(({ id }) => id)
  const lessons = readable === true ? await findTaught(settings, req, ids) : await findReadable(settings, req, ids)
  const taught = new Set(lessons.map(({ curriculum, objective }) => `${curriculum} ${objective}`))
  return curricula
    .map(({ id, subject, objectives }) => {
      const statements = (objectives ?? []).flatMap(({ statement }) => statement ?? [])
      const without = statements.filter((statement) => !taught.has(`${id} ${statement}`))
      return { id, subject: subject ?? '', objectives: statements.length, without }
    })
    .filter(({ without }) => without.length > 0)
}

const lesson = z.object({ curriculum: id, objective: z.string() })

type Taught = z.infer<typeof lesson>

/** Which objectives of these curricula lessons are about. */
const findTaught = async (
  { slugs }: Settings,
  { payload }: PayloadRequest,
  curricula: readonly Id[],
): Promise<Taught[]> => {
  const { rows } = await poolOf(payload).execute(sql`
    select distinct curriculum_id as curriculum, objective from ${table(payload, slugs.lessons)}
    where curriculum_id::text = any(${sql.param(curricula.map(String))}::text[]) and objective is not null
  `)
  return rows.map((row) => lesson.parse(row))
}

/** The same of lessons that the user may read, where these are not all. */
const findReadable = async ({ slugs }: Settings, req: PayloadRequest, curricula: readonly Id[]): Promise<Taught[]> => {
  const { docs } = await req.payload.find({
    ...{ collection: slugs.lessons, depth: 0, pagination: false, req },
    select: { curriculum: true, objective: true },
    ...{ overrideAccess: false, disableErrors: true },
    where: { curriculum: { in: [...curricula] }, objective: { exists: true } },
  })
  return docs.map((doc) => lesson.parse(doc))
}

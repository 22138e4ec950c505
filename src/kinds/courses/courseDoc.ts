import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { table } from '../../database/adapter.js'
import { idOf, rows, text } from '../../database/stored.js'
import { sqlOf } from '../../database/transactions.js'
import { readLatest, writeAsOwn } from '../../drafts/ownWrites.js'
import type { Settings } from '../../options/Settings.js'
import { isOpen } from '../../runs/sql/store.js'
import { type Id, keyOfDocument } from '../../runs/vocabulary.js'
import { type CourseDoc, readCourseDoc } from '../lessonBatches/course.js'

const entryDoc = z.object({ content: z.array(z.unknown()).nullish() })

/** What stands in a plan that is there still. */
export const contentOfPlan = async (
  settings: Settings,
  req: PayloadRequest,
  plan: Id,
): Promise<readonly unknown[] | undefined> => {
  const found = await readLatest(settings, req, { name: 'plans', id: plan })
  return found && (entryDoc.parse(found).content ?? [])
}

/** Keys of its sections that stand below it now. */
export const sectionsOfCourse = async (
  { slugs }: Settings,
  req: PayloadRequest,
  course: Id,
): Promise<ReadonlySet<string>> => {
  const db = await sqlOf(req)
  const { rows: found } = await db.execute(sql`
    select key from ${table(req.payload, slugs.sections)}
    where parent_key = ${keyOfDocument({ relationTo: slugs.courses, value: course })}
  `)
  return new Set(found.map(({ key }) => String(key)))
}

/** The run that made it, and those that went on with it. */
const runsOf = ({ slugs }: Settings, course: Id) => sql`
  r.kind = 'course' and r.target_key = ${keyOfDocument({ relationTo: slugs.courses, value: course })}
`

/** The run that makes or fills it just now. In a transaction its row must be locked. */
export const openRunOf = async (settings: Settings, req: PayloadRequest, course: Id): Promise<Id | undefined> => {
  const db = await sqlOf(req)
  const { rows: found } = await db.execute(sql`
    select r.id from ${table(req.payload, settings.slugs.generationRuns)} r
    where ${runsOf(settings, course)} and ${isOpen(sql`r.status`)}
    order by r.id limit 1
  `)
  return found[0] && idOf(found[0].id)
}

const begunSchema = z.object({
  topic: text,
  objectives: rows(z.string()),
  game: z.string().nullish(),
})

/** What a course was asked for when it was begun; `undefined` where no run made it, or that run is gone. */
export const courseAsBegun = async (
  settings: Settings,
  req: PayloadRequest,
  { provenance }: Pick<CourseDoc, 'provenance'>,
): Promise<z.output<typeof begunSchema> | undefined> => {
  if (provenance?.run == null) return undefined
  const db = await sqlOf(req)
  const { rows: found } = await db.execute(sql`
    select input from ${table(req.payload, settings.slugs.generationRuns)} where id = ${provenance.run} and kind = 'course'
  `)
  return begunSchema.safeParse(found[0]?.input).data
}

/** The game of its first series; `undefined` where it has none. */
export const gameOfCourse = async (
  { slugs }: Settings,
  req: PayloadRequest,
  { series }: Pick<CourseDoc, 'series'>,
): Promise<string | undefined> => {
  const [first] = series
  if (first === undefined) return undefined
  const db = await sqlOf(req)
  const { rows: found } = await db.execute(sql`
    select game from ${table(req.payload, slugs.drillSeries)} where id = ${first}
  `)
  return found[0]?.game == null ? undefined : String(found[0].game)
}

/** Keys, in their runs, of the sections that were made for it once, whatever became of them. */
export const sectionsEverMade = async (
  settings: Settings,
  req: PayloadRequest,
  course: Id,
): Promise<ReadonlySet<string>> => {
  const { slugs } = settings
  const db = await sqlOf(req)
  const { rows: found } = await db.execute(sql`
    select distinct s.key from ${table(req.payload, slugs.generationSteps)} s
    join ${table(req.payload, slugs.generationRuns)} r on r.id = s.run_id
    where ${runsOf(settings, course)} and s.kind = 'section' and s.status = 'done'
  `)
  return new Set(found.map(({ key }) => String(key)))
}

/** Adds series to a course, whose row must be locked, behind those that it has. */
export const addSeries = async (
  settings: Settings,
  req: PayloadRequest,
  { course, series }: { course: Id; series: readonly Id[] },
): Promise<void> => {
  const found = await readCourseDoc(settings, req, course)
  if (!found || series.length === 0) return
  await writeAsOwn(settings, req, {
    ...{ name: 'courses', id: course },
    data: { series: [...found.series, ...series.filter((one) => !found.series.includes(one))] },
  })
}

import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { table } from '../../database/adapter.js'
import { id, idOf, text } from '../../database/stored.js'
import { readTogether, sqlOf } from '../../database/transactions.js'
import { readContent } from '../../drafts/parts/readContent.js'
import type { ExistingLesson, LessonBasis, LessonItem, SentPosition } from '../../generators/lessons/lesson.js'
import type { Settings } from '../../options/Settings.js'
import type { RunDoc } from '../../runs/kind/RunKind.js'
import type { Id } from '../../runs/vocabulary.js'
import { isRecord } from '../../text.js'
import { loadSources } from '../sources/loadSources.js'
import { findPositions } from '../sources/positions.js'
import { readCourseDoc } from './course.js'
import type { LessonsOfRun, PlannedLesson } from './plannedLesson.js'

interface BasisOf extends LessonsOfRun {
  run: RunDoc
  items: readonly PlannedLesson[]
  /** What the model was shown, once it was. */
  sources?: LessonBasis['sources']
}

/** Everything that lessons of a run are written from and held against, as it stands now. */
export const lessonBasis = async (
  settings: Settings,
  req: PayloadRequest,
  { run, input, format, items, sources }: BasisOf,
): Promise<LessonBasis> => {
  const [section] = format.sections
  if (!section) throw new Error(`The format "${format.key}" has no section.`)
  const [loaded, positions, existing] = await readTogether(req, [
    () => loadSources(settings, req, input, sources),
    () => sentPositions(settings, req, items),
    () => existingLessons(settings, req, { run, similarTo: input.similarTo ?? [] }),
  ])
  return {
    ...loaded,
    ...{ format: format.label, section, positions, existing },
    game: settings.games.find(({ slug }) => slug === input.game),
  }
}

/** The positions of these lessons that still exist. */
export const sentPositions = async (
  settings: Settings,
  req: PayloadRequest,
  items: readonly PlannedLesson[],
): Promise<SentPosition[]> => {
  const wanted = items.flatMap(({ positions }) => positions)
  const found = await findPositions(req, settings.slugs.positions, [...new Set(wanted.map(({ position }) => position))])
  return wanted.flatMap(({ key, position }) => {
    const doc = found.find((one) => one.id === position)
    if (!doc) return []
    const { notation, phase, themes, solution } = doc
    return [{ key, id: doc.id, notation, phase, themes, solution: solution.best, line: solution.line || solution.best }]
  })
}

/** A lesson as prompts and checks take it; what shows a position that was deleted does without it. */
export const itemOf = ({ positions, ...lesson }: PlannedLesson, sent: readonly SentPosition[]): LessonItem => ({
  ...lesson,
  positions: positions.map(({ key }) => key).filter((key) => sent.some((position) => position.key === key)),
})

const lessonDoc = z.object({ id, title: text, objective: text, content: z.array(z.unknown()).nullish() })

/** Most lessons that new ones are compared with: those that they are to be like, and the newest. */
const mostExisting = 60

/**
 * The lessons that new ones must differ from: those of this run, of its course, and those that it is to be like.
 */
const existingLessons = async (
  settings: Settings,
  req: PayloadRequest,
  { run, similarTo }: { run: RunDoc; similarTo: readonly Id[] },
): Promise<ExistingLesson[]> => {
  const { slugs } = settings
  const around = await lessonsAround(settings, req, run)
  const ids = [...around.slice(similarTo.length - mostExisting), ...similarTo]
  if (ids.length === 0) return []
  const { docs } = await req.payload.find({
    collection: slugs.lessons,
    where: { id: { in: ids } },
    ...{ depth: 0, draft: true, pagination: false, limit: mostExisting, sort: 'createdAt', req },
    select: { title: true, objective: true, content: true },
    // Nothing of them is shown but to the model, and the request named them.
    overrideAccess: true,
  })
  return docs.map((doc) => {
    const { title, objective, content } = lessonDoc.parse(doc)
    const prose = (content ?? []).filter((block) => isRecord(block) && block.blockType === 'prose').slice(0, 1)
    const [first] = readContent(req.payload.config, slugs.lessons, prose)
    const introduction = first?.written.sort === 'prose' ? first.written.value : ''
    return { title, ...(objective ? { objective } : {}), introduction }
  })
}

/** Lessons of the run itself, and of the course that it adds to. */
const lessonsAround = async (settings: Settings, req: PayloadRequest, { id: run, target }: RunDoc): Promise<Id[]> => {
  const db = await sqlOf(req)
  const lessons = table(req.payload, settings.slugs.lessons)
  const { rows } = await db.execute(sql`
    select l.id from ${lessons} l where l.provenance_run_id = ${run} order by l.created_at
  `)
  const own = rows.map((row) => idOf(row.id))
  if (!target) return own
  const { lessons: ofCourse = [] } = (await readCourseDoc(settings, req, target.value)) ?? {}
  return [...ofCourse.filter((lesson) => !own.includes(lesson)), ...own]
}

import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { text } from '../../database/stored.js'
import { readTogether } from '../../database/transactions.js'
import type { Game } from '../../games/Game.js'
import { type Format, isStaged } from '../../generators/content/format.js'
import { lessonsOf } from '../../generators/lessons/batches.js'
import { type LessonsInput, lessonsInput } from '../../generators/lessons/input.js'
import type { LessonItem, LessonRequest } from '../../generators/lessons/lesson.js'
import { requestsOf } from '../../generators/lessons/requests.js'
import { invalidInput, wrongInput } from '../../invalidInput.js'
import { bySettings, type Settings } from '../../options/Settings.js'
import type { Id } from '../../runs/vocabulary.js'
import {
  askedFormat,
  askedGame,
  checkNamed,
  checkPhases,
  checkPlan,
  formatOfRun,
  formatsOf,
  withDefaults,
} from '../asked.js'
import { type CourseDoc, findCourse } from '../lessonBatches/course.js'
import { findMarkedCurriculum, findReadable } from '../sources/documents.js'

/** A request with its documents looked up and everything checked that needs neither positions nor tokens. */
export interface AskedLessons {
  readonly input: LessonsInput
  readonly format: Format
  readonly game: Game | undefined
  readonly course: CourseDoc | undefined
  /** None where nothing is to be made. */
  readonly requests: readonly LessonRequest[]
}

const inputOf = bySettings((settings) =>
  lessonsInput({
    games: settings.games,
    formats: formatsOf(settings, 'lesson').map(({ key }) => key),
    ...settings.lessons,
  }),
)

/** @throws RequestError 400 saying where the input is wrong and what is allowed, 403 when the course may not be changed */
export const askedLessons = async (settings: Settings, req: PayloadRequest, given: unknown): Promise<AskedLessons> => {
  const parsed = inputOf(settings).safeParse(given ?? {})
  if (!parsed.success) throw invalidInput(parsed.error.issues)
  const asked = parsed.data
  const format = askedFormat(formatsOf(settings, 'lesson'), asked.format)
  checkPlan(format, asked)
  if (asked.fillTo != null && asked.count > 1) {
    throw wrongInput('fillTo', 'give either count or fillTo: fillTo counts what the course has already')
  }
  if (asked.fillTo != null && asked.addTo == null) throw wrongInput('fillTo', 'name the course to fill, with addTo')
  const course = asked.addTo == null ? undefined : await findCourse(settings, req, asked.addTo)
  const input = course ? withDefaults(asked, course, ['curriculum', 'profile', 'kit']) : asked
  const { curriculum: id } = input
  const [curriculum, similar] = await readTogether(req, [
    () => (id == null ? undefined : findMarkedCurriculum(req, settings.slugs.curricula, id)),
    () =>
      readTogether(
        req,
        (input.similarTo ?? []).map((lesson) => () => findLesson(settings, req, lesson)),
      ),
    () => checkNamed(settings, req, { input, format }),
  ])
  const game = gameOf(settings, input, curriculum)
  const found = requestsOf({ input, curriculum, similar })
  if ('problem' in found) throw wrongInput(found.problem.path, found.problem.message)
  return { input, format, game, course, requests: found.requests }
}

/** A run's lessons, as its stored input says them. */
export const lessonsOfRun = (
  settings: Settings,
  stored: unknown,
): { input: LessonsInput; format: Format; items: Omit<LessonItem, 'positions'>[] } => {
  const input = inputOf(settings).parse(stored)
  const format = formatOfRun(formatsOf(settings, 'lesson'), input.format)
  return { input, format, items: lessonsOf({ requests: input.requests ?? [], count: 1 }) }
}

const lessonDoc = z.object({ title: text, subject: text, topic: text, objective: text })

/** A lesson that new ones are to be like: what it is about, as a request. */
const findLesson = async ({ slugs }: Settings, req: PayloadRequest, id: Id): Promise<LessonRequest> => {
  const found = lessonDoc.parse(await findReadable(req, { collection: slugs.lessons, id, name: 'lesson' }))
  const { title, subject, topic, objective } = found
  return { topic: topic || title, ...(subject ? { subject } : {}), ...(objective ? { objective } : {}) }
}

const gameOf = (
  settings: Settings,
  { game, phases }: LessonsInput,
  curriculum: { game: string } | undefined,
): Game | undefined => {
  if (game == null) {
    if (phases) throw wrongInput('phases', 'name the game that they are of')
    return undefined
  }
  const found = askedGame(settings, game, curriculum)
  checkPhases(found, phases)
  return found
}

/** Progress counts lessons, or sections where a lesson is written in several. */
export const itemsOf = (format: Format): 'lesson' | 'section' => (isStaged(format) ? 'section' : 'lesson')

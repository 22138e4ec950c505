import type { PayloadRequest } from 'payload'
import { RequestError } from '../../errors.js'
import { isStaged } from '../../generators/content/format.js'
import { mostOfCourse } from '../../generators/courses/limits.js'
import { greatestSeed } from '../../generators/inputFields.js'
import { lessonsOf } from '../../generators/lessons/batches.js'
import type { LessonsInput } from '../../generators/lessons/input.js'
import type { LessonItem, LessonRequest } from '../../generators/lessons/lesson.js'
import type { Settings } from '../../options/Settings.js'
import type { Admission, Target } from '../../runs/kind/RunKind.js'
import type { Facts } from '../../runs/vocabulary.js'
import { longestTitle, shorten } from '../../text.js'
import { sizeOfCourse } from '../lessonBatches/course.js'
import { fitLessons } from '../lessonBatches/fitLessons.js'
import { checkLibrary } from './draw.js'
import { estimateLessons } from './estimate/estimateLessons.js'
import { type AskedLessons, askedLessons, itemsOf } from './input.js'

/** @throws RequestError 400 or 403 for everything that is wrong with the request */
export const admitLessons = async (
  settings: Settings,
  { req, input: given }: { req: PayloadRequest; input: unknown },
): Promise<Admission> => {
  const asked = await askedLessons(settings, req, given)
  const { input, format, game, requests } = asked
  const size = asked.input.addTo == null ? 0 : await sizeOfCourse(settings, req, asked.input.addTo)
  const total = totalOf(asked, size)
  const items = lessonsOf({ requests, count: input.count, total })
  checkNumber(settings, items.length)
  if (input.addTo != null) checkCourse(size, items.length)
  const showsBoards = game && input.positions > 0 && items.length > 0
  const available = showsBoards ? await checkLibrary(settings, req, { game, phases: input.phases }) : 0
  const existing = size + (input.similarTo?.length ?? 0)
  const fitted = await fitLessons(settings, req, { input, format, items, existing })
  const { batchSize } = fitted
  const title = `${titleOf(requests[0]) ?? format.label}: ${items.length} ${items.length === 1 ? 'lesson' : 'lessons'}`
  const notice = noticeOf({ input, items, batchSize, isStaged: isStaged(format) })
  const requested = isStaged(format) ? items.length * format.sections.length : items.length
  return {
    input: stored(input, { items, batchSize }),
    title: shorten(title, longestTitle),
    requested,
    notice,
    estimate: async () => ({
      ...(await estimateLessons(settings, { req, input, format, items, fitted, available })),
      ...{ requested, notice },
    }),
  }
}

/** As many as a course lacks of a number, where that is asked for. */
const totalOf = ({ input: { fillTo, addTo } }: AskedLessons, size: number): number | undefined =>
  fillTo == null || addTo == null ? undefined : Math.max(0, fillTo - size)

const checkNumber = ({ lessons: { maxLessons } }: Settings, count: number): void => {
  if (count <= maxLessons) return
  throw new RequestError(400, `${count} lessons are more than one request may ask for: at most ${maxLessons}.`, {
    code: 'too_many_lessons',
    lessons: count,
    max: maxLessons,
    option: 'lessons.maxLessons',
  })
}

/** A course that has too many lessons could not be published any more. */
const checkCourse = (size: number, lessons: number): void => {
  if (lessons === 0 || size + lessons <= mostOfCourse) return
  throw new RequestError(
    400,
    `The course has ${size} lessons, those that are being made included; ${lessons} more are too many: at most ${mostOfCourse}.`,
    { code: 'course_full', lessons: size, requested: lessons, max: mostOfCourse },
  )
}

interface Stored {
  items: readonly Omit<LessonItem, 'positions'>[]
  batchSize: number
}

/** What is stored is what will be done: one request for each lesson, whatever becomes of the curriculum meanwhile. */
const stored = (
  {
    subject: _s,
    topic: _t,
    topics: _ts,
    objective: _o,
    objectives: _os,
    focus: _f,
    fillTo: _n,
    pending: _p,
    ...input
  }: LessonsInput,
  { items, batchSize }: Stored,
): Record<string, unknown> => ({
  ...input,
  requests: items.map(({ key: _, variant: __, ...request }) => request),
  count: 1,
  batchSize,
  similarTo: input.similarTo ?? undefined,
  seed: input.seed ?? Math.floor(Math.random() * greatestSeed),
})

const titleOf = (request: LessonRequest | undefined): string | undefined =>
  request &&
  [request.subject, request.topic].filter((text, index, all) => text && all.indexOf(text) === index).join(', ')

interface NoticeOf {
  input: LessonsInput
  items: readonly unknown[]
  batchSize: number
  isStaged: boolean
}

const noticeOf = ({ input, items, batchSize, isStaged: isSection }: NoticeOf): string | undefined => {
  if (items.length === 0) {
    return input.fillTo == null
      ? 'Nothing was asked for: nothing is to be made.'
      : 'The course has as many lessons as were requested: nothing is to be made.'
  }
  if (isSection || batchSize >= Math.min(input.batchSize, items.length)) return undefined
  return `A call writes ${batchSize === 1 ? 'one lesson' : `${batchSize} lessons`} instead of ${input.batchSize}: the model could not take or write more at once.`
}

/** The course that the lessons of a run are added to, if there is one. */
export const prepareLessons = async (
  settings: Settings,
  { input }: { input: Record<string, unknown> },
  format: AskedLessons['format'],
): Promise<{ target?: Target; facts: Facts }> => {
  const { addTo, requests } = input
  const facts = { items: itemsOf(format), lessons: Array.isArray(requests) ? requests.length : 0 }
  if (typeof addTo !== 'number' && typeof addTo !== 'string') return { facts }
  return { target: { relationTo: settings.slugs.courses, value: addTo }, facts }
}

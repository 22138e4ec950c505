import type { PayloadRequest } from 'payload'
import { RequestError } from '../../errors.js'
import type { Game } from '../../games/Game.js'
import { standardFormat } from '../../generators/lessons/formats.js'
import { lessonLimits } from '../../generators/lessons/lesson.js'
import { countPositions } from '../../library/count.js'
import type { Settings } from '../../options/Settings.js'
import type { Admission, Target } from '../../runs/RunKind.js'
import type { Facts } from '../../runs/vocabulary.js'
import { shorten } from '../../text.js'
import { fitLessons } from '../lessonBatches/fitLessons.js'
import { libraryOf } from '../positions.js'
import { estimateCourse } from './estimate.js'
import { type AskedCourse, askedCourse } from './input.js'
import { boardsPerLesson } from './outline.js'
import { type CourseWork, workFor } from './work.js'

/** As `Admission`, with what `prepare` goes on with. */
interface CourseAdmission extends Admission {
  readonly work: CourseWork
}

/** @throws RequestError 400, 403 or 409 for everything that is wrong with the request */
export const admitCourse = async (
  settings: Settings,
  { req, input: given }: { req: PayloadRequest; input: unknown },
): Promise<CourseAdmission> => {
  const asked = await askedCourse(settings, req, given)
  const { total, there, ...open } = await workFor(settings, req, asked)
  const lessonFormat = standardFormat
  const fitted = await fitLessons(settings, req, {
    input: { ...asked.input, positions: asked.game ? boardsPerLesson : 0, batchSize: settings.lessons.batchSize },
    format: lessonFormat,
    items: [longestOf(asked.input)],
    existing: there.length,
  })
  const work = { ...open, batchSize: fitted.batchSize }
  const drills = await drillsFor(settings, req, { asked, lessons: work.lessons })
  const input = { ...asked.input, drillsPerLesson: drills }
  const sections = work.sections.length
  const requested = work.lessons * (1 + drills) + sections
  const notice = noticeOf({ requested, drills, asked })
  const made = [
    ...(work.lessons > 0 ? [counted(work.lessons, 'lesson')] : []),
    ...(work.lessons * drills > 0 ? [counted(work.lessons * drills, 'drill')] : []),
    ...(sections > 0 ? [counted(sections, 'section')] : []),
  ].join(', ')
  const topic = shorten(input.topic, lessonLimits.topic)
  return {
    work,
    input: stored(input, { total, topic, sections: work.sections }),
    title: shorten(`${asked.course?.title || topic}: ${made || 'nothing to make'}`, 200),
    ...{ requested, notice },
    estimate: async () => ({
      ...(await estimateCourse(settings, { ...asked, req, input, lessonFormat, work, fitted, there })),
      ...{ requested, notice },
    }),
  }
}

/** A lesson as long as any that a plan may ask for. */
const longestOf = ({ topic, objectives }: AskedCourse['input']) => {
  const objective = objectives.toSorted((a, b) => b.length - a.length)[0]
  return { key: 'l01', topic, subject: topic, objective, focus: topic.padEnd(lessonLimits.focus, ' word') }
}

const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`

/** What is stored is what will be done, whatever becomes of the curriculum meanwhile. */
const stored = (
  input: AskedCourse['input'],
  { total, topic, sections }: { total: number; topic: string; sections: readonly string[] },
): Record<string, unknown> => ({
  ...input,
  topic,
  lessons: Math.max(1, total),
  objectives: input.objectives.length > 0 ? input.objectives : undefined,
  sections: sections.length > 0 ? sections : undefined,
  seed: input.seed ?? Math.floor(Math.random() * 2_147_483_647),
})

interface DrillsFor {
  asked: AskedCourse
  /** That are to be made. */
  lessons: number
}

/** Drills of each lesson: as many as asked for, fewer where the library has not that many positions. */
const drillsFor = async (
  settings: Settings,
  req: PayloadRequest,
  { asked: { input, game }, lessons }: DrillsFor,
): Promise<number> => {
  const { drillsPerLesson } = input
  if (!game || drillsPerLesson === 0 || lessons === 0) return drillsPerLesson
  const available = await countPositions({ ...(await libraryOf(settings, req)), game, difficulty: undefined })
  const total = Object.values(available).reduce((sum, count) => sum + count, 0)
  if (total < lessons) throw tooFew(game, { total, lessons, available })
  return Math.min(drillsPerLesson, Math.floor(total / lessons))
}

interface TooFew {
  total: number
  lessons: number
  available: Readonly<Record<string, number>>
}

const tooFew = ({ label }: Game, { total, lessons, available }: TooFew): RequestError => {
  const has = total === 0 ? `no ${label} positions` : `${total} ${label} positions for ${lessons} lessons`
  return new RequestError(400, `The library has ${has}: import some first, or ask for drillsPerLesson: 0.`, {
    code: 'no_positions',
    available,
  })
}

const noticeOf = ({ requested, drills, asked }: { requested: number; drills: number; asked: AskedCourse }) => {
  if (requested === 0) return 'The course has all that was asked for: nothing is to be made.'
  if (drills === asked.input.drillsPerLesson) return undefined
  return `Each lesson gets ${counted(drills, 'drill')} instead of ${asked.input.drillsPerLesson}: the library has no more positions.`
}

/** The course that a run goes on with, if it names one; a new one is made with its plan. */
export const prepareCourse = (settings: Settings, admission: Admission): { target?: Target; facts: Facts } => {
  const { work } = admission as CourseAdmission
  const facts = { work, lessons: work.lessons, sections: work.sections.length }
  return work.course === null
    ? { facts }
    : { facts, target: { relationTo: settings.slugs.courses, value: work.course } }
}

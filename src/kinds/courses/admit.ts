import type { PayloadRequest } from 'payload'
import { greatestSeed } from '../../generators/inputFields.js'
import { standardFormat } from '../../generators/lessons/formats.js'
import { lessonLimits } from '../../generators/lessons/lesson.js'
import type { Settings } from '../../options/Settings.js'
import type { Admission, Target } from '../../runs/kind/RunKind.js'
import type { Facts } from '../../runs/vocabulary.js'
import { longestTitle, shorten } from '../../text.js'
import { fitLessons } from '../lessonBatches/fitLessons.js'
import { boardsPerLesson } from './courseDrills.js'
import { createCourse } from './createCourse.js'
import { estimateCourse } from './estimate.js'
import { type AskedCourse, askedCourse } from './input.js'
import { drillsFor } from './lackingDrills.js'
import { type CourseWork, drillsIn, workFor } from './work.js'

/** As `Admission`, with what `prepare` goes on with. */
interface CourseAdmission extends Admission {
  readonly work: CourseWork
  readonly asked: AskedCourse['input']
  readonly language: string
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
  const titles = there.map(({ topic, title }) => topic || title)
  const { game, course } = asked
  const { drillsPerLesson } = asked.input
  const { perLesson, lacking } = await drillsFor(settings, req, {
    ...{ game, drillsPerLesson, course, there },
    lessons: open.lessons,
  })
  const work = { ...open, drills: [...lacking], batchSize: fitted.batchSize }
  const input = { ...asked.input, drillsPerLesson: perLesson }
  const sections = work.sections.length
  const drills = drillsIn(work, perLesson)
  const requested = work.lessons + drills + sections
  const notice = noticeOf({ requested, drills: perLesson, asked })
  const made = [
    ...(work.lessons > 0 ? [counted(work.lessons, 'lesson')] : []),
    ...(drills > 0 ? [counted(drills, 'drill')] : []),
    ...(sections > 0 ? [counted(sections, 'section')] : []),
  ].join(', ')
  const topic = shorten(input.topic, lessonLimits.topic)
  return {
    ...{ work, asked: asked.input, language: fitted.basis.language },
    input: stored(input, { total, topic, sections: work.sections }),
    title: shorten(`${asked.course?.title || topic}: ${made || 'nothing to make'}`, longestTitle),
    ...{ requested, notice },
    estimate: async () => ({
      ...(await estimateCourse(settings, { ...asked, req, input, lessonFormat, work, fitted, there: titles })),
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
  seed: input.seed ?? Math.floor(Math.random() * greatestSeed),
})

const noticeOf = ({ requested, drills, asked }: { requested: number; drills: number; asked: AskedCourse }) => {
  if (requested === 0) return 'The course has all that was asked for: nothing is to be made.'
  if (drills === asked.input.drillsPerLesson) return undefined
  return `Each lesson gets ${counted(drills, 'drill')} instead of ${asked.input.drillsPerLesson}: the library has no more positions.`
}

/** The course that a run goes on with, or a new one. */
export const prepareCourse = async (
  settings: Settings,
  { req, admission }: { req: PayloadRequest; admission: Admission },
): Promise<{ target: Target; facts: Facts }> => {
  const { work, asked, language } = admission as CourseAdmission
  const course = work.course ?? (await createCourse(settings, req, { input: asked, language }))
  return {
    target: { relationTo: settings.slugs.courses, value: course },
    facts: { work: { ...work, course }, lessons: work.lessons, sections: work.sections.length },
  }
}

import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { readTogether } from '../../database/transactions.js'
import type { Game } from '../../games/Game.js'
import type { Format } from '../../generators/content/format.js'
import { type CourseInput, courseInput } from '../../generators/courses/input.js'
import { mostObjectives } from '../../generators/courses/limits.js'
import { standardFormat } from '../../generators/lessons/formats.js'
import { invalidInput, wrongInput } from '../../invalidInput.js'
import { bySettings, type Settings } from '../../options/Settings.js'
import { isRecord, quoted } from '../../text.js'
import { askedFormat, askedGame, checkNamed, checkPlan, formatOfRun, formatsOf, withDefaults } from '../asked.js'
import { type CourseDoc, findCourse } from '../lessonBatches/course.js'
import { type CurriculumFacts, findCurriculum } from '../sources/documents.js'
import { courseAsBegun, gameOfCourse } from './courseDoc.js'

/** A request with its documents looked up and everything checked that needs neither positions nor tokens. */
export interface AskedCourse {
  readonly input: Omit<CourseInput, 'topic' | 'objectives'> & {
    readonly topic: string
    readonly objectives: readonly string[]
  }
  readonly format: Format
  readonly game: Game | undefined
  /** The course to go on with. */
  readonly course: CourseDoc | undefined
  /** What was not left to defaults. */
  readonly named: { readonly lessons: boolean; readonly sections: readonly string[] | undefined }
}

const inputOf = bySettings((settings) =>
  courseInput({ games: settings.games, formats: formatsOf(settings, 'course').map(({ key }) => key) }),
)

/** What a course has, or its curriculum says, may be more than a request can ask for. */
const storedOf = bySettings((settings) =>
  inputOf(settings).extend({ lessons: z.int().min(1), objectives: z.array(z.string()).nullish() }),
)

/** @throws RequestError 400 saying where the input is wrong and what is allowed, 403 when the course may not be changed */
export const askedCourse = async (settings: Settings, req: PayloadRequest, given: unknown): Promise<AskedCourse> => {
  const parsed = inputOf(settings).safeParse(given ?? {})
  if (!parsed.success) throw invalidInput(parsed.error.issues)
  const asked = parsed.data
  if (asked.mode === 'fillMissing' && asked.course == null) {
    throw wrongInput('course', 'name the course to fill, or leave mode out to make a new one')
  }
  const course = asked.course == null ? undefined : await findCourse(settings, req, asked.course)
  const format = formatOf(settings, { asked, given, course })
  const sections = sectionsNamed(format, asked.sections)
  checkPlan(format, asked)
  const begun = await begunFor(settings, req, { asked, course })
  const input = course ? withDefaults(asked, course, ['curriculum', 'profile', 'kit']) : asked
  const { curriculum: id } = input
  const [curriculum] = await readTogether(req, [
    () => (id == null ? undefined : findCurriculum(req, settings.slugs.curricula, id)),
    () => checkNamed(settings, req, { input, format }),
  ])
  // Without those that were taken out of its curriculum since.
  const isKept = (statement: string) => !curriculum || curriculum.objectives.includes(statement)
  const objectives = begun ? begun.objectives.filter(isKept) : objectivesOf(input, curriculum)
  const topic = input.topic || begun?.topic || curriculum?.subject || objectives[0] || course?.title
  if (!topic) throw wrongInput('topic', 'say what the course is about: give topic, curriculum, or objectives')
  const ownGame =
    begun?.game ?? (course && asked.drillsPerLesson > 0 ? await gameOfCourse(settings, req, course) : null)
  const game = gameOf(settings, { ...input, game: input.game === undefined ? ownGame : input.game }, curriculum)
  return {
    input: { ...input, format: format.key, topic, objectives, game: game?.slug },
    ...{ format, game, course },
    named: { lessons: isGiven(given, 'lessons'), sections },
  }
}

/** What a run was asked for, as its stored input says it. */
export const courseOfRun = (
  settings: Settings,
  stored: unknown,
): { input: AskedCourse['input']; format: Format; lessonFormat: Format; game: Game | undefined } => {
  const input = storedOf(settings).parse(stored)
  const format = formatOfRun(formatsOf(settings, 'course'), input.format)
  const game = settings.games.find(({ slug }) => slug === input.game)
  const { topic, objectives } = input
  return {
    input: { ...input, topic: topic ?? '', objectives: objectives ?? [] },
    ...{ format, lessonFormat: standardFormat, game },
  }
}

const isGiven = (given: unknown, name: string): boolean => isRecord(given) && given[name] != null

interface FormatOf {
  asked: CourseInput
  given: unknown
  course: CourseDoc | undefined
}

/** A course keeps the format that it was begun in. */
const formatOf = (settings: Settings, { asked, given, course }: FormatOf): Format => {
  const formats = formatsOf(settings, 'course')
  const own = formats.find(({ key }) => key === course?.format)
  if (own && isGiven(given, 'format') && asked.format !== own.key) {
    throw wrongInput('format', `the course is of the format "${own.key}"; leave it out`)
  }
  return own ?? askedFormat(formats, asked.format)
}

/** Keys of the sections that are named, in the order of the format. */
const sectionsNamed = (format: Format, named: CourseInput['sections']): readonly string[] | undefined => {
  if (!named) return undefined
  const keys = format.sections.map(({ key }) => key)
  const unknown = named.filter((key) => !keys.includes(key))
  if (unknown.length > 0) {
    const told = unknown.slice(0, 5).map((key) => quoted(key))
    throw wrongInput('sections', `${told.join(', ')} is none of ${keys.join(', ')}`)
  }
  return keys.filter((key) => named.includes(key))
}

/** What a course was begun for, which it stays about unless the request names something else. */
const begunFor = async (
  settings: Settings,
  req: PayloadRequest,
  { asked, course }: { asked: CourseInput; course: CourseDoc | undefined },
) => {
  if (!course || asked.topic != null || asked.objectives != null || asked.curriculum != null) return undefined
  return courseAsBegun(settings, req, course)
}

/** Statements that the course has to cover: those that are named, or all of a curriculum that comes alone. */
const objectivesOf = (
  { objectives, topic, curriculum: id }: CourseInput,
  curriculum: CurriculumFacts | undefined,
): string[] => {
  if (objectives) return [...new Set(objectives.map((picked, index) => pickedObjective(picked, index, curriculum)))]
  if (topic != null || !curriculum) return []
  if (curriculum.objectives.length > mostObjectives) {
    const count = curriculum.objectives.length
    const message = `curriculum ${id} has ${count}, more than a course covers: name at most ${mostObjectives}`
    throw wrongInput('objectives', message)
  }
  return curriculum.objectives
}

const pickedObjective = (picked: number | string, index: number, curriculum: CurriculumFacts | undefined): string => {
  const path = `objectives.${index}`
  if (!curriculum) {
    if (typeof picked === 'string') return picked
    throw wrongInput(path, 'name the curriculum that the numbers are of, or give statements')
  }
  const found = curriculum.objectives.find((statement, number) => number === picked || statement === picked)
  if (found !== undefined) return found
  const count = curriculum.objectives.length
  const allowed = count === 0 ? 'the curriculum has none' : `give one of its ${count} statements, or 0 to ${count - 1}`
  throw wrongInput(path, `is no objective of the curriculum: ${allowed}`)
}

/** Only what is asked for: without drills a course of a game's curriculum shows no boards, unless the game is named. */
const gameOf = (
  settings: Settings,
  { game, drillsPerLesson }: { game: string | null | undefined; drillsPerLesson: number },
  curriculum: CurriculumFacts | undefined,
): Game | undefined => {
  const slug = game ?? (drillsPerLesson > 0 ? curriculum?.game : undefined)
  if (slug == null) {
    if (drillsPerLesson > 0) throw wrongInput('drillsPerLesson', 'name the game that the drills are of')
    return undefined
  }
  return askedGame(settings, slug, curriculum)
}

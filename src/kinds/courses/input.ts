import type { PayloadRequest } from 'payload'
import { readTogether } from '../../database/transactions.js'
import type { Game } from '../../games/Game.js'
import type { Format } from '../../generators/content/format.js'
import { type CourseInput, courseInput, mostObjectives } from '../../generators/courses/input.js'
import { standardFormat } from '../../generators/lessons/formats.js'
import { invalidInput, wrongInput } from '../../invalidInput.js'
import { bySettings, type Settings } from '../../options/Settings.js'
import { checkFallbackPlan } from '../../plans/readPlan.js'
import { isRecord, quoted } from '../../text.js'
import { checkKitLength, findKit } from '../kit.js'
import { findCourse } from '../lessonBatches/course.js'
import { type CurriculumFacts, findCurriculum, findReadable } from '../sources.js'
import { type CourseDoc, courseAsBegun, gameOfCourse, readCourseDoc } from './courseDoc.js'

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

export const courseFormats = ({ formats }: Settings): readonly Format[] => formats.filter(({ of }) => of === 'course')

const inputOf = bySettings((settings) =>
  courseInput({ games: settings.games, formats: courseFormats(settings).map(({ key }) => key) }),
)

/** @throws RequestError 400 saying where the input is wrong and what is allowed, 403 when the course may not be changed */
export const askedCourse = async (settings: Settings, req: PayloadRequest, given: unknown): Promise<AskedCourse> => {
  const parsed = inputOf(settings).safeParse(given ?? {})
  if (!parsed.success) throw invalidInput(parsed.error.issues)
  const asked = parsed.data
  const { slugs } = settings
  if (asked.mode === 'fillMissing' && asked.course == null) {
    throw wrongInput('course', 'name the course to fill, or leave mode out to make a new one')
  }
  if (asked.course != null) await findCourse(settings, req, asked.course)
  const course = asked.course == null ? undefined : await readCourseDoc(settings, req, asked.course)
  const format = formatOf(settings, { asked, given, course })
  const sections = sectionsNamed(format, asked.sections)
  if (!format.plan) checkNoPlan(format, asked)
  const begun = await begunFor(settings, req, { asked, course })
  const input = course ? withDefaults(asked, course) : asked
  const { profile, kit, fallbackPlan } = input
  const [curriculum] = await readTogether(req, [
    () => (input.curriculum == null ? undefined : findCurriculum(req, slugs.curricula, input.curriculum)),
    () => profile == null || findReadable(req, { collection: slugs.profiles, id: profile, name: 'profile' }),
    () => kit == null || findKit(settings, req, kit).then((found) => checkKitLength(settings, found)),
    () => fallbackPlan == null || checkFallbackPlan(settings, { req, plan: fallbackPlan, format: format.key }),
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
  const input = inputOf(settings).parse(stored)
  const format = courseFormats(settings).find(({ key }) => key === input.format)
  if (!format) throw new Error(`The format "${input.format}" is gone.`)
  const objectives = (input.objectives ?? []).map(String)
  const game = settings.games.find(({ slug }) => slug === input.game)
  return { input: { ...input, topic: input.topic ?? '', objectives }, format, lessonFormat: standardFormat, game }
}

const isGiven = (given: unknown, name: string): boolean => isRecord(given) && given[name] != null

interface FormatOf {
  asked: CourseInput
  given: unknown
  course: CourseDoc | undefined
}

/** A course keeps the format that it was begun in. */
const formatOf = (settings: Settings, { asked, given, course }: FormatOf): Format => {
  const formats = courseFormats(settings)
  const own = formats.find(({ key }) => key === course?.format)
  if (own && isGiven(given, 'format') && asked.format !== own.key) {
    throw wrongInput('format', `the course is of the format "${own.key}"; leave it out`)
  }
  const format = own ?? formats.find(({ key }) => key === asked.format)
  if (!format) throw wrongInput('format', `there is no format "${asked.format}"`)
  return format
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

const checkNoPlan = ({ label }: Format, { planFirst, fallbackPlan }: CourseInput): void => {
  if (planFirst) throw wrongInput('planFirst', `the format "${label}" has no plan; leave it out`)
  if (fallbackPlan != null) throw wrongInput('fallbackPlan', `the format "${label}" has no plan; leave it out`)
}

/** What is added to a course is like the rest of it, unless the request says otherwise. */
const withDefaults = (asked: CourseInput, { curriculum, profile, kit }: CourseDoc): CourseInput => ({
  ...asked,
  curriculum: asked.curriculum === undefined ? curriculum : asked.curriculum,
  profile: asked.profile === undefined ? profile : asked.profile,
  kit: asked.kit === undefined ? kit : asked.kit,
})

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
  { games }: Settings,
  { game, drillsPerLesson }: { game: string | null | undefined; drillsPerLesson: number },
  curriculum: CurriculumFacts | undefined,
): Game | undefined => {
  const slug = game ?? (drillsPerLesson > 0 ? curriculum?.game : undefined)
  if (slug == null) {
    if (drillsPerLesson > 0) throw wrongInput('drillsPerLesson', 'name the game that the drills are of')
    return undefined
  }
  const found = games.find((known) => known.slug === slug)
  if (!found) throw wrongInput('game', `there is no game "${slug}"`)
  if (curriculum?.game && curriculum.game !== slug) {
    throw wrongInput('game', `the curriculum is for ${curriculum.game}, not for ${slug}`)
  }
  return found
}

import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { readTogether } from '../../database/transactions.js'
import type { Game } from '../../games/Game.js'
import { type Format, isStaged } from '../../generators/content/format.js'
import { lessonsOf } from '../../generators/lessons/batches.js'
import { type LessonsInput, lessonsInput } from '../../generators/lessons/input.js'
import type { LessonItem, LessonRequest } from '../../generators/lessons/lesson.js'
import { requestsOf } from '../../generators/lessons/requests.js'
import { invalidInput, wrongInput } from '../../invalidInput.js'
import { bySettings, type Settings } from '../../options/Settings.js'
import { checkFallbackPlan } from '../../plans/readPlan.js'
import type { Id } from '../../runs/vocabulary.js'
import { quoted } from '../../text.js'
import { checkKitLength, findKit } from '../kit.js'
import { type CourseFacts, findCourse } from '../lessonBatches/course.js'
import { findReadable } from '../sources.js'
import { rows, text } from '../stored.js'

/** A request with its documents looked up and everything checked that needs neither positions nor tokens. */
export interface AskedLessons {
  readonly input: LessonsInput
  readonly format: Format
  readonly game: Game | undefined
  readonly course: CourseFacts | undefined
  /** None where nothing is to be made. */
  readonly requests: readonly LessonRequest[]
}

export const lessonFormats = ({ formats }: Settings): readonly Format[] => formats.filter(({ of }) => of === 'lesson')

const inputOf = bySettings((settings) =>
  lessonsInput({ games: settings.games, formats: lessonFormats(settings).map(({ key }) => key), ...settings.lessons }),
)

/** @throws RequestError 400 saying where the input is wrong and what is allowed, 403 when the course may not be changed */
export const askedLessons = async (settings: Settings, req: PayloadRequest, given: unknown): Promise<AskedLessons> => {
  const parsed = inputOf(settings).safeParse(given ?? {})
  if (!parsed.success) throw invalidInput(parsed.error.issues)
  const asked = parsed.data
  const format = lessonFormats(settings).find(({ key }) => key === asked.format)
  if (!format) throw wrongInput('format', `there is no format "${asked.format}"`)
  if (!format.plan) checkNoPlan(format, asked)
  if (asked.fillTo != null && asked.count > 1) {
    throw wrongInput('fillTo', 'give either count or fillTo: fillTo counts what the course has already')
  }
  if (asked.fillTo != null && asked.addTo == null) throw wrongInput('fillTo', 'name the course to fill, with addTo')
  const course = asked.addTo == null ? undefined : await findCourse(settings, req, asked.addTo)
  const input = course ? withDefaults(asked, course) : asked
  const { curriculum: curriculumId, profile, kit, fallbackPlan } = input
  const [curriculum, similar] = await readTogether(req, [
    () => (curriculumId == null ? undefined : findCurriculum(settings, req, curriculumId)),
    () =>
      readTogether(
        req,
        (input.similarTo ?? []).map((id) => () => findLesson(settings, req, id)),
      ),
    () => profile == null || findReadable(req, { collection: settings.slugs.profiles, id: profile, name: 'profile' }),
    () => kit == null || findKit(settings, req, kit).then((found) => checkKitLength(settings, found)),
    () => fallbackPlan == null || checkFallbackPlan(settings, { req, plan: fallbackPlan, format: format.key }),
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
  const format = lessonFormats(settings).find(({ key }) => key === input.format)
  if (!format) throw new Error(`The format "${input.format}" is gone.`)
  return { input, format, items: lessonsOf({ requests: input.requests ?? [], count: 1 }) }
}

const curriculumSchema = z.object({
  subject: z.string(),
  game: z.string().nullish(),
  objectives: rows(
    z.object({
      statement: z.string(),
      pending: z
        .boolean()
        .nullish()
        .transform((pending) => pending === true),
    }),
  ),
})

const findCurriculum = async ({ slugs }: Settings, req: PayloadRequest, id: Id) =>
  curriculumSchema.parse(await findReadable(req, { collection: slugs.curricula, id, name: 'curriculum' }))

const lessonDoc = z.object({ title: text, subject: text, topic: text, objective: text })

/** A lesson that new ones are to be like: what it is about, as a request. */
const findLesson = async ({ slugs }: Settings, req: PayloadRequest, id: Id): Promise<LessonRequest> => {
  const found = lessonDoc.parse(await findReadable(req, { collection: slugs.lessons, id, name: 'lesson' }))
  const { title, subject, topic, objective } = found
  return { topic: topic || title, ...(subject ? { subject } : {}), ...(objective ? { objective } : {}) }
}

const gameOf = (
  { games }: Settings,
  { game, phases }: LessonsInput,
  curriculum: { game?: string | null | undefined } | undefined,
): Game | undefined => {
  if (game == null) {
    if (phases) throw wrongInput('phases', 'name the game that they are of')
    return undefined
  }
  const found = games.find(({ slug }) => slug === game)
  if (!found) throw wrongInput('game', `there is no game "${game}"`)
  if (curriculum?.game && curriculum.game !== game) {
    throw wrongInput('game', `the curriculum is for ${curriculum.game}, not for ${game}`)
  }
  const allowed = found.phases.map(({ value }) => value)
  const unknown = phases?.filter((phase) => !allowed.includes(phase)) ?? []
  if (unknown.length > 0) {
    throw wrongInput('phases', `${unknown.map((phase) => quoted(phase)).join(', ')} is none of ${allowed.join(', ')}`)
  }
  return found
}

const checkNoPlan = ({ label }: Format, { planFirst, fallbackPlan }: LessonsInput): void => {
  if (planFirst) throw wrongInput('planFirst', `the format "${label}" has no plan; leave it out`)
  if (fallbackPlan != null) throw wrongInput('fallbackPlan', `the format "${label}" has no plan; leave it out`)
}

/** What is added to a course is like the rest of it, unless the request says otherwise. */
const withDefaults = (asked: LessonsInput, { curriculum, profile, kit }: CourseFacts): LessonsInput => ({
  ...asked,
  curriculum: asked.curriculum === undefined ? curriculum : asked.curriculum,
  profile: asked.profile === undefined ? profile : asked.profile,
  kit: asked.kit === undefined ? kit : asked.kit,
})

/** Progress counts lessons, or sections where a lesson is written in several. */
export const itemsOf = (format: Format): 'lesson' | 'section' => (isStaged(format) ? 'section' : 'lesson')

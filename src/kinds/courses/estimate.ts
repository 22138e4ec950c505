import type { PayloadRequest } from 'payload'
import type { Format } from '../../generators/content/format.js'
import { writable } from '../../generators/content/judge.js'
import { mostCharacters } from '../../generators/lessons/sectionPrompt.js'
import { charactersPerToken, completionTokensOf } from '../../generators/lessons/size.js'
import { completionOf, type Estimate, estimateOf, type PlannedCalls } from '../../limits/estimate.js'
import { type Measured, readMeasured } from '../../limits/measured.js'
import type { Section, Settings } from '../../options/Settings.js'
import { planFeature, sectionOfPlan } from '../../plans/lookUpPlan.js'
import { reckonPlans } from '../../plans/reckonPlans.js'
import { storeOf } from '../../runs/sql/store.js'
import { drillsSection } from '../drillBatches/batch.js'
import { drillCalls } from '../drillBatches/drillCalls.js'
import type { Fitted } from '../lessonBatches/fitLessons.js'
import { lessonsSection, sectionOf } from '../lessonBatches/plannedLesson.js'
import { findCurriculum, findProfile } from '../sources/documents.js'
import { findKit } from '../sources/kit.js'
import { kitSection, reckonSummary } from '../sources/kitSummary.js'
import { sourcesOf } from '../sources/loadSources.js'
import { sectionCalls, textTokens } from '../staged/sectionCalls.js'
import { stagedSection } from '../staged/stagedSection.js'
import { boardsPerLesson } from './courseDrills.js'
import type { AskedCourse } from './input.js'
import { planRequestOf } from './plan.js'
import { type CourseWork, drillsIn } from './work.js'

interface EstimateCourse extends Pick<AskedCourse, 'input' | 'format' | 'game'> {
  req: PayloadRequest
  /** The format of its lessons. */
  lessonFormat: Format
  work: CourseWork
  fitted: Fitted
  /** Titles of the lessons that the course has. */
  there: readonly string[]
}

/** Of an item with an objective, a focus and two positions, as prompts have it. */
const tokensOfItem = { lesson: 160, position: 110 } as const
/** Of a lesson's title, or of the objective that it serves. */
const tokensOfTitle = 20
/** What a plan takes as text: most of it are short entries, of which JSON repeats the names. */
const textOfPlan = 0.55
/** Of three sentences, where lessons are as long as we assume. */
const tokensOfSummary = 80

/** What a course will take, by its real prompts; see `estimateOf`. */
export const estimateCourse = async (
  settings: Settings,
  given: EstimateCourse,
): Promise<Omit<Estimate, 'requested' | 'notice'>> => {
  const { req, input, format, lessonFormat, work } = given
  const store = await storeOf(req, settings)
  const measured = await readMeasured(store, settings, { kind: 'course', sections: sectionsOf(format, lessonFormat) })
  const summary = input.kit == null ? undefined : await reckonSummary(settings, await findKit(settings, req, input.kit))
  const plan = await planCalls(settings, given, measured)
  const lessons = lessonCalls(given)
  const drills = await drillsOf(settings, given, measured)
  const context = input.context ?? settings.plans.context
  const all = work.lessons + given.there.length
  const most = mostCharacters[context].needs / charactersPerToken
  const ofLessons = Math.min(most, all * toldOfLesson(given, measured))
  const { topic, objectives } = input
  const sections = await sectionCalls({
    ...{ format, measured, context, times: 1, firstStage: 3 },
    sections: format.sections.filter(({ key }) => work.sections.includes(key)),
    basis: { ...given.fitted.basis, format: format.label },
    about: { course: { title: topic, topic, objectives, lessons: Array.from({ length: all }, () => topic) } },
    planTokens: format.plan && textOfPlan * planTokens(given, measured),
    others: { lessons: ofLessons },
  })
  const calls: PlannedCalls[] = [
    ...(summary ? [{ feature: kitSection.name, calls: 1, items: 1, stage: 0, ...summary }] : []),
    ...(plan ? [plan.calls] : []),
    ...[lessons, ...drills].filter(({ calls: count }) => count > 0),
    ...sections,
  ]
  return {
    ...estimateOf(settings, { measured, calls, urgency: input.urgency }),
    ...(plan ? { plans: plan.plans } : {}),
    facts: { lessons: work.lessons, sections: work.sections.length, drills: drillsIn(work, input.drillsPerLesson) },
  }
}

/** Of the plan as it is written, with as many lessons as are asked for. */
const planTokens = ({ format, input }: EstimateCourse, measured: Measured): number => {
  if (!format.plan) return 0
  const { parts } = format.plan.section
  const lessons = parts.lessons?.withItems?.({ min: input.lessons, max: input.lessons })
  const completionTokens = completionTokensOf({ parts: lessons ? { ...parts, lessons } : parts })
  const items = Object.keys(parts).length
  return completionOf(measured, { feature: planFeature(format), items, completionTokens })
}

/** Of a lesson as sections see it: its title and objective, and its summary where it has one. */
const toldOfLesson = ({ input, fitted: { section }, lessonFormat }: EstimateCourse, measured: Measured): number => {
  const { summary } = section.parts
  const whole = completionTokensOf(section)
  const written = completionOf(measured, { feature: lessonFormat.key, items: 1, completionTokens: whole })
  const aim = input.objectives.length > 0 ? tokensOfTitle : 0
  return tokensOfTitle + aim + (summary ? tokensOfSummary * (written / whole) : textTokens(written))
}

/** As their calls are named in the ledger. */
const sectionsOf = (format: Format, lessonFormat: Format): Record<string, Section> => ({
  [kitSection.name]: kitSection,
  [lessonFormat.key]: sectionOf(lessonFormat, lessonsSection),
  [drillsSection.name]: drillsSection,
  ...Object.fromEntries(
    format.sections.map((section) => [`${format.key}/${section.key}`, stagedSection(format, section)]),
  ),
  ...(format.plan ? { [planFeature(format)]: sectionOfPlan(format.plan) } : {}),
})

const planCalls = async (settings: Settings, given: EstimateCourse, measured: Measured) => {
  const { req, input, format, work, fitted, there } = given
  const { plan } = format
  if (!plan || !work.begins) return undefined
  const { language, sources } = fitted.basis
  const { needed, found, promptTokens } = await reckonPlans(settings, {
    ...{ req, format: { ...format, plan } },
    requests: [planRequestOf(input, { language, there })],
    sources: sourcesOf(input),
    kit: sources.kit,
    options: input,
  })
  const count = needed - found
  const parts = Object.keys(plan.section.parts).length
  const calls: PlannedCalls = {
    ...{ feature: planFeature(format), calls: count, promptTokens, stage: 1, items: count * parts },
    completionTokens: count * planTokens(given, measured),
  }
  return { plans: { needed, found }, calls }
}

const lessonCalls = ({ work: { lessons }, fitted, game, lessonFormat }: EstimateCourse): PlannedCalls => {
  const calls = Math.ceil(lessons / fitted.batchSize)
  const each = tokensOfItem.lesson + (game ? boardsPerLesson * tokensOfItem.position : 0)
  return {
    ...{ feature: lessonFormat.key, calls, items: lessons, stage: 2 },
    promptTokens: calls * fitted.sharedTokens + lessons * each,
    completionTokens: lessons * completionTokensOf(game ? fitted.section : writable(fitted.section, {})),
  }
}

/** Those of one lesson, as often as they are to be made. */
const drillsOf = async (
  settings: Settings,
  { req, input, game, work }: EstimateCourse,
  measured: Measured,
): Promise<PlannedCalls[]> => {
  const drills = drillsIn(work, input.drillsPerLesson)
  if (!game || drills === 0) return []
  const { slugs, drillSeries } = settings
  const phases = game.phases.map(({ value }) => value)
  const planned = await drillCalls(settings, {
    req,
    parsed: {
      input: { ...input, phases },
      game,
      curriculum: input.curriculum == null ? undefined : await findCurriculum(req, slugs.curricula, input.curriculum),
      profile: input.profile == null ? undefined : await findProfile(req, slugs.profiles, input.profile),
    },
    requested: input.drillsPerLesson,
    batchSize: drillSeries.batchSize,
    model: measured.of(drillsSection.name).model,
  })
  const { batchSize } = drillSeries
  const calls = [...work.drills.map(({ count }) => count), ...Array(work.lessons).fill(input.drillsPerLesson)].reduce(
    (sum, count) => sum + Math.ceil(count / batchSize),
    0,
  )
  const times = drills / input.drillsPerLesson
  return [
    {
      ...planned,
      ...{ calls, items: drills, stage: 2 },
      promptTokens: planned.promptTokens * times,
      completionTokens: planned.completionTokens * times,
    },
  ]
}

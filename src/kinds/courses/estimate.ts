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
import { poolStore, storeIn } from '../../runs/sql/store.js'
import { drillsSection } from '../drillBatches/batch.js'
import { drillCalls } from '../drillBatches/drillCalls.js'
import { findKit, kitSection, reckonSummary } from '../kit.js'
import type { Fitted } from '../lessonBatches/fitLessons.js'
import { lessonsSection, sectionOf } from '../lessonBatches/plannedLesson.js'
import { findCurriculum, findProfile } from '../sources.js'
import { sectionCalls, textTokens } from '../staged/sectionCalls.js'
import { stagedSection } from '../staged/stagedSection.js'
import { boardsPerLesson } from './courseDrills.js'
import type { AskedCourse } from './input.js'
import { planOptions, planRequestOf } from './plan.js'
import { type CourseWork, drillsIn } from './work.js'

export interface EstimateCourse extends Pick<AskedCourse, 'input' | 'format' | 'game'> {
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

/** What a course will take, by its real prompts; see `estimateOf`. */
export const estimateCourse = async (
  settings: Settings,
  given: EstimateCourse,
): Promise<Omit<Estimate, 'requested' | 'notice'>> => {
  const { req, input, format, lessonFormat, work } = given
  const store = req.transactionID ? await storeIn(req, settings) : poolStore(req.payload, settings)
  const measured = await readMeasured(store, settings, { kind: 'course', sections: sectionsOf(format, lessonFormat) })
  const summary = input.kit == null ? undefined : await reckonSummary(settings, await findKit(settings, req, input.kit))
  const plan = await planCalls(settings, given)
  const lessons = lessonCalls(given)
  const drills = await drillsOf(settings, given, measured)
  const context = input.context ?? settings.plans.context
  const all = work.lessons + given.there.length
  const ofLessons = Math.min(
    mostCharacters[context].needs / charactersPerToken,
    textTokens(
      completionOf(measured, { ...lessons, items: 1, completionTokens: completionTokensOf(given.fitted.section) }),
    ) * all,
  )
  const { topic, objectives } = input
  const sections = await sectionCalls({
    ...{ format, measured, context, times: 1, firstStage: 3 },
    sections: format.sections.filter(({ key }) => work.sections.includes(key)),
    basis: { ...given.fitted.basis, format: format.label },
    about: { course: { title: topic, topic, objectives, lessons: Array.from({ length: all }, () => topic) } },
    planTokens: format.plan && textTokens(completionTokensOf(format.plan.section)),
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

const planCalls = async (settings: Settings, { req, input, format, work, fitted, there }: EstimateCourse) => {
  const { plan } = format
  if (!plan || !work.begins) return undefined
  const { curriculum, profile, kit } = input
  const { language, sources } = fitted.basis
  const { needed, found, promptTokens } = await reckonPlans(settings, {
    ...{ req, format: { ...format, plan } },
    requests: [planRequestOf(input, { language, there })],
    sources: { curriculum: curriculum ?? undefined, profile: profile ?? undefined, kit: kit ?? undefined },
    kit: sources.kit,
    options: planOptions(input),
  })
  const count = needed - found
  const parts = Object.keys(plan.section.parts).length
  const calls: PlannedCalls = {
    ...{ feature: planFeature(format), calls: count, promptTokens, stage: 1, items: count * parts },
    completionTokens: count * completionTokensOf(plan.section),
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

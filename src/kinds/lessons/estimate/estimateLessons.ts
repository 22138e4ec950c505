import { type Format, isStaged } from '../../../generators/content/format.js'
import { writable } from '../../../generators/content/judge.js'
import { groupLessons } from '../../../generators/lessons/batches.js'
import type { SentPosition } from '../../../generators/lessons/lesson.js'
import { sentOf } from '../../../generators/lessons/prompt.js'
import { completionTokensOf } from '../../../generators/lessons/size.js'
import { type Estimate, estimateOf, type PlannedCalls } from '../../../limits/estimate.js'
import { readMeasured } from '../../../limits/measured.js'
import { countTokens } from '../../../model/tokens.js'
import type { Section, Settings } from '../../../options/Settings.js'
import { planFeature, sectionOfPlan } from '../../../plans/lookUpPlan.js'
import { storeOf } from '../../../runs/sql/store.js'
import { sentPositions } from '../../lessonBatches/basis.js'
import { lessonsSection, sectionOf } from '../../lessonBatches/plannedLesson.js'
import { findKit } from '../../sources/kit.js'
import { kitSection, reckonSummary } from '../../sources/kitSummary.js'
import { stagedSection } from '../../staged/stagedSection.js'
import { drawnFor } from '../draw.js'
import { itemsOf } from '../input.js'
import { type EstimateLessons, stagedCalls } from './stagedCalls.js'

/** What a run of lessons will take, by its real prompts; see `estimateOf`. */
export const estimateLessons = async (
  settings: Settings,
  given: EstimateLessons,
): Promise<Omit<Estimate, 'requested' | 'notice'>> => {
  const { req, input, format, items, available } = given
  const store = await storeOf(req, settings)
  const measured = await readMeasured(store, settings, { kind: 'lessons', sections: sectionsOf(format) })
  const sample = await samplePositions(settings, given)
  const summary = input.kit == null ? undefined : await reckonSummary(settings, await findKit(settings, req, input.kit))
  const written = isStaged(format)
    ? await stagedCalls(settings, { ...given, measured, positions: sample })
    : { calls: [await batchCalls(settings, given, sample)], plans: undefined }
  const calls: PlannedCalls[] = [
    ...(summary && items.length > 0 ? [{ feature: kitSection.name, calls: 1, items: 1, stage: 0, ...summary }] : []),
    ...written.calls,
  ]
  const positionsLoaded = Math.min(available, items.length * input.positions)
  return {
    ...estimateOf(settings, { measured, calls, urgency: input.urgency }),
    ...(written.plans ? { plans: written.plans } : {}),
    facts: {
      ...{ items: itemsOf(format), lessons: items.length },
      ...(available > 0 ? { positionsLoaded } : {}),
    },
  }
}

/** As their calls are named in the ledger. */
const sectionsOf = (format: Format): Record<string, Section> => ({
  [kitSection.name]: kitSection,
  ...(isStaged(format)
    ? Object.fromEntries(
        format.sections.map((section) => [`${format.key}/${section.key}`, stagedSection(format, section)]),
      )
    : { [format.key]: sectionOf(format, lessonsSection) }),
  ...(format.plan ? { [planFeature(format)]: sectionOfPlan(format.plan) } : {}),
})

/** Those of one lesson; what the others are sent is much the same. */
const samplePositions = async (
  settings: Settings,
  { req, input, items, available }: EstimateLessons,
): Promise<SentPosition[]> => {
  const [lesson] = items
  if (available === 0 || !lesson) return []
  const ids = (await drawnFor(settings, req, { input, most: input.positions })).slice(0, input.positions)
  const positions = ids.map((position, index) => ({ key: `p${index + 1}`, position }))
  return sentPositions(settings, req, [{ ...lesson, positions }])
}

/** Lessons that are under way side by side, by a worker with its default of slots, know nothing of each other. */
const batchesAtOnce = 3
/** Most lessons that a prompt tells of; see `lessonPrompt`. */
const mostExisting = 40
/** Of a lesson that is there, as a prompt tells of it: its title, quotes and names. */
const tokensOfExisting = 22

/** Lessons in one document each, several in one call. */
const batchCalls = async (
  settings: Settings,
  { format, items, fitted, input }: EstimateLessons,
  positions: readonly SentPosition[],
): Promise<PlannedCalls> => {
  const model = settings.model.providers[0].models[fitted.tier]
  const batches = groupLessons(items, fitted.batchSize)
  const count = (value: unknown) => countTokens(JSON.stringify(value), model)
  const [itemTokens, positionTokens, objectiveTokens] = await Promise.all([
    count(items),
    count(positions.map(sentOf)),
    count(items.flatMap(({ objective }) => objective ?? [])),
  ])
  const each = tokensOfExisting + objectiveTokens / Math.max(1, items.length)
  const told = batches.map((_, index) =>
    Math.min(
      mostExisting,
      fitted.existing +
        batches.slice(0, Math.max(0, index - batchesAtOnce + 1)).reduce((sum, { length }) => sum + length, 0),
    ),
  )
  const section = writable(fitted.section, { positions: new Map(positions.map((one) => [one.key, one])) })
  return {
    ...{ feature: format.key, calls: batches.length, items: items.length, stage: 1 },
    promptTokens:
      batches.length * fitted.sharedTokens +
      itemTokens +
      items.length * (positionTokens + positions.length * tokensOfPositionKey * Math.sign(input.positions)) +
      told.reduce((sum, lessons) => sum + lessons * each, 0),
    completionTokens: items.length * completionTokensOf(section),
  }
}

/** Its key in the item, with quotes. */
const tokensOfPositionKey = 4

import type { PayloadRequest } from 'payload'
import type { Format, PlanDefinition } from '../../../generators/content/format.js'
import type { LessonsInput } from '../../../generators/lessons/input.js'
import type { LessonItem, SentPosition } from '../../../generators/lessons/lesson.js'
import { completionTokensOf } from '../../../generators/lessons/size.js'
import { completionOf, type Estimate, type PlannedCalls } from '../../../limits/estimate.js'
import type { Measured } from '../../../limits/measured.js'
import type { Settings } from '../../../options/Settings.js'
import { planFeature } from '../../../plans/lookUpPlan.js'
import { reckonPlans } from '../../../plans/reckonPlans.js'
import type { Fitted } from '../../lessonBatches/fitLessons.js'
import { sourcesOf } from '../../sources/loadSources.js'
import { sectionCalls, textTokens } from '../../staged/sectionCalls.js'
import { planRequestOf } from '../stagedLesson.js'

/** Of which run it is asked what it takes. */
export interface EstimateLessons {
  req: PayloadRequest
  input: LessonsInput
  format: Format
  items: readonly Omit<LessonItem, 'positions'>[]
  fitted: Fitted
  /** Positions that the library has for them. */
  available: number
}

interface StagedCalls extends EstimateLessons {
  measured: Measured
  /** Of one lesson. */
  positions: readonly SentPosition[]
}

/** A plan for each lesson, where none is there already, and then each section, some of them in several calls. */
export const stagedCalls = async (
  settings: Settings,
  staged: StagedCalls,
): Promise<{ calls: PlannedCalls[]; plans: Estimate['plans'] }> => {
  const { format, items, measured } = staged
  const { plan } = format
  const planned = plan && items.length > 0 ? await planCalls(settings, staged, { ...format, plan }) : undefined
  const planTokens = planned ? textTokens(planned.each) : undefined
  const { fitted, positions, input } = staged
  const [{ topic, subject, objective, focus } = { topic: '' }] = items
  const calls = await sectionCalls({
    ...{ format, sections: format.sections, measured, planTokens },
    basis: { ...fitted.basis, positions },
    about: { lesson: { topic, subject, objective, focus, title: topic } },
    context: input.context ?? settings.plans.context,
    ...{ times: items.length, firstStage: 2 },
  })
  return {
    calls: [...(planned ? [planned.calls] : []), ...calls],
    plans: planned && { needed: planned.needed, found: planned.found },
  }
}

const planCalls = async (
  settings: Settings,
  { req, input, items, fitted, measured }: StagedCalls,
  format: Format & { plan: PlanDefinition },
) => {
  const { language, sources } = fitted.basis
  const { needed, found, promptTokens } = await reckonPlans(settings, {
    ...{ req, format },
    requests: items.map((item) => planRequestOf(item, { language, input })),
    sources: sourcesOf(input),
    kit: sources.kit,
    options: input,
  })
  const feature = planFeature(format)
  const { section } = format.plan
  const parts = Object.keys(section.parts).length
  const calls = needed - found
  const completionTokens = completionTokensOf(section)
  return {
    ...{ needed, found },
    /** Tokens of one plan. */
    each: completionOf(measured, { feature, items: parts, completionTokens }),
    calls: {
      ...{ feature, calls, promptTokens, stage: 1 },
      ...{ items: calls * parts, completionTokens: calls * completionTokens },
    },
  }
}

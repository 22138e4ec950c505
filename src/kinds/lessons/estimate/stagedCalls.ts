import type { Format, PlanDefinition } from '../../../generators/content/format.js'
import { writable } from '../../../generators/content/judge.js'
import type { SectionDefinition } from '../../../generators/content/section.js'
import { splitsOf } from '../../../generators/content/split.js'
import type { SentPosition } from '../../../generators/lessons/lesson.js'
import { mostCharacters, sectionPrompt } from '../../../generators/lessons/sectionPrompt.js'
import { charactersPerToken, completionTokensOf } from '../../../generators/lessons/size.js'
import { completionOf, type Estimate, type PlannedCalls } from '../../../limits/estimate.js'
import type { Measured } from '../../../limits/measured.js'
import { countMessageTokens } from '../../../model/tokens.js'
import type { Settings } from '../../../options/Settings.js'
import { planFeature } from '../../../plans/lookUpPlan.js'
import { reckonPlans } from '../../../plans/reckonPlans.js'
import { planOptions, planRequestOf } from '../stagedLesson.js'
import type { EstimateLessons } from './fitLessons.js'

/** What is written once and read by others: as text it is shorter than as JSON, whose names and quotes it does not have. */
const textOfAnswer = 0.85
/** Of a text that goes into a prompt: its names and quotes. */
const tokensAround = 20

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
  const known = new Map(
    format.sections.map((section) => {
      const own = { feature: `${format.key}/${section.key}`, completionTokens: completionTokensOf(section) }
      const calls = splitsOf(section).length
      // Of all its calls together.
      return [section.key, completionOf(measured, { ...own, items: calls })] as const
    }),
  )
  const calls = await Promise.all(
    format.sections.flatMap((section) => sectionCalls(settings, staged, { section, planTokens, known })),
  )
  return {
    calls: [...(planned ? [planned.calls] : []), ...calls],
    plans: planned && { needed: planned.needed, found: planned.found },
  }
}

const textTokens = (completionTokens: number): number => completionTokens * textOfAnswer

const planCalls = async (
  settings: Settings,
  { req, input, items, fitted, measured }: StagedCalls,
  format: Format & { plan: PlanDefinition },
) => {
  const { language, sources } = fitted.basis
  const { curriculum, profile, kit } = input
  const { needed, found, promptTokens } = await reckonPlans(settings, {
    ...{ req, format },
    requests: items.map((item) => planRequestOf(item, { language, input })),
    sources: { curriculum: curriculum ?? undefined, profile: profile ?? undefined, kit: kit ?? undefined },
    kit: sources.kit,
    options: planOptions(input),
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

interface SectionCalls {
  section: SectionDefinition
  /** Of the plan as text. */
  planTokens: number | undefined
  /** Completion tokens of each section. */
  known: ReadonlyMap<string, number>
}

/** The calls of one section for all lessons, one after the other where there are several. */
const sectionCalls = (
  settings: Settings,
  { input, format, items, fitted, positions, measured }: StagedCalls,
  { section, planTokens = 0, known }: SectionCalls,
): Promise<PlannedCalls>[] => {
  const [first] = items
  const feature = `${format.key}/${section.key}`
  const context = input.context ?? settings.plans.context
  const most = {
    plan: mostCharacters[context].plan / charactersPerToken,
    needs: mostCharacters[context].needs / charactersPerToken,
  }
  const needs = section.dependsOn.filter((need) => known.has(need.section))
  const needTokens = needs.reduce(
    (sum, need) => sum + tokensAround + Math.min(most.needs / needs.length, textTokens(known.get(need.section) ?? 0)),
    0,
  )
  const shown = writable(section, { positions: new Map(positions.map((one) => [one.key, one])) })
  const splits = splitsOf(shown)
  const stage = 2 + depthOf(format, section.key)
  return splits.map(async (split, index): Promise<PlannedCalls> => {
    const messages = sectionPrompt({
      ...{ format, section: split.section, needs: [], context, problems: [], plan: undefined },
      basis: { ...fitted.basis, positions },
      lesson: { ...given(first), title: first?.topic ?? '' },
      call:
        splits.length > 1
          ? { number: index + 1, of: splits.length, first: split.first + 1, written: undefined }
          : undefined,
    })
    const before =
      index === 0 ? 0 : Math.min(most.needs, (textTokens(known.get(section.key) ?? 0) * index) / splits.length)
    const own = await countMessageTokens(messages, measured.of(feature).model)
    const carried = Math.min(most.plan, planTokens) + needTokens + before
    return {
      ...{ feature, calls: items.length, items: items.length, stage },
      promptTokens: items.length * (own + carried),
      completionTokens: items.length * completionTokensOf(split.section),
    }
  })
}

const given = (item: EstimateLessons['items'][number] | undefined) => {
  const { topic = '', subject, objective, focus } = item ?? {}
  return { topic, subject, objective, focus }
}

/** How many sections must come before it, one after the other. */
const depthOf = (format: Format, key: string, seen: readonly string[] = []): number => {
  const section = format.sections.find((one) => one.key === key)
  const needs = section?.dependsOn.filter((need) => !seen.includes(need.section) && need.section !== key) ?? []
  return Math.max(0, ...needs.map((need) => 1 + depthOf(format, need.section, [...seen, key])))
}

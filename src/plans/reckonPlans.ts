import type { PayloadRequest } from 'payload'
import type { Format, PlanDefinition } from '../generators/content/format.js'
import type { PlanRequest } from '../generators/plans/planRequest.js'
import { type PlanSources, planPrompt } from '../generators/plans/prompt.js'
import { countMessageTokens } from '../model/tokens.js'
import type { Settings } from '../options/Settings.js'
import { hashesOf, modelOfPlan, type PlanOptions } from './lookUpPlan.js'
import { scopeOfUser } from './planScope.js'
import { loadPlanSources, type PlanSourceIds } from './planSources.js'
import { findPlansByKey, plansOf } from './planStore.js'

interface ReckonPlans {
  req: PayloadRequest
  /** One that has a plan. */
  format: Format & { plan: PlanDefinition }
  requests: readonly PlanRequest[]
  sources: PlanSourceIds
  /** The kit as the prompt carries it, such as its summary. */
  kit: PlanSources['kit']
  options: PlanOptions
}

interface ReckonedPlans {
  readonly needed: number
  /** Those that are there and would be used as they are, without a call. */
  readonly found: number
  /** Of the prompts of the others, by our own count. */
  readonly promptTokens: number
}

/** How many plans a request would find now, and what it takes to have the others written. Nothing is claimed or counted. */
export const reckonPlans = async (settings: Settings, reckon: ReckonPlans): Promise<ReckonedPlans> => {
  const { req, format, requests, options } = reckon
  const sources = await loadPlanSources(settings, req, reckon.sources)
  const context = options.context ?? settings.plans.context
  // Without a user a run's plans are its own.
  const scope = settings.planScope && !req.user ? 'run:new' : scopeOfUser(settings, req.user)
  const keyed = requests.map((request) => ({
    request,
    key: hashesOf(settings, { request, sources, format, context, scope }).key,
  }))
  const store = await plansOf(req, settings)
  const rows = await findPlansByKey(store, [...new Set(keyed.map(({ key }) => key))])
  // A person's plan is used even where a new one is asked for; one that waits for approval is offered, not asked for.
  const usable = new Set(
    rows
      .filter(({ isFresh, state }) => isFresh && (options.reusePlan !== false || state === 'edited'))
      .map(({ key }) => key),
  )
  const missing = keyed.filter(({ key }, index) => {
    const isFirst = keyed.findIndex((other) => other.key === key) === index
    return isFirst && !usable.has(key)
  })
  const [first] = missing
  const promptTokens = first
    ? await countMessageTokens(
        planPrompt({
          ...{ format: format.label, definition: format.plan, request: first.request, context, problems: [] },
          sources: sources.kit && reckon.kit ? { ...sources, kit: reckon.kit } : sources,
          parts: Object.keys(format.plan.section.parts),
        }),
        modelOfPlan(settings, format.plan),
      )
    : 0
  return {
    needed: requests.length,
    found: requests.length - missing.length,
    promptTokens: promptTokens * missing.length,
  }
}

import { z } from 'zod'
import { id } from '../database/stored.js'
import { judgePlan } from '../generators/plans/judge.js'
import { type PlanSources, planPrompt, planWireSchema, simplePlanPrompt } from '../generators/plans/prompt.js'
import { sectionSettings } from '../options/resolveModel.js'
import type { Settings } from '../options/Settings.js'
import type { MadeDraft, OpenStep } from '../runs/kind/RunKind.js'
import { poolStore } from '../runs/sql/store.js'
import { noCall } from '../runs/step/noCall.js'
import { readStepResult } from '../runs/step/stepResult.js'
import { tellEvent } from '../runs/step/tellEvent.js'
import { StepWaits } from '../runs/topics.js'
import type { Id } from '../runs/vocabulary.js'
import { type LookedUp, lookUpPlan, type OpenPlan, planFeature, sectionOfPlan } from './lookUpPlan.js'
import { planFactsOf } from './planSources.js'
import { claimPlan, findPlansByKey, type PlanRow, planPool } from './planStore.js'
import { offerCopy, planTopic, type StandIn, savePlan, takePlan } from './savePlan.js'
import { readText } from './writePlan.js'

/** `outcome` of a plan step: the plan, its version, and how it came to be used. For the kind's `next`. */
export const planOutcomeSchema = z.object({
  plan: id,
  version: z.string().nullable(),
  how: z.enum(['found', 'written', 'edited', 'stale', 'fallback']),
})

/** What a plan step leaves for `next` as its outcome; read it with `planOutcomeSchema`. */
export type PlanOutcome = z.output<typeof planOutcomeSchema>

/** A step that waits for a plan looks by itself after this time: its writer may have ended between the look and the wait. */
const lookAgainMs = 2000

const maxOutputTokens = 8000

/**
 * The step that brings a plan; a kind returns it from `open`, and finds `PlanOutcome` as the step's outcome.
 *
 * A plan that is ready under its key is used without a call. One that another step is writing is waited for; the step that comes
 * first writes it, and of any number at once one does. Where no answer brings a good plan: simpler prompt, last good
 * plan of the same objective, the run's `fallbackPlan`, failure; each is an event in the ledger.
 *
 * @throws StepWaits while another step writes the plan
 * @throws RequestError when curriculum, profile or kit were deleted
 */
export const openPlan = async (settings: Settings, open: OpenPlan): Promise<OpenStep> => {
  const { req, run, step, options } = open
  const looked = await lookUpPlan(settings, open)
  const { plan, own, shared, edited } = looked
  const isAnew = options.reusePlan === false
  if (own?.isWritten && own.state !== 'writing') return used(settings, open, own)
  if (shared?.isFresh && (!isAnew || shared.state === 'edited') && !options.planFirst) {
    return used(settings, open, shared)
  }
  const offered = isAnew ? undefined : shared?.isFresh ? shared : edited
  if (options.planFirst && offered) {
    return { ...noCall, save: (saveReq) => offerCopy(settings, saveReq, { ...looked, run, step, from: offered.id }) }
  }
  const pool = planPool(req.payload, settings)
  const claimed = await claimPlan(pool, { plan, step, isAnew })
  if (!claimed) {
    const [now] = await findPlansByKey(pool, [plan.key])
    if (now?.isFresh && !isAnew) return used(settings, open, now)
    throw new StepWaits(planTopic(plan.key), 'It waits for the plan, which another step is writing.', lookAgainMs)
  }
  const kit = looked.sources.kit && (await open.kitForPrompt?.())
  const sources = kit ? { ...looked.sources, kit } : looked.sources
  return written(settings, open, { ...looked, claimed: claimed.id, promptSources: sources })
}

const used = (settings: Settings, { run, step }: OpenPlan, row: PlanRow): OpenStep => ({
  ...noCall,
  save: (req) => takePlan(settings, req, { run, step, row }),
})

/** The step writes the plan: what to ask, how to judge it, and what stands in where nothing comes of it. */
const written = (
  settings: Settings,
  open: OpenPlan,
  looked: LookedUp & { claimed: Id; promptSources: PlanSources },
): OpenStep => {
  const { req, run, step, format, request, options } = open
  const { definition, sources, context } = looked
  const { section } = definition
  const rules = { definition, ...planFactsOf(settings, { request, sources }) }
  const { drafts } = readStepResult(step.result)
  const accepted = new Map(Object.entries(drafts).map(([key, { draft }]) => [key, draft]))
  const judged = judgePlan({ ...rules, accepted })
  const { tier, timeoutMs } = sectionSettings(settings.model, sectionOfPlan(definition))
  const ledger = { feature: `${run.kind}/${planFeature(format)}`, subject: request.subject ?? request.topic }
  const call = {
    schemaName: 'plan',
    tier,
    timeoutMs,
    urgency: options.urgency,
    maxOutputTokens,
    ledger,
  }
  const keys = Object.keys(section.parts)
  const tell = (event: string, message: string, facts: object = {}) =>
    tellEvent(req.payload, poolStore(req.payload, settings), {
      ...{ run: run.id, step: step.id, level: 'warn', message, ...ledger },
      facts: { event, key: looked.plan.key, ...facts },
    })
  let standIn: StandIn | undefined

  return {
    isPreparation: true,
    keys,
    impossible: [],
    ask: (wanted, problems) => ({
      ...call,
      messages: planPrompt({
        format: format.label,
        definition,
        request,
        sources: looked.promptSources,
        context,
        problems,
        parts: wanted,
      }),
      wireSchema: planWireSchema(definition, wanted),
    }),
    askSimpler: async (wanted) => {
      if (wanted.every((name) => judged.candidate(name) !== undefined)) return undefined
      judged.settleForForm()
      await tell('plan-simplified', 'No good plan came back; it is asked for once more in a simpler way.')
      return {
        ...call,
        messages: simplePlanPrompt({ definition, request, parts: wanted }),
        wireSchema: planWireSchema(definition, wanted),
      }
    },
    judge: judged.judge,
    instead: async (missing) => {
      const nobody = { model: '', provider: '' }
      if (missing.every(({ key }) => judged.candidate(key) !== undefined)) {
        return missing.map(({ key }): MadeDraft => ({ key, draft: judged.candidate(key), ...nobody }))
      }
      standIn = await findStandIn(settings, open, looked)
      if (!standIn) {
        await tell('plan-failed', 'No plan could be made, and there is none that could stand in for it.')
        return []
      }
      const words = { stale: 'the last good plan of the same objective', fallback: "the run's fallback plan" }
      const message = `No plan could be made; ${words[standIn.how]} (${standIn.plan}) stands in for it.`
      await tell(`plan-${standIn.how}`, message, { plan: standIn.plan })
      return missing.map(({ key }): MadeDraft => ({ key, draft: null, ...nobody }))
    },
    save: (saveReq, made) => savePlan(settings, saveReq, { ...looked, run, step, rules, made, keys, options, standIn }),
  }
}

const findStandIn = async (
  settings: Settings,
  { req, options: { fallbackPlan } }: OpenPlan,
  { lastGood }: LookedUp,
): Promise<StandIn | undefined> => {
  const isThere = async (plan: Id) => (await readText(settings, req, plan)) !== undefined
  if (lastGood && (await isThere(lastGood.id))) return { plan: lastGood.id, how: 'stale' }
  if (fallbackPlan != null && (await isThere(fallbackPlan))) return { plan: fallbackPlan, how: 'fallback' }
  return undefined
}

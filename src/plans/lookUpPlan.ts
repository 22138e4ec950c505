import type { PayloadRequest } from 'payload'
import { readTogether } from '../database/transactions.js'
import type { Format, PlanDefinition } from '../generators/content/format.js'
import { lessonLimits } from '../generators/lessons/lesson.js'
import { hashOfBasis, ownKeyOf, type PlanHashes, planHashes } from '../generators/plans/planKey.js'
import { type PlanContext, type PlanRequest, titleOfRequest } from '../generators/plans/planRequest.js'
import { type PlanSources, planPromptVersion } from '../generators/plans/prompt.js'
import { sectionSettings } from '../options/resolveModel.js'
import type { Section, Settings } from '../options/Settings.js'
import type { RunDoc } from '../runs/kind/RunKind.js'
import type { Id, Step } from '../runs/vocabulary.js'
import { shorten } from '../text.js'
import { scopeOfRun } from './planScope.js'
import { loadPlanSources, type PlanSourceIds } from './planSources.js'
import type { PlanState } from './planStates.js'
import { findPlansByKey, findPlansOf, mostOfObjective, type NewPlan, type PlanRow, plansOf } from './planStore.js'

/** By which `model.sections` names the calls for plans; of the kinds that open them. */
export const plansSection: Section = { name: 'plans', tier: 'complex', isHeavy: false }

export interface PlanOptions {
  /** How much the prompt carries of curriculum, profile and kit. Default: the option `plans.context`. */
  readonly context?: PlanContext | undefined
  /** The plan waits for approval, and the run is paused; see `readPlan`. Default `false`. */
  readonly planFirst?: boolean | undefined
  /** `false` writes a new version of a plan that could be used as it is. A person's is used all the same. Default `true`. */
  readonly reusePlan?: boolean | undefined
  /** Used where none can be made and none of the same objective is left; see `checkFallbackPlan`. */
  readonly fallbackPlan?: Id | null | undefined
  /** Default `normal`. */
  readonly urgency?: 'normal' | 'flex' | undefined
}

/** What `openPlan` takes: the step, what is to be planned, and from which documents. */
export interface OpenPlan {
  /** Of the kind's `open`: for reading, without user and transaction. */
  req: PayloadRequest
  /** Whose plan it is to be. */
  run: RunDoc
  /** The claimed step that brings it. */
  step: Step
  /** One that has a plan. */
  format: Format
  /** Equal requests are served by one plan. */
  request: PlanRequest
  /** Curriculum, profile and kit that it is written from. Without one, the plan has none. */
  sources: PlanSourceIds
  /** The kit as the prompt carries it, such as its summary; asked only when the plan is written. Default: all of it. */
  kitForPrompt?: () => Promise<PlanSources['kit']>
  /** What the run's request says of its plans. */
  options: PlanOptions
}

export interface LookedUp {
  readonly definition: PlanDefinition
  readonly sources: PlanSources
  readonly context: PlanContext
  /** As it would be written. */
  readonly plan: NewPlan
  /** What this run made for itself, under a key of its own. */
  readonly own: PlanRow | undefined
  /** What everybody finds under the key. */
  readonly shared: PlanRow | undefined
  /** A person's plan of the same objective, format, profile and kit, which its key no longer leads to. */
  readonly edited: PlanRow | undefined
  /** The last good one of the same objective and format. */
  readonly lastGood: PlanRow | undefined
}

/** What is no good plan to fall back on: a copy, what nobody has approved, what nobody is to use. */
const neverCopied: readonly PlanState[] = ['stale', 'awaiting', 'purged']

/** Loads what the plan is made from, and looks for it, side by side. */
export const lookUpPlan = async (
  settings: Settings,
  { req, run, format, request, sources: ids, options }: OpenPlan,
): Promise<LookedUp> => {
  const { plan: definition } = format
  if (!definition) throw new Error(`The format "${format.key}" has no plan.`)
  const plans = await plansOf(req, settings)
  const [sources, ofObjective, scope] = await readTogether(req, [
    () => loadPlanSources(settings, req, ids),
    () => findPlansOf(plans, hashOfBasis(request)),
    () => scopeOfRun(settings, req, run),
  ])
  const context = options.context ?? settings.plans.context
  const hashes = hashesOf(settings, { request, sources, format: { ...format, plan: definition }, context, scope })
  const ownKey = ownKeyOf(hashes.key, run.id)
  const found =
    ofObjective.length < mostOfObjective ? ofObjective : await withKeys(plans, ofObjective, [hashes.key, ownKey])
  const alike = found.filter((row) => row.format === format.key && row.scope === (scope ?? null) && row.isWritten)
  const mayBeUsed = alike.filter((row) => row.run === null || row.key === row.sharedKey || row.run === run.id)
  return {
    ...{ definition, sources, context },
    plan: {
      ...hashes,
      key: options.planFirst ? ownKey : hashes.key,
      sharedKey: hashes.key,
      title: shorten(titleOfRequest(request), lessonLimits.objective),
      topic: request.topic === undefined ? undefined : shorten(request.topic, lessonLimits.topic),
      format: format.key,
      promptVersion: planPromptVersion,
      scope,
      ...{ curriculum: ids.curriculum, profile: ids.profile, kit: ids.kit },
      run: options.planFirst ? run.id : undefined,
    },
    own: found.find(({ key }) => key === ownKey),
    shared: found.find(({ key }) => key === hashes.key),
    edited: mayBeUsed.find(
      (row) =>
        row.state === 'edited' &&
        row.key !== hashes.key &&
        String(row.profile) === String(ids.profile ?? null) &&
        String(row.kit) === String(ids.kit ?? null),
    ),
    lastGood: mayBeUsed.find(({ state }) => !neverCopied.includes(state)),
  }
}

interface HashesOf {
  request: PlanRequest
  sources: PlanSources
  format: Pick<Format, 'key'> & { plan: PlanDefinition }
  context: PlanContext
  /** See the option `planScope`. */
  scope: string | undefined
}

/** By what a plan of this request is found, as everything that it depends on stands now. */
export const hashesOf = (settings: Settings, { request, sources, format, context, scope }: HashesOf): PlanHashes =>
  planHashes({
    ...{ profile: undefined, kit: undefined, curriculum: undefined, ...sources },
    ...{ request, definition: format.plan, context, promptVersion: planPromptVersion, scope },
    format: format.key,
    model: modelOfPlan(settings, format.plan),
  })

/** The model that is asked first. */
export const modelOfPlan = ({ model }: Settings, definition: PlanDefinition): string =>
  model.providers[0].models[sectionSettings(model, sectionOfPlan(definition)).tier]

const withKeys = async (
  pool: Parameters<typeof findPlansByKey>[0],
  rows: readonly PlanRow[],
  keys: readonly string[],
): Promise<readonly PlanRow[]> => {
  const named = await findPlansByKey(pool, keys)
  return [...named, ...rows.filter(({ key }) => !keys.includes(key))]
}

/** As the ledger calls what is written for plans of a format, below the kind of the run. */
export const planFeature = ({ key }: Pick<Format, 'key'>): string => `${plansSection.name}/${key}`

export const sectionOfPlan = ({ section: { tier, isHeavy, timeoutMs } }: PlanDefinition): Section => ({
  ...plansSection,
  ...{ tier, isHeavy, timeoutMs },
})

import type { PayloadRequest } from 'payload'
import type { PlanDefinition, PlanFacts } from '../generators/content/format.js'
import type { PartFacts } from '../generators/content/part.js'
import { issuesOf } from '../generators/plans/judge.js'
import { ownKeyOf } from '../generators/plans/planKey.js'
import { planPromptVersion } from '../generators/plans/prompt.js'
import type { Settings } from '../options/Settings.js'
import type { MadeDraft, RunDoc, Saved } from '../runs/kind/RunKind.js'
import { storeIn } from '../runs/sql/store.js'
import { tellEvent } from '../runs/step/tellEvent.js'
import { expediteTopic, StepWaits } from '../runs/topics.js'
import type { Id, Step } from '../runs/vocabulary.js'
import { leaveToRun } from './decisions.js'
import { callsForPlan } from './planFigures.js'
import {
  claimPlan,
  countHit,
  finishPlan,
  latestVersion,
  lockPlan,
  type NewPlan,
  type PlanRow,
  type PlanStore,
  plansIn,
  releasePlan,
} from './planStore.js'
import { contentOf, readText, withoutIds, writePlan } from './writePlan.js'

/** What steps wait for that need the same plan. */
export const planTopic = (key: string): string => `plan:${key}`

/** How a plan came to be used. */
type How = 'found' | 'written' | 'edited' | 'stale' | 'fallback'

/** A plan that is used where none could be made. */
export interface StandIn {
  readonly plan: Id
  readonly how: 'stale' | 'fallback'
}

interface Of {
  run: RunDoc
  step: Step
}

/** Uses a plan that is there: counts the hit, and says on the run where the plan is a person's. */
export const takePlan = async (
  settings: Settings,
  req: PayloadRequest,
  { run, step, row, how }: Of & { row: Pick<PlanRow, 'id' | 'key'>; how?: How },
): Promise<Saved> => {
  const store = await plansIn(req, settings)
  const hit = await countHit(store, row.id)
  if (!hit) throw new StepWaits(planTopic(row.key), 'The plan may not be used any more; it is looked for again.', 0)
  const isEdited = hit.state === 'edited' || hit.isEdited
  const used = how ?? (isEdited ? 'edited' : hit.state === 'stale' ? 'stale' : 'found')
  if (used === 'found' || used === 'edited') {
    const whose = isEdited ? 'A plan that a person edited is used as it is' : 'A plan that was there is used'
    await tell(settings, req, { run, step }, { event: 'plan-hit', message: `${whose}: ${row.id}.`, plan: row.id })
  }
  return outcome(store, { plan: row.id, how: used, isAwaiting: hit.state === 'awaiting' })
}

interface OfferCopy extends Of {
  plan: NewPlan
  /** The plan that is copied. */
  from: Id
}

/** Offers a plan that is there for approval: a copy, so that what becomes of it concerns this run alone. */
export const offerCopy = async (
  settings: Settings,
  req: PayloadRequest,
  { from, ...of }: OfferCopy,
): Promise<Saved> => {
  const store = await plansIn(req, settings)
  await countHit(store, from)
  const plan = await copyPlan(settings, req, { ...of, from, state: 'awaiting' })
  if (plan === undefined) {
    throw new StepWaits(planTopic(of.plan.key), 'The plan may not be used any more; it is looked for again.', 0)
  }
  const message = `A copy of the plan ${from} waits for approval: ${plan}.`
  await tell(settings, req, of, { event: 'plan-offered', message, plan, from })
  return outcome(await plansIn(req, settings), { plan, how: 'found', isAwaiting: true })
}

interface SavePlan extends Of {
  plan: NewPlan
  /** The row that the step has claimed. */
  claimed: Id
  rules: { definition: PlanDefinition; facts: PartFacts; planFacts: PlanFacts }
  /** Names of the parts. */
  keys: readonly string[]
  made: readonly MadeDraft[]
  options: { readonly planFirst?: boolean | undefined; readonly reusePlan?: boolean | undefined }
  standIn: StandIn | undefined
  /** A person's plan that the key no longer leads to. */
  edited: PlanRow | undefined
}

/**
 * Writes the plan and lets those who wait for it go on, in the transaction that ends the step. Where another writer saved one under
 * this key meanwhile, that one is used.
 */
export const savePlan = async (settings: Settings, req: PayloadRequest, save: SavePlan): Promise<Saved> => {
  const { plan, claimed, step, made, keys, standIn, options } = save
  const store = await plansIn(req, settings)
  if (standIn) return takeStandIn(settings, req, save, standIn)
  const parts = new Map(made.map(({ key, draft }) => [key, draft]))
  if (!keys.every((key) => parts.has(key))) {
    await release(req, store, { plan, claimed, step })
    return {}
  }
  const row = await lockPlan(store, claimed)
  const isSaved = row?.isFresh && !(options.reusePlan === false && row.state === 'ready')
  if (row && isSaved) return takePlan(settings, req, { ...save, row })
  const isApproved = row?.key === plan.key && row.run !== null && row.run !== save.run.id
  const key = ownKeyOf(row?.sharedKey ?? plan.key, `left:${claimed}`)
  if (isApproved && !(await leaveToRun(store, { plan: row.id, key, step: step.id }))) throw beingWritten(plan)
  // Released by a step that had taken it over, deleted, or left to its run: it is ours again, or another one.
  const id = (await claimPlan(store, { plan, step, isAnew: true }))?.id ?? (isApproved ? undefined : row?.id)
  if (id === undefined) throw beingWritten(plan)
  const issues = issuesOf(save.rules, parts)
  const model = made.find(({ model: name }) => name)?.model
  const content = await contentOf(settings, req, { plan: id, definition: save.rules.definition, parts })
  await writePlan(settings, req, {
    ...{ plan: id, content, issues, model, promptVersion: planPromptVersion },
    ...{ run: save.run.id, title: plan.title, curriculum: plan.curriculum },
  })
  await finish(settings, req, { plan, id, state: options.planFirst ? 'awaiting' : 'ready' })
  await tell(settings, req, save, {
    ...{ event: 'plan-written', message: `A plan was written: ${id}.`, plan: id, issues: issues.length },
    ...(await callsForPlan(await storeIn(req, settings), step)),
  })
  if (save.edited) {
    const message = `A plan was written anew, because what it is made from has changed; ${save.edited.id} is the one that a person edited.`
    await tell(settings, req, save, { event: 'plan-edited-elsewhere', message, plan: id, edited: save.edited.id })
  }
  const facts = save.edited ? { editedPlan: save.edited.id } : {}
  const saved = await outcome(await plansIn(req, settings), { plan: id, how: 'written', isAwaiting: options.planFirst })
  return { ...saved, facts: { ...saved.facts, ...facts } }
}

const beingWritten = ({ key }: Pick<NewPlan, 'key'>): StepWaits =>
  new StepWaits(planTopic(key), 'Another step is writing the plan.', 0)

/** The copy of an older plan, or the run's own fallback as it is. What the step was writing is given up. */
const takeStandIn = async (
  settings: Settings,
  req: PayloadRequest,
  { plan, claimed, run, step }: SavePlan,
  standIn: StandIn,
): Promise<Saved> => {
  const store = await plansIn(req, settings)
  if (standIn.how === 'stale') {
    const ownKey = ownKeyOf(plan.sharedKey, run.id)
    const copy = { ...plan, key: ownKey, run: run.id }
    // Before the row is given up: it may be the one to copy.
    if (ownKey === plan.key) {
      await fillWith(settings, req, { id: claimed, plan: copy, from: standIn.plan, run, state: 'stale' })
      return outcome(store, { plan: claimed, how: 'stale' })
    }
    const id = await copyPlan(settings, req, { plan: copy, from: standIn.plan, run, step, state: 'stale' })
    await release(req, store, { plan, claimed, step })
    if (id !== undefined) return outcome(store, { plan: id, how: 'stale' })
    throw new StepWaits(planTopic(plan.key), 'The plan that was to stand in is gone; it is looked for again.', 0)
  }
  await release(req, store, { plan, claimed, step })
  return outcome(store, { plan: standIn.plan, how: 'fallback' })
}

interface CopyPlan extends Of {
  /** As the copy says of itself. */
  plan: NewPlan
  from: Id
  state: 'awaiting' | 'stale'
}

/** `undefined` when there is nothing to copy any more. */
const copyPlan = async (
  settings: Settings,
  req: PayloadRequest,
  { plan, from, run, step, state }: CopyPlan,
): Promise<Id | undefined> => {
  const claimed = await claimPlan(await plansIn(req, settings), { plan, step, isAnew: true })
  if (!claimed) return undefined
  return (await fillWith(settings, req, { id: claimed.id, plan, from, run, state })) ? claimed.id : undefined
}

const fillWith = async (
  settings: Settings,
  req: PayloadRequest,
  { id, plan, from, run, state }: Pick<CopyPlan, 'plan' | 'from' | 'run' | 'state'> & { id: Id },
): Promise<boolean> => {
  const text = await readText(settings, req, from)
  if (!text) return false
  await writePlan(settings, req, {
    plan: id,
    content: withoutIds(text.content),
    issues: text.issues,
    model: text.model ?? undefined,
    promptVersion: text.promptVersion ?? planPromptVersion,
    ...{ run: run.id, title: plan.title, curriculum: plan.curriculum },
  })
  await finish(settings, req, { plan, id, state })
  return true
}

const finish = async (
  settings: Settings,
  req: PayloadRequest,
  { plan, id, state }: { plan: NewPlan; id: Id; state: 'awaiting' | 'ready' | 'stale' },
): Promise<void> => {
  // Asked for anew: Payload may have lost the transaction in a hook.
  await finishPlan(await plansIn(req, settings), { plan: id, state, ttlHours: settings.plans.ttlHours })
  await expediteTopic(req, planTopic(plan.key))
}

const release = async (
  req: PayloadRequest,
  store: PlanStore,
  { plan, claimed, step }: { plan: NewPlan; claimed: Id; step: Step },
): Promise<void> => {
  await releasePlan(store, { plan: claimed, step })
  await expediteTopic(req, planTopic(plan.key))
}

/** For the steps that come next, and on the run where there is something to say. */
const outcome = async (
  store: PlanStore,
  { plan, how, isAwaiting = false }: { plan: Id; how: How; isAwaiting?: boolean | undefined },
): Promise<Saved> => {
  const said = isAwaiting ? 'awaiting' : how === 'found' || how === 'written' ? undefined : how
  return {
    outcome: { plan, version: await latestVersion(store, plan), how },
    ...(said ? { facts: { plan: said } } : {}),
  }
}

const tell = async (
  settings: Settings,
  req: PayloadRequest,
  { run: { id: run }, step: { id: step } }: Of,
  { message, ...facts }: { event: string; message: string; [fact: string]: unknown },
): Promise<void> => tellEvent(req.payload, await storeIn(req, settings), { run, step, message, facts })

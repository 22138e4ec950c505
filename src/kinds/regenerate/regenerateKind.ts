import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { readLatest } from '../../drafts/ownWrites.js'
import { draftCollections, draftNameOf } from '../../drafts/parts/draftFacts.js'
import { mostTargets, type RegenerateInput, regenerateInput } from '../../generators/regenerateInput.js'
import type { Settings } from '../../options/Settings.js'
import type { Admission, NewStep, NextSteps, OpenStep, RunDoc, RunKind } from '../../runs/kind/RunKind.js'
import type { StepOutcome } from '../../runs/sql/reads.js'
import { gap } from '../../runs/step/noCall.js'
import { UnknownKind } from '../../runs/step/StepContext.js'
import type { Step } from '../../runs/vocabulary.js'
import { isRecord, shorten } from '../../text.js'
import { nextCall } from '../staged/calls.js'
import { callsOf } from './definition.js'
import { openDrillAnew } from './drill.js'
import { estimateRegenerate } from './estimate.js'
import { regenerateForm } from './form.js'
import { openPartsAnew } from './parts.js'
import { regenerateSection } from './section.js'
import { type FoundTarget, findTargets, regenerateStepSchema, titleOf } from './targets.js'

const stepKinds = { plan: 'plan', generate: 'generate' } as const

/** Runs of kind `regenerate`: documents, or parts of them, are written anew; what a person wrote becomes a proposal. */
export const regenerateKind = (settings: Settings): RunKind => {
  const targets = draftCollections(settings.slugs)
  return {
    kind: 'regenerate',
    roles: ['teacher', 'editor', 'admin'],
    targets,
    sections: [regenerateSection],
    words: {
      label: 'Write anew',
      item: { one: 'document', other: 'documents' },
      status: { planning: 'Planning', running: 'Writing' },
      step: { [stepKinds.generate]: 'document', [stepKinds.plan]: 'plan' },
      inputs: [{ name: 'targets' }, { name: 'reusePlan' }, { name: 'propose' }],
    },
    form: regenerateForm,
    limits: () => ({ maxTargets: mostTargets, targets }),
    admit: (args) => admitRegenerate(settings, args),
    prepare: async ({ req, admission }) => {
      const { targets: found } = await findTargets(settings, req, admission.input)
      const facts = { calls: severalCalls(settings, found) }
      const [only, ...more] = found
      if (!only || more.length > 0) return { facts }
      return { target: { relationTo: only.relationTo, value: only.value }, facts }
    },
    next: (args) => nextRegenerateSteps(settings, args),
    keysOf: (of) => ('run' in of ? keysOfRun(of.run) : keysOfStep(of.step)),
    open: (args) => openRegenerate(settings, args),
  }
}

const admitRegenerate = async (
  settings: Settings,
  { req, input: asked }: { req: PayloadRequest; input: unknown },
): Promise<Admission> => {
  const { input, targets } = await findTargets(settings, req, asked)
  const { propose, urgency } = input
  const about = { kind: 'regenerate', requested: targets.length, target: undefined, facts: {}, role: 'system' }
  const run: RunDoc = { ...about, id: 0, input }
  const estimate = async () => ({
    ...(await estimateRegenerate(settings, req, {
      ...{ targets, urgency },
      open: (target) => openTarget(settings, { req, run, key: keyOf(0), calls: 1, target, propose, urgency }),
      callsOf: (target) => callsOf(settings, target),
    })),
    ...{ requested: targets.length, facts: {}, notice: undefined },
  })
  const [first] = targets
  const others = targets.length > 1 ? ` and ${targets.length - 1} more` : ''
  return {
    input,
    title: `Write anew: ${shorten(first ? titleOf(first) : '', 120)}${others}`,
    requested: targets.length,
    notice: undefined,
    estimate,
  }
}

const factsSchema = z.object({ calls: z.record(z.string(), z.number()).catch({}) })

/** Calls of documents that take more than one, by their key. */
const severalCalls = (settings: Settings, targets: readonly FoundTarget[]): Record<string, number> =>
  Object.fromEntries(
    targets.map((target, index) => [keyOf(index), callsOf(settings, target)] as const).filter(([, calls]) => calls > 1),
  )

const keyOf = (index: number): string => `r${String(index + 1).padStart(2, '0')}`

const keysOfRun = ({ input }: Pick<RunDoc, 'input'>): string[] =>
  regenerateInput.parse(input).targets.map((_, index) => keyOf(index))

const keysOfStep = ({ kind, input }: Pick<Step, 'kind' | 'input'>): string[] => {
  if (kind !== stepKinds.generate) return []
  const { key, call } = regenerateStepSchema.parse(input)
  return call == null ? [key] : []
}

/** First the plans, where they are to be made anew, each once; then all documents side by side, each call by call. */
const nextRegenerateSteps = async (
  settings: Settings,
  { req, run, steps }: { req: PayloadRequest; run: RunDoc; steps: readonly StepOutcome[] },
): Promise<NextSteps> => {
  const input = regenerateInput.parse(run.input)
  const plans = input.reusePlan ? [] : await plansOf(settings, req, input)
  const open = plans.filter(({ key }) => !steps.some((step) => step.key === key))
  if (open.length > 0) return { open, isLast: false }
  const isUnderWay = steps.some(
    ({ kind, status }) => kind === stepKinds.plan && (status === 'queued' || status === 'running'),
  )
  if (isUnderWay) return { open: [], isLast: false }
  const { calls } = factsSchema.parse(run.facts)
  const next = input.targets.map((target, index) => {
    const key = keyOf(index)
    const { key: ofStep, call } = nextCall(key, calls[key] ?? 1, steps)
    const step: NewStep = { key: ofStep, kind: stepKinds.generate, input: { key, ...target, call } }
    return { step, isLast: call === undefined }
  })
  return { open: next.map(({ step }) => step), isLast: next.every(({ isLast }) => isLast) }
}

/** The plans that its documents were written from, and which are not among them. */
const plansOf = async (settings: Settings, req: PayloadRequest, { targets }: RegenerateInput): Promise<NewStep[]> => {
  const { slugs } = settings
  const found = new Map<string, NewStep>()
  for (const { relationTo, value } of targets) {
    const name = draftNameOf(slugs, relationTo)
    const doc = name && name !== 'drills' ? await readLatest(settings, req, { name, id: value }) : undefined
    const plan = isRecord(doc?.plan) ? doc.plan.id : doc?.plan
    if (typeof plan !== 'number' && typeof plan !== 'string') continue
    const isTarget = targets.some((other) => other.relationTo === slugs.plans && String(other.value) === String(plan))
    const key = `plan-${plan}`
    if (!isTarget) found.set(key, { key, kind: stepKinds.plan, input: { key, relationTo: slugs.plans, value: plan } })
  }
  return [...found.values()]
}

const openRegenerate = async (
  settings: Settings,
  { req, run, step }: { req: PayloadRequest; run: RunDoc; step: Step },
): Promise<OpenStep> => {
  if (step.kind !== stepKinds.generate && step.kind !== stepKinds.plan)
    throw new UnknownKind('step', step.id, step.kind)
  const { key, call, ...target } = regenerateStepSchema.parse(step.input)
  const calls = factsSchema.parse(run.facts).calls[key] ?? 1
  const { urgency, propose } = regenerateInput.parse(run.input)
  const found = await findTargets(settings, req, { targets: [target] }).catch((error: unknown) => {
    if (error instanceof Error && error.name === 'RequestError') return error.message
    throw error
  })
  const opened =
    typeof found === 'string'
      ? gap(key, found)
      : await openTarget(settings, {
          req,
          run,
          key,
          call: call ?? undefined,
          calls,
          target: found.targets[0],
          propose,
          urgency,
        })
  return step.kind === stepKinds.plan ? { ...opened, isPreparation: true } : opened
}

type Open = Omit<Parameters<typeof openPartsAnew>[1], 'target'> & {
  target: FoundTarget | undefined
}

const openTarget = async (settings: Settings, { target, ...open }: Open): Promise<OpenStep> => {
  if (!target) return gap(open.key, 'it is not there any more')
  return target.name === 'drills'
    ? openDrillAnew(settings, { ...open, target })
    : openPartsAnew(settings, { ...open, target })
}

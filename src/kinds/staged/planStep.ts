import type { PayloadRequest } from 'payload'
import type { Settings } from '../../options/Settings.js'
import type { OpenPlan } from '../../plans/lookUpPlan.js'
import { openPlan, type PlanOutcome, planOutcomeSchema } from '../../plans/openPlan.js'
import type { OpenStep } from '../../runs/kind/RunKind.js'
import { noCall } from '../../runs/step/noCall.js'

interface PlanThen extends OpenPlan {
  /** Locks what it writes, before `openPlan` locks anything. */
  lock?(req: PayloadRequest): Promise<void>
  /** Writes, in one transaction with the plan, what others are written into; gives its part of the outcome. */
  write(req: PayloadRequest, plan: PlanOutcome | undefined): Promise<object>
}

/** The step that begins a staged document: its plan, if its format has one, and what follows from it. */
export const planThen = async (settings: Settings, { lock, write, ...open }: PlanThen): Promise<OpenStep> => {
  const hasPlan = open.format.plan !== undefined
  const plan = hasPlan ? await openPlan(settings, open) : noCall
  return {
    ...plan,
    save: async (req, made) => {
      await lock?.(req)
      const saved = await plan.save(req, made)
      const outcome = hasPlan ? planOutcomeSchema.safeParse(saved.outcome) : undefined
      // Without a plan there is nothing to write from.
      if (outcome && !outcome.success) return saved
      const written = outcome?.data
      return { ...saved, outcome: { ...written, ...(await write(req, written)), plan: written?.plan ?? null } }
    },
  }
}

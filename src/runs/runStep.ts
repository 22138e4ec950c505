import { randomUUID } from 'node:crypto'
import { type BasePayload, createLocalReq } from 'payload'
import { poolOf } from '../database/postgres.js'
import type { Model } from '../model/Model.js'
import type { Settings } from '../options/Settings.js'
import { failPlan } from './failPlan.js'
import { finishStep } from './finishStep.js'
import { generateStep } from './generateStep.js'
import { giveBack } from './giveBack.js'
import { holdLease } from './holdLease.js'
import { LeaseLost } from './LeaseLost.js'
import { planStep } from './planStep.js'
import type { RunKind } from './RunKind.js'
import { readRun } from './readRun.js'
import type { StepContext } from './StepContext.js'
import { announceStep } from './sql/announceStep.js'
import { claimStep } from './sql/claimStep.js'
import { runTables } from './sql/runTables.js'

interface RunStep {
  payload: BasePayload
  settings: Settings
  model: Model
  kinds: readonly RunKind[]
  /** Aborted when the worker must stop at once. */
  signal?: AbortSignal
}

/** Claims the next step and does it: claim → work → save under the fence. False when there was nothing to do. */
export const runStep = async ({ payload, settings, model, kinds, signal }: RunStep): Promise<boolean> => {
  const db = poolOf(payload)
  const tables = runTables(payload, settings.slugs)
  const { leaseSeconds } = settings.steps
  const step = await claimStep(db, tables, { owner: `${process.pid}:${randomUUID()}`, leaseSeconds })
  if (!step) return false

  const lease = holdLease({ db, tables, step, leaseSeconds, logger: payload.logger, signal })
  const facts = { msg: 'step', runId: step.run, stepId: step.id, kind: step.kind, claim: step.claims }
  try {
    await announceStep(db, tables, step)
    const { run, kind } = await readRun({ payload, settings, kinds, id: step.run })
    const req = await createLocalReq({}, payload)
    const context: StepContext = { payload, settings, model, db, tables, kind, run, step, req, signal: lease.signal }
    try {
      await work(context)
    } catch (error) {
      if (error instanceof LeaseLost || lease.signal.aborted) throw error
      payload.logger.error({ ...facts, err: error, msg: 'a step broke off' })
      if (step.kind === 'plan' && step.claims > settings.steps.attempts) await failPlan(context, error)
      else await giveBack(context, 'Something went wrong while working on this step; it is tried again.')
    }
    payload.logger.debug(facts)
  } catch (error) {
    // Whoever holds the step now, or cancelled it, goes on; the sweeper picks it up when nobody does.
    if (!(error instanceof LeaseLost) && !lease.signal.aborted) throw error
    payload.logger.info({ ...facts, msg: 'the lease on a step was lost' })
  } finally {
    lease.release()
  }
  return true
}

const work = (context: StepContext): Promise<void> => {
  if (context.step.kind === 'plan') return planStep(context)
  if (context.step.kind === 'finish') return finishStep(context)
  return generateStep(context)
}

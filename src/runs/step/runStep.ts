import { randomUUID } from 'node:crypto'
import { type BasePayload, createLocalReq } from 'payload'
import type { Model } from '../../model/Model.js'
import type { Settings } from '../../options/Settings.js'
import { alertOfStep } from '../alerts.js'
import type { HeldSteps, Readers } from '../coursewrightOf.js'
import { failRun, finishStep } from '../endRun.js'
import type { RunKind } from '../kind/RunKind.js'
import { finishKind } from '../openSteps.js'
import { claimStep } from '../sql/claims.js'
import { poolStore } from '../sql/store.js'
import { beginStep } from './beginStep.js'
import { createHeldSteps, holdLease } from './lease.js'
import { createReaders } from './readAlong.js'
import { type HeldStep, maxClaims, readRun, type StepContext } from './StepContext.js'
import { stepBroke } from './stepBroke.js'
import type { Tracing } from './tracing.js'
import { workOnStep } from './workOnStep.js'

/**
 * Claims beyond `maxClaims`, which end a step in order: its answers are saved, or it is given up. When its workers die even
 * of that, or it cannot be read, its run ends.
 */
const lastTries = 2

interface RunStep {
  payload: BasePayload
  settings: Settings
  model: Model
  kinds: readonly RunKind[]
  /** Aborted when the worker must stop at once; the step is handed back then. */
  signal?: AbortSignal
  /** Called when the model call of the step is over, and again when the step is. */
  onFree?: () => void
  /** Those of the worker. */
  heldSteps?: HeldSteps
  /** Those of the worker, which has heard of them before the step begins. */
  readers?: Readers
  /** Default: nobody is told. */
  tracing?: Pick<Tracing, 'step'>
}

const untraced: Pick<Tracing, 'step'> = { step: (_, work) => work(() => undefined) }

/**
 * Claims the next step and does it: claim → work → save under the fence. False when there was nothing to do.
 *
 * @throws only when nothing could be claimed; what goes wrong with a claimed step is dealt with here
 */
export const runStep = async (options: RunStep): Promise<boolean> => {
  const { payload, settings, model, kinds, signal, onFree } = options
  // Whatever was queued waits until generating is switched on again.
  if (!settings.enabled) return false
  const store = poolStore(payload, settings)
  const { leaseSeconds } = settings.steps
  const step = await claimStep(store, { owner: `${process.pid}:${randomUUID()}`, leaseSeconds })
  if (!step) return false

  const { logger } = payload
  const { heldSteps = createHeldSteps({ store, logger }), tracing = untraced } = options
  const readers = options.readers ?? createReaders(payload)
  const lease = holdLease({ payload, store, step, leaseSeconds, heldSteps, logger, signal })
  const leaving = signal ?? new AbortController().signal
  const held = { payload, settings, kinds, model, store, step, signal: lease.signal, leaving, readers }
  let context: StepContext | undefined
  try {
    if (step.claims > maxClaims(settings) + lastTries) {
      await giveUp(held)
      return true
    }
    await tracing.step(step, async (onKind) => {
      const deadline = await beginStep(held)
      const { run, kind } = await readRun({ payload, settings, kinds, id: step.run })
      onKind(kind.kind)
      context = { ...held, kind, run, deadline, onFree, req: await createLocalReq({}, payload) }
      await work(context)
    })
    if (step.claims > maxClaims(settings)) {
      await alertOfStep(held, `came to an end only when it was started ${step.claims} times. ${whereToLook}`)
    }
    logger.debug({ msg: 'step', runId: step.run, stepId: step.id, kind: step.kind, claim: step.claims })
  } catch (error) {
    await stepBroke({ held, context, error, isStopping: signal?.aborted === true })
  } finally {
    lease.release()
    if (!options.readers) readers.close()
    onFree?.()
  }
  return true
}

const whereToLook = 'The log of the workers says how it broke off; where they were killed, look at their memory.'

const giveUp = async (held: HeldStep): Promise<void> => {
  const times = held.step.claims - 1
  await failRun(held, `one of its steps was started ${times} times and never came to an end.`)
  await alertOfStep(
    held,
    `was started ${times} times and never came to an end, so the run was given up. ${whereToLook}`,
  )
}

const work = (context: StepContext): Promise<void> =>
  context.step.kind === finishKind ? finishStep(context) : workOnStep(context)

import type { BasePayload } from 'payload'
import type { Message } from '../../database/notifications.js'
import { loggable } from '../../errors.js'
import { coursewrightOf, type HeldSteps } from '../coursewrightOf.js'
import { findOurSteps, renewLease } from '../sql/claims.js'
import { type RunStore, topicOf } from '../sql/store.js'
import { LeaseLost, openStatuses, type Step } from '../vocabulary.js'

/** What the lease has nothing to fear from: steps of the run come and go. */
const harmless: readonly (string | undefined)[] = openStatuses

interface HoldLease {
  payload: BasePayload
  store: RunStore
  step: Step
  leaseSeconds: number
  /** Those of the worker, which looks after all of them at once. */
  heldSteps: HeldSteps
  logger: BasePayload['logger']
  /** Aborts the work too, e.g. when the worker must stop. */
  signal: AbortSignal | undefined
}

/**
 * Renews the lease after each third of it and aborts `signal` when it no longer holds: looks when the run is said to have
 * ended, and every second in case that was not heard. When the database has not confirmed it for as long as it lasts,
 * another worker may hold the step: then it is taken for lost, answer or not. After that nothing is asked any more.
 */
export const holdLease = ({ payload, store, step, leaseSeconds, heldSteps, logger, signal }: HoldLease) => {
  const leaseMs = leaseSeconds * 1000
  const ended = new AbortController()
  const stop = () => ended.abort(signal?.reason)
  const lose = () => ended.abort(new LeaseLost(step.id))
  let heldUntilMs = performance.now() + leaseMs
  let expiry = setTimeout(lose, leaseMs).unref()
  const renew = async () => {
    const askedMs = performance.now()
    try {
      if (!(await renewLease(store, step, leaseSeconds))) lose()
      if (ended.signal.aborted) return
      // Answers may come in another order than they were asked for.
      heldUntilMs = Math.max(heldUntilMs, askedMs + leaseMs)
      clearTimeout(expiry)
      expiry = setTimeout(lose, heldUntilMs - performance.now()).unref()
    } catch (err) {
      // Not knowing is not losing, for now: the fence decides in the end.
      logger.warn({ err: loggable(err), msg: 'renewing a lease failed', stepId: step.id })
    }
  }
  const renewals = setInterval(renew, leaseMs / 3).unref()
  const leave = heldSteps.add(step, lose)
  const listener = (message: Message) => {
    if (!harmless.includes(message?.[1])) heldSteps.look()
  }
  const unsubscribe = coursewrightOf(payload).notifications.subscribe({
    payload,
    topic: topicOf.run(step.run),
    listener,
  })
  const release = () => {
    clearTimeout(expiry)
    clearInterval(renewals)
    leave()
    unsubscribe()
    signal?.removeEventListener('abort', stop)
  }
  ended.signal.addEventListener('abort', release)
  signal?.addEventListener('abort', stop)
  if (signal?.aborted) stop()
  return { signal: ended.signal, release }
}

/** How soon a call stops after its run was cancelled, where no notification says so at once. */
const lookMs = 1000
/** What takes longer may never be answered; the next look goes over another connection. */
const silentMs = 5000

interface CreateHeldSteps {
  /** On the pool. */
  store: RunStore
  logger: BasePayload['logger']
}

/**
 * Looks each second which of the steps are still ours: one statement for all of them, and none while the last has no
 * answer, so that nothing piles up before a database that is slow or silent.
 */
export const createHeldSteps = ({ store, logger }: CreateHeldSteps): HeldSteps => {
  const held = new Map<Step, () => void>()
  let timer: NodeJS.Timeout | undefined
  /** When the look was begun that has no answer yet. */
  let lookingSinceMs: number | undefined
  let isAskedAgain = false

  const isLooking = () => lookingSinceMs !== undefined && performance.now() - lookingSinceMs < silentMs
  const lookOnce = async (): Promise<void> => {
    const sinceMs = performance.now()
    lookingSinceMs = sinceMs
    isAskedAgain = false
    const asked = [...held.keys()]
    try {
      const ours = await findOurSteps(store, asked)
      for (const step of asked) if (!ours.has(step.id)) held.get(step)?.()
    } catch (err) {
      // Not knowing is not losing, for now: the fence decides in the end.
      logger.warn({ err: loggable(err), msg: 'looking after leases failed', steps: asked.length })
    }
    // Unless another look was begun meanwhile, because this one took too long.
    if (lookingSinceMs !== sinceMs) return
    lookingSinceMs = undefined
    // What was heard during the look may have come too late for it.
    if (isAskedAgain) look()
  }
  const look = () => {
    if (held.size === 0) return
    if (isLooking()) isAskedAgain = true
    else void lookOnce()
  }
  const tick = () => {
    if (!isLooking()) look()
  }
  return {
    add: (step, onLost) => {
      held.set(step, onLost)
      timer ??= setInterval(tick, lookMs).unref()
      return () => {
        held.delete(step)
        if (held.size > 0) return
        clearInterval(timer)
        timer = undefined
      }
    },
    look,
  }
}

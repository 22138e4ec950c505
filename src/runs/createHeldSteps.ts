import type { BasePayload } from 'payload'
import type { Sql } from '../database/adapter.js'
import { loggable } from '../errors.js'
import type { Step } from './Step.js'
import { findOurSteps } from './sql/findOurSteps.js'
import type { RunTables } from './sql/runTables.js'

/** How soon a call stops after its run was cancelled, where no notification says so at once. */
const lookMs = 1000
/** What takes longer may never be answered; the next look goes over another connection. */
const silentMs = 5000

interface CreateHeldSteps {
  /** The pool. */
  db: Sql
  tables: RunTables
  logger: BasePayload['logger']
}

/** The steps that one worker holds. */
export interface HeldSteps {
  /** Calls `onLost` once it turns out that the claim no longer holds the step. Returns how to end it. */
  add(step: Step, onLost: () => void): () => void
  /** Looks at once, as when something was heard of a run. */
  look(): void
}

/**
 * Looks each second which of the steps are still ours: one statement for all of them, and none while the last has no
 * answer, so that nothing piles up before a database that is slow or silent.
 */
export const createHeldSteps = ({ db, tables, logger }: CreateHeldSteps): HeldSteps => {
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
      const ours = await findOurSteps(db, tables, asked)
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

import { loggable } from '../errors.js'
import type { StepContext } from './StepContext.js'
import { showWriting } from './sql/showWriting.js'

/** How often watchers of a run are told how far a streamed answer has come. */
const everyMs = 1000

/** Items carry their key, so each key begun is an item begun; see docs/model-messages.md. */
const itemStart = /"key"\s*:/g

/**
 * Tells watchers, at most once a second, how many items of a streamed answer have begun to arrive; nothing while the last
 * was not taken yet, nor after the lease has ended.
 */
export const reportWriting = ({
  db,
  tables,
  step,
  payload,
  signal,
}: Pick<StepContext, 'db' | 'tables' | 'step' | 'payload' | 'signal'>) => {
  let text = ''
  let shown = 0
  let isShowing = false
  const show = async () => {
    const written = text.match(itemStart)?.length ?? 0
    if (isShowing || signal.aborted || written === shown) return
    isShowing = true
    shown = written
    try {
      await showWriting(db, tables, { step, written })
    } catch (err) {
      payload.logger.warn({ err: loggable(err), msg: 'showing the progress of an answer failed', stepId: step.id })
    } finally {
      isShowing = false
    }
  }
  const timer = setInterval(show, everyMs).unref()
  return {
    report: (textSoFar: string): void => {
      text = textSoFar
    },
    stop: () => clearInterval(timer),
  }
}

import { loggable } from '../errors/loggable.js'
import type { StepContext } from './StepContext.js'
import { showWriting } from './sql/showWriting.js'

/** How often watchers of a run are told how far a streamed answer has come. */
const everyMs = 1000

/** Items carry their key, so each key begun is an item begun; see docs/model-messages.md. */
const itemStart = /"key"\s*:/g

/** Tells watchers, at most once a second, how many items of a streamed answer have begun to arrive. */
export const reportWriting = ({
  db,
  tables,
  step,
  payload,
}: Pick<StepContext, 'db' | 'tables' | 'step' | 'payload'>) => {
  let text = ''
  let shown = 0
  const timer = setInterval(() => {
    const written = text.match(itemStart)?.length ?? 0
    if (written === shown) return
    shown = written
    showWriting(db, tables, { step, written }).catch((err: unknown) => {
      payload.logger.warn({ err: loggable(err), msg: 'showing the progress of an answer failed', stepId: step.id })
    })
  }, everyMs).unref()
  return {
    report: (textSoFar: string): void => {
      text = textSoFar
    },
    stop: () => clearInterval(timer),
  }
}

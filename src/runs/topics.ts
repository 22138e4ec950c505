import type { PayloadRequest } from 'payload'
import { settingsOf } from '../options/Settings.js'
import { storeOf } from './sql/store.js'
import { expediteSteps } from './sql/wakeUps.js'

/** Thrown by `open`: another step must come to an end first. The step goes back to the queue and loses no try. */
export class StepWaits extends Error {
  override readonly name = 'StepWaits'

  /**
   * @param topic What it waits for; the code that brings it calls `expediteTopic` with the same.
   * @param delayMs Longest wait before the step looks again by itself.
   */
  constructor(
    readonly topic: string,
    message: string,
    readonly delayMs = 10_000,
  ) {
    super(message)
  }
}

/**
 * Has the steps that wait for a topic tried again soon: what they wait for has come. In the request's transaction, where
 * it has one, so that they find it committed. See `StepWaits`.
 */
export const expediteTopic = async (req: PayloadRequest, topic: string): Promise<void> => {
  const later = req.context?.[contextKey] as Set<string> | undefined
  if (later) {
    later.add(topic)
    return
  }
  const settings = settingsOf(req.payload)
  const store = await storeOf(req, settings)
  await expediteSteps(store, topic)
}

const contextKey = 'coursewrightTopics'

/**
 * Holds back what `expediteTopic` is called for with this request until the returned function is called: a worker that saves
 * must lock its run before it locks steps, those that wait in the same run too.
 */
export const holdTopics = (req: PayloadRequest): (() => Promise<void>) => {
  const held = new Set<string>()
  req.context[contextKey] = held
  return async () => {
    delete req.context[contextKey]
    for (const topic of held) await expediteTopic(req, topic)
  }
}

import type { BasePayload } from 'payload'
import { loggable } from '../errors.js'
import { createSystemClock } from '../model/clock.js'
import { createModel } from '../model/createModel.js'
import { describeDuration } from '../model/failures.js'
import type { Model } from '../model/Model.js'
import type { Settings } from '../options/Settings.js'
import { postgresBreakerStore } from './postgresBreakerStore.js'
import { raiseAlert } from './raiseAlert.js'

/**
 * The model layer as runs use it: breakers shared through the database, and an alert row for whatever somebody should
 * look at. One per Payload instance, made on first use.
 */
export const createRunModel = (settings: Settings): ((payload: BasePayload) => Model) => {
  const { model, slugs } = settings
  const models = new WeakMap<BasePayload, Model>()
  const create = (payload: BasePayload): Model =>
    createModel({
      ...model,
      retry: { baseMs: model.retryDelayMs },
      breaker: { openMs: model.breakerMs },
      clock: createSystemClock(),
      breakerStore: postgresBreakerStore(payload, settings),
      onOpen: (breaker) => {
        const { provider, model: name, reason, retryAfterMs } = breaker
        const message = `${provider} (${name}) is left alone for ${describeDuration(retryAfterMs)}: ${reason}`
        // The first opening is the news; each failed try after it is not.
        if (breaker.openings > 1) payload.logger.warn({ msg: message, provider, model: name })
        else void raiseAlert(payload, slugs, { provider, model: name, message })
      },
      onBreakerError: (err) => payload.logger.warn({ err: loggable(err), msg: 'looking after breakers failed' }),
    })
  return (payload) => {
    const known = models.get(payload)
    if (known) return known
    const made = create(payload)
    models.set(payload, made)
    return made
  }
}

import type { BasePayload } from 'payload'
import { loggable } from '../errors.js'
import { createSystemClock } from '../model/clock.js'
import { createModel } from '../model/createModel.js'
import { describeDuration } from '../model/failures.js'
import type { Model } from '../model/Model.js'
import type { BreakerStore } from '../model/policies/breakerStore.js'
import type { TraceCall } from '../model/policies/trace.js'
import type { Settings } from '../options/Settings.js'
import { raiseAlert } from './alerts.js'
import { closeBreaker, openBreaker, probeBreaker, readBreakers } from './sql/breakers.js'
import { poolStore, topicOf } from './sql/store.js'
import { expediteSteps } from './sql/wakeUps.js'

/**
 * The model layer as runs use it: breakers shared through the database, and an alert row for whatever an operator should
 * look at. One per Payload instance, made on first use.
 */
export const createRunModel = (settings: Settings, trace?: TraceCall): ((payload: BasePayload) => Model) => {
  const { model } = settings
  const models = new WeakMap<BasePayload, Model>()
  const create = (payload: BasePayload): Model =>
    createModel({
      ...model,
      retry: { baseMs: model.retryDelayMs },
      breaker: { openMs: model.breakerMs },
      trace,
      clock: createSystemClock(),
      breakerStore: postgresBreakerStore(payload, settings),
      onOpen: (breaker, outcome) => {
        const { provider, model: name, reason, retryAfterMs } = breaker
        const message = `${provider} (${name}) will not be called for ${describeDuration(retryAfterMs)}: ${reason}`
        // The first opening is the news; each failed try after it is not.
        if (breaker.openings > 1) payload.logger.warn({ msg: message, provider, model: name })
        else {
          const isEmpty = outcome === 'out-of-credit'
          void raiseAlert(payload, settings, {
            cause: `${isEmpty ? 'credit' : 'breaker'}:${provider}:${name}`,
            level: isEmpty ? 'error' : 'warn',
            errorClass: outcome,
            provider,
            model: name,
            message,
          })
        }
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

/**
 * Open breakers in `generation-breakers`, by the database's clock, so that all workers see the same. When one closes, the
 * steps that wait for its provider go on.
 */
export const postgresBreakerStore = (payload: BasePayload, settings: Settings): BreakerStore => {
  const store = poolStore(payload, settings)
  return {
    read: () => readBreakers(store),
    open: (breaker) => openBreaker(store, breaker),
    close: async (provider, model) => {
      const wasOpen = await closeBreaker(store, { provider, model })
      if (wasOpen) await expediteSteps(store, topicOf.provider(provider))
    },
    probe: (provider, model, holdMs) => probeBreaker(store, { provider, model, holdMs }),
  }
}

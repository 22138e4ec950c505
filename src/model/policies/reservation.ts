import type { Attempt, Reservation } from '../Attempt.js'
import { isFlex, longestAnswer, schemaText } from '../call/request.js'
import { CallNotWanted } from '../failures.js'
import type { Model, ModelRequest, PlannedCall } from '../Model.js'
import { costOf, type Provider } from '../Provider.js'
import { countMessageTokens, countTokens } from '../tokens.js'

interface ReservationOptions {
  provider: Provider
}

/**
 * Asks `context.reserve` before a call, and settles what it set aside when the call is over, whatever became of it. Stands
 * where nothing keeps the call waiting any more, and before its time is measured.
 *
 * @throws CallNotWanted with what `reserve` threw; no call was made
 */
export const withReservation = ({ provider }: ReservationOptions, inner: Model): Model => ({
  async generate(request) {
    const { context, signal } = request
    if (!context?.reserve) return inner.generate(request)
    const planned = await plannedCall(provider, request)
    let reservation: Reservation | undefined
    try {
      reservation = await context.reserve(planned)
    } catch (error) {
      throw new CallNotWanted(error)
    }
    let made: Attempt | undefined
    const onAttempt: typeof context.onAttempt = (attempt, verdict) => {
      made = reservation ? { ...attempt, reservation } : attempt
      return context.onAttempt?.(made, verdict)
    }
    try {
      signal?.throwIfAborted()
      return await inner.generate({ ...request, context: { ...context, onAttempt } })
    } finally {
      await reservation?.settle(made)
    }
  },
})

const plannedCall = async (provider: Provider, request: ModelRequest): Promise<PlannedCall> => {
  const { name, models, prices } = provider
  const model = models[request.tier]
  const maxCompletionTokens = longestAnswer(provider, request)
  const isWritten = provider.promptCache[request.tier] === 'breakpoints'
  const price = Object.hasOwn(prices, model) ? prices[model] : undefined
  const serviceTier = isFlex(provider, request) ? 'flex' : 'normal'
  return {
    provider: name,
    model,
    promptTokens: await countMessageTokens(request.messages, model),
    schemaTokens: await countTokens(schemaText(provider, request), model),
    maxCompletionTokens,
    serviceTier,
    items: request.keys.length,
    maxCostUsd: (promptTokens) => {
      const usage = {
        promptTokens,
        cachedTokens: 0,
        // All of it, at most: writing costs more than reading anew.
        cacheWriteTokens: isWritten ? promptTokens : 0,
        completionTokens: maxCompletionTokens,
        reasoningTokens: 0,
      }
      // Never at the flex tier's price: a server may answer at the normal one all the same, and some do not take the tier.
      return costOf(usage, price)
    },
    signal: request.signal,
  }
}

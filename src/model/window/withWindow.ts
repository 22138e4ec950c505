import type { Model } from '../Model.js'
import { ModelCallFailed } from '../ModelCallFailed.js'
import { ProviderOpen } from '../ProviderOpen.js'
import type { CallEnd, ModelWindow } from './ModelWindow.js'

/**
 * Sends a request only when the provider's window admits it, and tells the window how it went. `inner` makes one call
 * per request. A request that is aborted while it waits rejects with the reason of its signal; no call was made for it.
 */
export const withWindow = (window: ModelWindow, inner: Model): Model => ({
  async generate(request) {
    const call = await window.admit(request)
    try {
      const answer = await inner.generate(request)
      call.end({ attempt: answer.attempts.at(-1) })
      return answer
    } catch (error) {
      // Aborted after it was admitted and before it was sent, a request rejects with the reason itself.
      const isUnsent = error instanceof ProviderOpen || error === request.signal?.reason
      if (isUnsent) call.cancel()
      else call.end(endOf(error))
      throw error
    }
  },
})

const endOf = (error: unknown): CallEnd => (error instanceof ModelCallFailed ? error : {})

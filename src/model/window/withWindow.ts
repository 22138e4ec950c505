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
      if (error instanceof ProviderOpen) call.cancel()
      else call.end(endOf(error))
      throw error
    }
  },
})

const endOf = (error: unknown): CallEnd => (error instanceof ModelCallFailed ? error : {})

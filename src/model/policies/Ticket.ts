import type { ProviderOpen } from '../ProviderOpen.js'

/** One call that a breaker has admitted, from its wait for a slot to its end. */
export interface Ticket {
  /** Aborted with ProviderOpen when the breaker opens before the call is sent: what it waits for is in vain. */
  readonly waiting: AbortSignal
  /**
   * Asked when the call is about to be sent.
   *
   * @param timeoutMs how long it may take, if the request says so
   * @throws ProviderOpen
   */
  send(timeoutMs: number | undefined): Promise<void>
  /**
   * How the call ended: `error` is what it threw, `undefined` when it succeeded.
   *
   * @returns when its provider may be called again, if it failed as others do and the breaker is open now
   */
  settle(error?: unknown): Promise<ProviderOpen | undefined>
  /** The call is over, sent or not: lets the next one try, if this one was to try and came to no end. */
  release(): Promise<void>
}

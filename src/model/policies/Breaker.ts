/** Keeps calls away from a provider's model that does not answer, and finds out when it does again. */
export interface Breaker {
  /**
   * Asked before a call. True for the one call that tries whether an open breaker can close: its caller says how it
   * ended with `settle`, and calls `release` in any case.
   *
   * @throws ProviderOpen
   */
  admit(): Promise<boolean>
  /**
   * Asked again when a call that waited is about to be sent.
   *
   * @throws ProviderOpen
   */
  check(): Promise<void>
  /** How a call ended: `error` is what it threw, `undefined` when it succeeded. */
  settle(call: { readonly isProbe: boolean; readonly error?: unknown }): Promise<void>
  /** Lets the next caller try if the probe came to no end. */
  release(): Promise<void>
}

import type { ProviderOpen } from './ProviderOpen.js'

/**
 * No provider may be called now that could answer. Not a failed attempt, though calls may have been made to find out: the
 * request can be made again, later.
 */
export class ProvidersOpen extends Error {
  override readonly name = 'ProvidersOpen'
  /** Milliseconds until the first of them may be tried again. */
  readonly retryAfterMs: number

  constructor(readonly providers: readonly ProviderOpen[]) {
    super(providers.map(({ message }) => message).join(' '))
    this.retryAfterMs = Math.min(...providers.map(({ retryAfterMs }) => retryAfterMs))
  }
}

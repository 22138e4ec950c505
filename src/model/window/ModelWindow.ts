import type { Attempt } from '../Attempt.js'
import type { ModelRequest } from '../Model.js'

/** How busy a provider is. */
export interface WindowState {
  /** Calls that may be in flight at once, as things are. */
  readonly limit: number
  readonly inFlight: number
  readonly waiting: number
  /** Milliseconds for which nothing is sent because the provider asked for it; 0 when it did not. */
  readonly heldMs: number
}

export interface CallEnd {
  /** `undefined` when the call ended without one: then nobody learns from it. */
  readonly attempt?: Attempt
  /** How long the provider asked us to wait. */
  readonly retryAfterMs?: number
}

/** A call that holds a slot until it is ended or cancelled: one of the two, once. */
export interface AdmittedCall {
  end(end: CallEnd): void
  /** It was never sent: gives back what it took of the provider's rates. */
  cancel(): void
}

/** Decides when a call may be sent to one provider. */
export interface ModelWindow {
  /** Resolves when the call may be sent; rejects with the reason of the request's signal when that is aborted first. */
  admit(
    request: Pick<ModelRequest<unknown>, 'messages' | 'maxOutputTokens' | 'signal' | 'context'>,
  ): Promise<AdmittedCall>
  state(): WindowState
}

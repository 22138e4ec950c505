import type { Attempt } from './Attempt.js'

/** What a request may spend in all: calls, tokens, US dollars and time. Shared by the wrappers that call again. */
export interface Budget {
  /** Why no further call may be made after waiting `waitMs` (default 0), in plain words; `undefined` if it may. */
  refusal(waitMs?: number): string | undefined
  charge(attempt: Attempt): void
}

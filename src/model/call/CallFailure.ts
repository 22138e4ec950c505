import type { AttemptOutcome } from '../Attempt.js'
import type { AnswerProblem } from '../ModelCallFailed.js'

/** Why a call gave no valid answer. */
export interface CallFailure {
  readonly outcome: Exclude<AttemptOutcome, 'ok'>
  /** Whether asking again, unchanged, may succeed. */
  readonly isRetryable: boolean
  /** In plain words; never a prompt, an answer, a key, or what the provider said, which may hold any of them. */
  readonly message: string
  readonly retryAfterMs?: number
  /** What could be read all the same: JSON, unchecked. */
  readonly answer?: unknown
  readonly problems?: readonly AnswerProblem[]
}

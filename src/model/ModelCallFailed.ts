import type { Attempt } from './Attempt.js'

interface Failure {
  attempt: Attempt
  /** Whether asking again, unchanged, may succeed. */
  isRetryable: boolean
  /** How long the provider asked us to wait. */
  retryAfterMs?: number
  cause?: unknown
}

/** A call that gave nothing we can use. The message is fit for editors; it never holds a prompt, answer or key. */
export class ModelCallFailed extends Error {
  override readonly name = 'ModelCallFailed'
  readonly attempt: Attempt
  readonly isRetryable: boolean
  readonly retryAfterMs: number | undefined

  constructor(message: string, { attempt, isRetryable, retryAfterMs, cause }: Failure) {
    super(message, { cause })
    this.attempt = attempt
    this.isRetryable = isRetryable
    this.retryAfterMs = retryAfterMs
  }
}

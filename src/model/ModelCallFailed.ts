import type { Attempt } from './Attempt.js'

interface Failure {
  attempt: Attempt
  /** Default: `attempt` alone. */
  attempts?: readonly Attempt[]
  /** Whether asking again, unchanged, may succeed. */
  isRetryable: boolean
  /** How long the provider asked us to wait. */
  retryAfterMs?: number
  /** What could be read of an answer that was not accepted: JSON, unchecked. */
  answer?: unknown
  /** What was wrong with it. */
  problems?: readonly AnswerProblem[]
  cause?: unknown
}

/** One thing wrong with an answer, precise enough to be put right. */
export interface AnswerProblem {
  /** The item of a batch it belongs to. */
  readonly key?: string
  /** Where: `drills[2].hints`; empty for the answer as a whole. */
  readonly path: string
  /** What was expected and what came instead, in plain words. */
  readonly problem: string
}

/** A request that gave nothing we can use. The message is fit for editors; it never holds a prompt, answer or key. */
export class ModelCallFailed extends Error {
  override readonly name = 'ModelCallFailed'
  /** The last call. */
  readonly attempt: Attempt
  readonly attempts: readonly Attempt[]
  readonly isRetryable: boolean
  readonly retryAfterMs: number | undefined
  readonly answer: unknown
  readonly problems: readonly AnswerProblem[]

  constructor(message: string, failure: Failure) {
    super(message, { cause: failure.cause })
    this.attempt = failure.attempt
    this.attempts = failure.attempts ?? [failure.attempt]
    this.isRetryable = failure.isRetryable
    this.retryAfterMs = failure.retryAfterMs
    this.answer = failure.answer
    this.problems = failure.problems ?? []
  }

  /** The same failure with some of its facts replaced. */
  with(changes: Partial<Failure>): ModelCallFailed {
    return new ModelCallFailed(this.message, { ...this, cause: this.cause, ...changes })
  }
}

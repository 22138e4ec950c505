import type { Attempt } from './Attempt.js'
import type { AnswerProblem } from './Model.js'

/**
 * What stood in the way of a call is out of the way when it is sent again, at once, to the same provider; so it was no
 * failure of the provider. `adapted`: a parameter its model does not take is left out from now on. `normal-tier`: its flex
 * tier had no room.
 */
export type Again = 'adapted' | 'normal-tier'

interface Failure {
  attempt: Attempt
  /** Default: `attempt` alone. */
  attempts?: readonly Attempt[]
  /** Whether asking again, unchanged, may succeed. */
  isRetryable: boolean
  /** How long the provider asked us to wait. */
  retryAfterMs?: number
  again?: Again
  /** What was accepted of the answers, by key; `undefined` when none could be read. */
  good?: ReadonlyMap<string, unknown>
  /** What was wrong with the rest. */
  problems?: readonly AnswerProblem[]
  /** Whether its budget ended the request before all repairs were made. Default `false`. */
  isCutShort?: boolean
  cause?: unknown
}

/** A request that gave nothing we can use. The message is fit for editors; it never holds a prompt, answer or key. */
export class ModelCallFailed extends Error {
  override readonly name = 'ModelCallFailed'
  /** The last call. */
  readonly attempt: Attempt
  readonly attempts: readonly Attempt[]
  readonly isRetryable: boolean
  readonly retryAfterMs: number | undefined
  readonly again: Again | undefined
  readonly good: ReadonlyMap<string, unknown> | undefined
  readonly problems: readonly AnswerProblem[]
  readonly isCutShort: boolean

  constructor(message: string, failure: Failure) {
    super(message, { cause: failure.cause })
    this.attempt = failure.attempt
    this.attempts = failure.attempts ?? [failure.attempt]
    this.isRetryable = failure.isRetryable
    this.retryAfterMs = failure.retryAfterMs
    this.again = failure.again
    this.good = failure.good
    this.problems = failure.problems ?? []
    this.isCutShort = failure.isCutShort ?? false
  }

  /** The same failure with some of its facts replaced. */
  with(changes: Partial<Failure>): ModelCallFailed {
    return new ModelCallFailed(this.message, { ...this, cause: this.cause, ...changes })
  }
}

/** A request that nobody answered, and that may not go on: what it may spend is spent, or its time is up. */
export class BudgetSpent extends Error {
  override readonly name = 'BudgetSpent'
}

/** A call that was not made, because the caller's `reserve` refused it: `cause` is why. */
export class CallNotWanted extends Error {
  override readonly name = 'CallNotWanted'

  constructor(cause: unknown) {
    super('The call was not made.', { cause })
  }
}

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** Milliseconds for a sentence, rounded up: `10 seconds`, `30 minutes`, `2 hours`. Up to two of a unit are told in the smaller. */
export const describeDuration = (ms: number): string => {
  if (ms < 2 * MINUTE) return inUnits(ms / SECOND, 'second')
  if (ms < 2 * HOUR) return inUnits(ms / MINUTE, 'minute')
  return inUnits(ms / HOUR, 'hour')
}

const inUnits = (count: number, unit: 'hour' | 'minute' | 'second'): string =>
  Math.ceil(count).toLocaleString('en-US', { style: 'unit', unit, unitDisplay: 'long' })

/** A provider that must not be called now: its breaker is open, or the call that failed has just opened it. */
export class ProviderOpen extends Error {
  override readonly name = 'ProviderOpen'

  constructor(
    readonly provider: string,
    /** Milliseconds until it may be tried again. */
    readonly retryAfterMs: number,
    /** Why, in plain words. */
    readonly reason: string,
  ) {
    super(`${provider} will not be called for ${describeDuration(retryAfterMs)}: ${reason}`)
  }
}

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

/** The longest that anything waits for a provider before it is tried again, whatever that provider asks for: an hour. */
export const longestWaitMs = 60 * 60 * 1000

/**
 * How a call ended:
 * - `ok`: a valid answer
 * - `invalid`: an answer that is not what was asked for
 * - `refused`: the model declined to answer
 * - `truncated`: the answer ran into its length limit
 * - `timeout`: no answer in time, or a stream that stalled
 * - `rate-limited`: 429
 * - `unavailable`: 5xx, or the network
 * - `rejected`: a request the provider does not take; sent again it would be rejected again
 * - `unauthorized`: key or configuration; nothing will work until the host mends it
 * - `out-of-credit`: the account is empty
 * - `aborted`: we stopped the call
 */
export const attemptOutcomes = [
  'ok',
  'invalid',
  'refused',
  'truncated',
  'timeout',
  'rate-limited',
  'unavailable',
  'rejected',
  'unauthorized',
  'out-of-credit',
  'aborted',
] as const

export type AttemptOutcome = (typeof attemptOutcomes)[number]

/** How a call stands in the ledger: `lost` when nobody was left to tell how it ended, because its worker died. */
export const ledgerOutcomes = [...attemptOutcomes, 'lost'] as const

export type LedgerOutcome = (typeof ledgerOutcomes)[number]

/** Tokens as the provider counted them. */
export interface Usage {
  readonly promptTokens: number
  /** Part of `promptTokens` that came from the provider's cache. */
  readonly cachedTokens: number
  /** Part of `promptTokens` that was written into it, which some providers charge for; none of it is in `cachedTokens`. */
  readonly cacheWriteTokens: number
  readonly completionTokens: number
  /** Part of `completionTokens` that the model spent on thinking. */
  readonly reasoningTokens: number
}

/** The tiers a request can be sent at. */
export type ServiceTier = 'normal' | 'flex'

/** One call to a model, successful or not: failed calls cost money too. */
export interface Attempt {
  readonly outcome: AttemptOutcome
  readonly provider: string
  /** The model that was asked for; prices go by it. */
  readonly model: string
  /** The model that answered, if the provider says so. */
  readonly servedModel: string | undefined
  /** `undefined` when the provider did not say, as after a timeout: that is not 0. */
  readonly usage: Usage | undefined
  /** Milliseconds from the request to its end. */
  readonly ms: number
  /** Milliseconds to the first token; only known of streams. */
  readonly firstTokenMs: number | undefined
  readonly requestId: string | undefined
  /** Why it failed, in plain words; never a prompt, an answer or a key. */
  readonly message: string | undefined
  /** Whether an answer had begun to come when it ended as something else than an answer. */
  readonly hasBegun?: boolean
  /** `flex` when it was served at the slower, cheaper tier. */
  readonly serviceTier?: ServiceTier
  /** Prompt tokens by our own count, schema left out; told when the provider told its own. */
  readonly countedPromptTokens?: number
  /** How many keys were asked for; see `ModelRequest`. */
  readonly items?: number
  /** What of the request this provider's model does not take: left out from now on, and the request is sent again. */
  readonly switchedOff?: string
  /** What the provider said is left of our allowance. */
  readonly rateLimit?: RateLimit
  /** What `reserve` set aside for it. */
  readonly reservation?: Reservation
  /** What was sent and received, redacted; only when `logBodies` is on. */
  readonly bodies?: { readonly request: string; readonly answer: string | undefined }
}

/** What was set aside for one call. */
export interface Reservation {
  /**
   * The call is over, and `onAttempt` was told how, with this reservation on the attempt; `undefined` when it was not made
   * after all. Called once.
   */
  settle(attempt: Attempt | undefined): Promise<void> | void
}

/** What a provider says is left of our allowance, read from the headers of an answer. */
export interface RateLimit {
  readonly remainingRequests?: number
  /** Milliseconds until requests are allowed in full again. */
  readonly resetRequestsMs?: number
  readonly remainingTokens?: number
  readonly resetTokensMs?: number
}

/** What these attempts used, as far as it is known. */
export const sumUsage = (attempts: readonly Attempt[]): Usage => {
  const sum = { promptTokens: 0, cachedTokens: 0, cacheWriteTokens: 0, completionTokens: 0, reasoningTokens: 0 }
  for (const { usage } of attempts) {
    sum.promptTokens += usage?.promptTokens ?? 0
    sum.cachedTokens += usage?.cachedTokens ?? 0
    sum.cacheWriteTokens += usage?.cacheWriteTokens ?? 0
    sum.completionTokens += usage?.completionTokens ?? 0
    sum.reasoningTokens += usage?.reasoningTokens ?? 0
  }
  return sum
}

/** The provider wrote something, or may have, when it ended so. */
const mayHaveWritten: ReadonlySet<AttemptOutcome> = new Set([
  'ok',
  'invalid',
  'refused',
  'truncated',
  'timeout',
  'aborted',
])

/** The provider worked on it, and will bill it, but did not tell what it took. Failures before an answer are free. */
export const isUntold = ({ outcome, usage, hasBegun }: Pick<Attempt, 'outcome' | 'usage' | 'hasBegun'>): boolean =>
  !usage && (hasBegun === true || mayHaveWritten.has(outcome))

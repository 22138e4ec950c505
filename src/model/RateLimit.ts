/** What a provider says is left of our allowance, read from the headers of an answer. */
export interface RateLimit {
  readonly remainingRequests?: number
  /** Milliseconds until requests are allowed in full again. */
  readonly resetRequestsMs?: number
  readonly remainingTokens?: number
  readonly resetTokensMs?: number
}

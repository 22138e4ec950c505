/** A breaker that is open: nobody calls until `retryAfterMs` has passed, and then one caller at a time tries. */
export interface OpenBreaker {
  readonly provider: string
  readonly model: string
  /** Milliseconds until somebody may try; 0 or less when somebody may now. */
  readonly retryAfterMs: number
  /** How often it opened in a row; each time it stays open for longer. */
  readonly openings: number
  /** Why, in plain words. */
  readonly reason: string
}

/** Where open breakers stand, so that all workers see the same. A breaker that is not in it is closed. */
export interface BreakerStore {
  /** All open breakers. May be some seconds old. */
  read(): Promise<readonly OpenBreaker[]>
  /** Opens, or opens again: whoever tried is done trying. For 0 milliseconds: somebody may try at once. */
  open(breaker: OpenBreaker): Promise<void>
  /** Forgets the breaker: it is closed. */
  close(provider: string, model: string): Promise<void>
  /** True for the one caller, among all workers, that may try now; nobody else may for `holdMs`. */
  probe(provider: string, model: string, holdMs: number): Promise<boolean>
}

export const attemptOutcomes = [
  'ok',
  'invalid',
  'refused',
  'truncated',
  'timeout',
  'rate-limited',
  'unavailable',
  'rejected',
  'aborted',
] as const

export type AttemptOutcome = (typeof attemptOutcomes)[number]

/** Tokens as the provider counted them. */
export interface Usage {
  readonly promptTokens: number
  /** Part of `promptTokens` that came from the provider's cache. */
  readonly cachedTokens: number
  readonly completionTokens: number
}

/** One call to a model, successful or not: failed calls cost money too. */
export interface Attempt {
  readonly outcome: AttemptOutcome
  readonly provider: string
  readonly model: string
  readonly usage: Usage
  readonly ms: number
  readonly requestId: string | undefined
  /** Why it failed, in plain words; never a prompt, an answer or a key. */
  readonly message: string | undefined
}

interface Backoff {
  /** 0 for the first retry. */
  retry: number
  baseMs: number
  capMs: number
  /** Uniform in [0, 1). */
  random: number
}

/**
 * Milliseconds to wait before a retry: exponential backoff with full jitter, `random × min(cap, base × 2^retry)`.
 * Source: Marc Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
 */
export const backoffMs = ({ retry, baseMs, capMs, random }: Backoff): number =>
  random * Math.min(capMs, baseMs * 2 ** retry)

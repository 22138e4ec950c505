import type { AttemptOutcome } from '../Attempt.js'

interface Retries {
  /** How often a request is sent again after failures of this class. */
  readonly most: number
  /** Whether it is sent again without a wait. */
  readonly isAtOnce?: boolean
}

/** What is worth sending to the same provider again, unchanged. A model that refused may answer when it rolls the dice again. */
export const retries: Readonly<Partial<Record<AttemptOutcome, Retries>>> = {
  timeout: { most: 3 },
  unavailable: { most: 3 },
  'rate-limited': { most: 5 },
  refused: { most: 1, isAtOnce: true },
}

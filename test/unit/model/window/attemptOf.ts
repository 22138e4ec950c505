import type { Attempt, AttemptOutcome } from '../../../../src/model/Attempt.js'

/** An attempt that ended so, with whatever else matters. */
export const attemptOf = (outcome: AttemptOutcome, facts: Partial<Attempt> = {}): Attempt => ({
  outcome,
  provider: 'local',
  model: 'big-1',
  servedModel: undefined,
  usage: undefined,
  ms: 1000,
  firstTokenMs: undefined,
  requestId: undefined,
  message: undefined,
  ...facts,
})

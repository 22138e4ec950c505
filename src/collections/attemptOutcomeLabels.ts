import type { AttemptOutcome } from '../model/Attempt.js'

/** What people read for the way a call ended. */
export const attemptOutcomeLabels: Readonly<Record<AttemptOutcome, string>> = {
  ok: 'Good answer',
  invalid: 'Not what was asked for',
  refused: 'Declined by the model',
  truncated: 'Cut at its length limit',
  timeout: 'No answer in time',
  'rate-limited': 'Too many requests',
  unavailable: 'Provider unavailable',
  rejected: 'Request rejected',
  unauthorized: 'Key or configuration refused',
  'out-of-credit': 'Out of credit',
  aborted: 'Stopped by us',
}

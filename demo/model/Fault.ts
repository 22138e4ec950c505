/**
 * How a call goes wrong, for tests:
 * - a status: an error answer; `retryAfter` in seconds becomes the Retry-After header of a 429
 * - `drop`: the connection is cut without an answer
 * - `malformed`: status 200 with a body that is no JSON
 * - `truncated`: half of the answer, with `finish_reason: 'length'`
 * - `slow`: no answer until the client or the server gives up
 * - `delayMs`: the right answer, so much later
 */
export type Fault =
  | { status: number; message?: string; retryAfter?: number }
  | { delayMs: number }
  | 'drop'
  | 'malformed'
  | 'truncated'
  | 'slow'

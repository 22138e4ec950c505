/**
 * How a call goes wrong:
 * - a status: an error answer, at once
 * - `hang`: no answer until the client gives up
 * - `drop`: the connection is cut; a stream after its first words
 * - `nearJson`: the right answer, as JSON that lacks its end
 * - `prose`: an answer without any JSON
 * - `brokenBody`: status 200 with a body that is no JSON, so that nobody learns what it cost
 */
export type ServerFault =
  | { readonly status: number; readonly retryAfterSeconds?: number }
  | 'hang'
  | 'drop'
  | 'nearJson'
  | 'prose'
  | 'brokenBody'

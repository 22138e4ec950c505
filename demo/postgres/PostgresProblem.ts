/** Something about the embedded Postgres that a person has to put right; the message says what and how. */
export class PostgresProblem extends Error {
  override readonly name = 'PostgresProblem'
}

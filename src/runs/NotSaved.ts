/** The lease still holds, but the database did not keep what ended the step: the step is done again. */
export class NotSaved extends Error {
  override readonly name = 'NotSaved'

  constructor(readonly step: number | string) {
    super('The database did not keep what was saved.')
  }
}

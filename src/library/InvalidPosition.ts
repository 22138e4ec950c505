/** A position that cannot go into the library; `field` is the path an editor knows, e.g. `solution.best`. */
export class InvalidPosition extends Error {
  override readonly name = 'InvalidPosition'

  constructor(
    readonly field: string,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(reason, options)
  }
}

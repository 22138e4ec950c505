import type { Id } from './Step.js'

/** A newer version of the plugin made this run or step, as in a rolling deploy: its own workers know what to do with it. */
export class UnknownKind extends Error {
  override readonly name = 'UnknownKind'

  constructor(
    readonly of: 'run' | 'step',
    readonly id: Id,
    readonly kind: string,
  ) {
    super(`The ${of} ${id} is of the kind "${kind}", which this worker does not know.`)
  }
}

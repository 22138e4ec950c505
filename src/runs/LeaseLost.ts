/** Another worker holds the step now, or the run was cancelled: stop and write nothing. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost'

  constructor(readonly step: number | string) {
    super(`The lease on step ${step} was lost.`)
  }
}

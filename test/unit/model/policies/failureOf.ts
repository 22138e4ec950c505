import { ModelCallFailed } from '../../../../src/model/failures.js'

/** What a promise is rejected with, which must be a failed call. */
export const failureOf = async (promise: Promise<unknown>): Promise<ModelCallFailed> => {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof ModelCallFailed)) throw new Error(`Not a failed call, but ${String(error)}`)
  return error
}

import { asObject } from './asObject.js'

/** The `key` that says which item of a batch this is. */
export const keyOf = (item: unknown): string | undefined => {
  const key = asObject(item)?.key
  return typeof key === 'string' ? key : undefined
}

import { keyOf } from './keyOf.js'

/** Entries by their key; more than one where the model repeated itself. Entries without a key are left out. */
export const groupByKey = (entries: readonly unknown[]): ReadonlyMap<string, readonly unknown[]> => {
  const byKey = new Map<string, unknown[]>()
  for (const entry of entries) {
    const key = keyOf(entry)
    if (key === undefined) continue
    const same = byKey.get(key)
    if (same) same.push(entry)
    else byKey.set(key, [entry])
  }
  return byKey
}

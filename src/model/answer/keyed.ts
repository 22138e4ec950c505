import { isRecord } from '../../text.js'
import type { Message } from '../Model.js'

/** How deep a list is looked for: wrapped in an object, in a list, or written as text. */
const maxWraps = 4

/**
 * The entries of the one list in the answer to a batch, unchecked: that of the object's one list, whatever it is called, of
 * a bare list, of a list in a list, or of any of these written as text. None when there is no list.
 */
export const entriesOf = (answer: unknown): readonly unknown[] =>
  listsIn(answer, maxWraps).find(isKeyed) ?? listsIn(answer, maxWraps)[0] ?? []

const isKeyed = (list: readonly unknown[]): boolean => list.some((entry) => keyOf(entry) !== undefined)

const listsIn = (value: unknown, wraps: number): (readonly unknown[])[] => {
  if (wraps === 0) return []
  if (typeof value === 'string') return listsIn(jsonIn(value), wraps - 1)
  if (Array.isArray(value)) {
    const inner = isKeyed(value) ? [] : value.flatMap((entry) => listsIn(entry, wraps - 1))
    return inner.some(isKeyed) ? [inner.flat()] : [value]
  }
  return Object.values(asObject(value) ?? {}).flatMap((property) => listsIn(property, wraps - 1))
}

/** What a text says that is JSON of an object or a list; `undefined` for any other. */
const jsonIn = (text: string): unknown => (/^\s*[[{]/.test(text) ? parse(text) : undefined)

/** The `key` that says which item of a batch this is. */
export const keyOf = (item: unknown): string | undefined => {
  const key = asObject(item)?.key
  return typeof key === 'string' ? key : undefined
}

/**
 * Entries by the key they were asked for under; more than one where the model repeated itself. A key is known in capitals
 * too, as `D01` for `d01`. Entries that nobody asked for are left out.
 */
export const groupByKey = (
  entries: readonly unknown[],
  keys: readonly string[],
): ReadonlyMap<string, readonly unknown[]> => {
  const exact = new Set(keys)
  const folded = new Map(keys.map((key) => [fold(key), key]))
  const byKey = new Map<string, unknown[]>()
  for (const entry of entries) {
    const given = keyOf(entry)
    if (given === undefined) continue
    const key = exact.has(given) ? given : folded.get(fold(given))
    if (key === undefined) continue
    const same = byKey.get(key)
    const named = given === key ? entry : { ...asObject(entry), key }
    if (same) same.push(named)
    else byKey.set(key, [named])
  }
  return byKey
}

const fold = (key: string): string => key.trim().toLowerCase()

/** The value, if it is an object with named properties. */
export const asObject = (value: unknown): Record<string, unknown> | undefined => (isRecord(value) ? value : undefined)

/** The JSON object that is the last user message, and where it stands; `undefined` when it is something else. */
export const lastUserObject = (
  messages: readonly Message[],
): { index: number; object: Record<string, unknown> } | undefined => {
  const index = messages.findLastIndex(({ role }) => role === 'user')
  const object = asObject(parse(messages[index]?.content ?? ''))
  return object && { index, object }
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

import { isRecord } from '../../text.js'
import type { Message } from '../Model.js'

interface KeyedList {
  /** The property that holds the list. */
  readonly name: string
  readonly byKey: ReturnType<typeof groupByKey>
}

/** The one list in the answer to a batch; `undefined` when there is none. */
export const keyedListOf = (answer: unknown): KeyedList | undefined => {
  const lists = Object.entries(asObject(answer) ?? {}).flatMap(([name, value]) =>
    Array.isArray(value) ? [{ name, entries: value as unknown[] }] : [],
  )
  const list = lists.find(({ entries }) => entries.some((entry) => keyOf(entry) !== undefined)) ?? lists[0]
  return list && { name: list.name, byKey: groupByKey(list.entries) }
}

/** The `key` that says which item of a batch this is. */
export const keyOf = (item: unknown): string | undefined => {
  const key = asObject(item)?.key
  return typeof key === 'string' ? key : undefined
}

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

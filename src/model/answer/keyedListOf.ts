import { asObject } from './asObject.js'
import { groupByKey } from './groupByKey.js'
import { keyOf } from './keyOf.js'

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

import type { Message } from '../Model.js'
import { keyOf } from './keyOf.js'
import { lastUserObject } from './lastUserObject.js'

/** The keys of the batch that is asked for: the last user message has `items: [{key, …}]`. `undefined` for no batch. */
export const batchKeysOf = (messages: readonly Message[]): readonly string[] | undefined => {
  const items = lastUserObject(messages)?.object.items
  if (!Array.isArray(items) || items.length === 0) return undefined
  const keys = items.map(keyOf)
  return keys.every((key) => key !== undefined) ? [...new Set(keys)] : undefined
}

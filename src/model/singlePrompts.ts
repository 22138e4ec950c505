import type { Attempt } from './Attempt.js'
import { keyOf, lastUserObject } from './answer/keyed.js'
import type { Message, ModelRequest, Verdict } from './Model.js'
import { countMessageTokens, countTokens } from './tokens.js'

/**
 * Prompt tokens that a call for each item alone would have: the same message with that item only. By our own count; where
 * texts meet it may be a token off.
 */
export const singlePromptTokens = async (
  messages: readonly Message[],
  model?: string,
): Promise<ReadonlyMap<string, number>> => {
  const last = lastUserObject(messages)
  const items = last?.object.items
  const single = new Map<string, number>()
  if (!last || !Array.isArray(items)) return single
  const content = JSON.stringify({ ...last.object, items: [], problems: undefined })
  const shared = await countMessageTokens(messages.with(last.index, { role: 'user', content }), model)
  for (const item of items) {
    const key = keyOf(item)
    if (key !== undefined) single.set(key, shared + (await countTokens(JSON.stringify(item), model)))
  }
  return single
}

/**
 * What calls for several items save: to be told of each call for a request, in order. It gives the prompt tokens that
 * single calls for what this call brought would have taken, less what it took: below zero where it brought little.
 * `undefined` for a call for one item, and one of which the provider told no tokens.
 */
export const countSavings = ({ messages, keys }: Pick<ModelRequest, 'messages' | 'keys'>) => {
  const brought = new Set<string>()
  let single: ReturnType<typeof singlePromptTokens> | undefined
  return async (attempt: Attempt, verdict: Verdict | undefined): Promise<number | undefined> => {
    const fresh = [...(verdict?.good.keys() ?? [])].filter((key) => keys.includes(key) && !brought.has(key))
    for (const key of fresh) brought.add(key)
    const { countedPromptTokens, items = 0, model } = attempt
    if (countedPromptTokens === undefined || items < 2) return undefined
    single ??= singlePromptTokens(messages, model)
    const tokens = await single
    return fresh.reduce((sum, key) => sum + (tokens.get(key) ?? 0), 0) - countedPromptTokens
  }
}

import { asObject } from './asObject.js'
import { keyedListOf } from './keyedListOf.js'
import type { Part } from './Part.js'

interface MergeAnswers {
  /** What earlier answers brought together; `undefined` for nothing. */
  before: unknown
  /** The new answer; `undefined` when it could not be read. */
  answer: unknown
  /** What the new answer was asked for: nothing else is taken from it. */
  part: Part
  /** The batch's keys, in the order in which items are wanted. */
  keys: readonly string[]
}

/** Puts what was asked for again in its place. What was good before stays, whatever the new answer says of it. */
export const mergeAnswers = ({ before, answer, part, keys }: MergeAnswers): unknown => {
  if (part.of === 'items') return mergeItems({ before, answer, asked: part.keys, keys })
  if (part.of === 'answer') return asObject(answer) || before === undefined ? answer : before
  const old = asObject(before)
  const given = asObject(answer)
  if (!old || !given) return before
  const taken = Object.entries(given).filter(([name]) => part.names.includes(name))
  return { ...old, ...Object.fromEntries(taken) }
}

interface MergeItems {
  before: unknown
  answer: unknown
  asked: readonly string[]
  keys: readonly string[]
}

const mergeItems = ({ before, answer, asked, keys }: MergeItems): unknown => {
  const old = keyedListOf(before)
  const given = keyedListOf(answer)
  if (!given) return old ? before : (answer ?? before)
  const items = keys.flatMap((key) => {
    const again = asked.includes(key) ? given.byKey.get(key) : undefined
    return again ?? old?.byKey.get(key) ?? []
  })
  return { ...asObject(answer), [given.name]: items }
}

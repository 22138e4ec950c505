import type { Message } from '../Model.js'
import { asObject } from './asObject.js'

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

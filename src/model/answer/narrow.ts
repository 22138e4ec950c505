import { z } from 'zod'
import type { AnswerProblem, Message, ModelRequest } from '../Model.js'
import { keyOf, lastUserObject } from './keyed.js'

/** More would cost tokens and help nobody: an answer with so many problems was not meant for us. */
const maxProblems = 30

interface NarrowRequest {
  request: ModelRequest
  /** The keys to ask for. */
  missing: readonly string[]
  /** What was wrong with the answers so far. */
  problems: readonly AnswerProblem[]
}

/**
 * The request for what is missing, and why: the last user message gets `problems`, and carries only those of its `items`,
 * or names as `only` those properties, that are wanted. All properties are asked for when the schema cannot be narrowed.
 */
export const narrowRequest = ({
  request: { messages, wireSchema, keys },
  missing,
  problems,
}: NarrowRequest): Pick<ModelRequest, 'messages' | 'wireSchema' | 'keys'> => {
  const last = lastUserObject(messages)
  const items = last?.object.items
  const isOneOf = (wanted: readonly string[]) => (item: unknown) => wanted.includes(keyOf(item) ?? '')
  const isBatch = Array.isArray(items) && items.some(isOneOf(keys))
  const narrowed = isBatch || keys.length === 0 ? undefined : pickProperties(wireSchema, missing)
  const asked = last && messages[last.index]
  const told = problems
    .slice(0, maxProblems)
    .map(({ key, problem }) => (isBatch && key ? { key, problem } : { path: key, problem }))
  const message: Message = {
    role: 'user',
    // What comes before the items stays as it is, and so what requests share.
    sharedCharacters: asked?.sharedCharacters,
    content: JSON.stringify({
      ...last?.object,
      items: isBatch ? items.filter(isOneOf(missing)) : items,
      problems: told.length > 0 ? told : undefined,
      only: narrowed && Object.keys(narrowed.shape),
    }),
  }
  return {
    messages: last ? messages.with(last.index, message) : [...messages, message],
    wireSchema: narrowed ?? wireSchema,
    keys: keys.length > 0 ? missing : keys,
  }
}

/** Without refinements: they judge the whole, and what is written is judged in another way. */
const pickProperties = (schema: ModelRequest['wireSchema'], names: readonly string[]): z.ZodObject | undefined => {
  if (!(schema instanceof z.ZodObject) || !names.every((name) => Object.hasOwn(schema.shape, name))) return undefined
  return z.object(Object.fromEntries(names.map((name) => [name, schema.shape[name]])))
}

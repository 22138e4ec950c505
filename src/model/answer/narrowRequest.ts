import { type ZodType, z } from 'zod'
import type { Message, ModelRequest } from '../Model.js'
import type { AnswerProblem } from '../ModelCallFailed.js'
import { keyOf } from './keyOf.js'
import { lastUserObject } from './lastUserObject.js'
import type { Part } from './Part.js'

/** More would cost tokens and help nobody: an answer with so many problems was not meant for us. */
const maxProblems = 30

interface NarrowRequest {
  request: Pick<ModelRequest<unknown>, 'messages' | 'schema' | 'wireSchema'>
  /** What to ask for. */
  part: Part
  /** What was wrong with the answers so far. */
  problems: readonly AnswerProblem[]
}

/**
 * The request for a part of an answer, and why: the last user message gets `problems`, and carries only those of its
 * `items`, or names as `only` those properties, that are wanted. One object is asked for in whole when its schema cannot
 * be narrowed.
 */
export const narrowRequest = ({
  request: { messages, schema, wireSchema = schema },
  part,
  problems,
}: NarrowRequest): { messages: readonly Message[]; wireSchema: ZodType } => {
  const narrowed = part.of === 'properties' ? pickProperties(wireSchema, part.names) : undefined
  const last = lastUserObject(messages)
  const items = last?.object.items
  const message: Message = {
    role: 'user',
    content: JSON.stringify({
      ...last?.object,
      items: part.of === 'items' && Array.isArray(items) ? items.filter(isOneOf(part.keys)) : items,
      problems: problems
        .slice(0, maxProblems)
        .map(({ key, path, problem }) => (key === undefined ? { path, problem } : { key, problem })),
      only: narrowed && Object.keys(narrowed.shape),
    }),
  }
  return {
    messages: last ? messages.with(last.index, message) : [...messages, message],
    wireSchema: narrowed ?? wireSchema,
  }
}

const isOneOf = (keys: readonly string[]) => (item: unknown) => keys.includes(keyOf(item) ?? '')

/** Without refinements: they judge the whole, and what is written is judged by another schema. */
const pickProperties = (schema: ZodType, names: readonly string[]): z.ZodObject | undefined => {
  if (!(schema instanceof z.ZodObject) || !names.every((name) => Object.hasOwn(schema.shape, name))) return undefined
  return z.object(Object.fromEntries(names.map((name) => [name, schema.shape[name]])))
}

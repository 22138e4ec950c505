import { zodResponseFormat } from 'openai/helpers/zod'
import type { ZodType } from 'zod'

export interface JsonSchema {
  readonly [keyword: string]: unknown
}

/** As OpenAI allows: objects and lists, counted together. */
const MAX_LEVELS = 10

/** What every provider with a strict mode takes. */
const taken = ['type', 'description', 'properties', 'required', 'additionalProperties', 'enum', '$ref']

/**
 * A zod schema in the part of JSON Schema that strict modes share: all properties required, none added. Limits, which
 * not every provider takes, are told in words in `description`; the answer is checked against them anyway.
 *
 * @throws Error for what strict modes cannot say: optional properties, records, tuples, unions at the root,
 *   transformed values, and more than 10 levels
 */
export const strictJsonSchema = (schema: ZodType): JsonSchema => {
  const { schema: strict } = zodResponseFormat(schema, 'answer').json_schema
  return plain((strict ?? {}) as JsonSchema, 1)
}

const plain = (schema: JsonSchema, level: number): JsonSchema => {
  const types = [schema.type].flat()
  const isNested = types.includes('object') || types.includes('array')
  if (isNested && level > MAX_LEVELS) {
    throw new Error(`The answer's schema is nested deeper than ${MAX_LEVELS} levels, which strict mode does not allow.`)
  }
  const inner = isNested ? level + 1 : level
  const result: Record<string, unknown> = {}
  for (const keyword of taken) if (keyword in schema) result[keyword] = schema[keyword]
  const union = schema.anyOf ?? schema.oneOf
  if (Array.isArray(union)) result.anyOf = union.map((branch) => plain(branch, level))
  if ('const' in schema) result.enum = [schema.const]
  if (schema.items) result.items = plain(schema.items as JsonSchema, inner)
  for (const keyword of ['properties', '$defs', 'definitions']) {
    if (schema[keyword]) result[keyword] = eachPlain(schema[keyword], keyword === 'properties' ? inner : 1)
  }
  const limits = limitsOf(schema)
  if (limits) result.description = [schema.description, limits].filter(Boolean).join(' ')
  return result
}

const eachPlain = (schemas: unknown, level: number): JsonSchema =>
  Object.fromEntries(
    Object.entries(schemas as JsonSchema).map(([name, one]) => [name, plain(one as JsonSchema, level)]),
  )

const limitsOf = (schema: JsonSchema): string => {
  const { minLength, maxLength, minItems, maxItems, minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema
  const limits = [
    [minLength, 'At least', 'characters.'],
    [maxLength, 'At most', 'characters.'],
    [minItems, 'At least', 'items.'],
    [maxItems, 'At most', 'items.'],
    [minimum, 'At least', ''],
    [maximum, 'At most', ''],
    [exclusiveMinimum, 'More than', ''],
    [exclusiveMaximum, 'Less than', ''],
    [schema.multipleOf, 'A multiple of', ''],
    [schema.format, 'Format:', ''],
    [schema.pattern, 'Must match', ''],
  ]
  return limits
    .filter(([limit]) => limit !== undefined && !isSafeIntegerBound(limit))
    .map(([limit, before, after]) => (after ? `${before} ${limit} ${after}` : `${before} ${limit}.`))
    .join(' ')
}

/** zod writes the range of safe integers into every whole number. */
const isSafeIntegerBound = (limit: unknown): boolean =>
  typeof limit === 'number' && Math.abs(limit) === Number.MAX_SAFE_INTEGER

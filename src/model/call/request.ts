import { zodResponseFormat } from 'openai/helpers/zod'
import type { ChatCompletionCreateParams } from 'openai/resources/chat/completions'
import { type ZodType, z } from 'zod'
import type { Message, ModelRequest } from '../Model.js'
import type { Capability, Provider } from '../Provider.js'
import { type Asked, markPrefix } from './promptCache.js'

interface Question {
  messages: readonly Message[]
  name: string
  schema: JsonSchema
  isStrict: boolean
}

/** What of a message is sent. */
const plainOf = (messages: readonly Message[]): SentMessage[] =>
  messages.map(({ role, content }) => ({ role, content }))

type SentMessage = Pick<Message, 'role' | 'content'>

const withSchemaInWords = (messages: readonly Message[], schema: JsonSchema): SentMessage[] => {
  const [first, ...rest] = messages
  const words = `Answer with one JSON object and nothing else. It follows this JSON Schema:\n${JSON.stringify(schema)}`
  if (first?.role !== 'system') return [{ role: 'system', content: words }, ...plainOf(messages)]
  return [{ role: 'system', content: `${first.content}\n\n${words}` }, ...plainOf(rest)]
}

/** The three ways to ask for JSON of a schema. */
const ask: Record<Capability, (question: Question) => Asked> = {
  json_schema: ({ messages, name, schema }) => ({
    messages: plainOf(messages),
    response_format: { type: 'json_schema', json_schema: { name, strict: true, schema: { ...schema } } },
  }),
  tools: ({ messages, name, schema, isStrict }) => ({
    messages: plainOf(messages),
    tools: [{ type: 'function', function: { name, strict: isStrict, parameters: { ...schema } } }],
    tool_choice: { type: 'function', function: { name } },
  }),
  json_object: ({ messages, schema }) => ({
    messages: withSchemaInWords(messages, schema),
    response_format: { type: 'json_object' },
  }),
}

interface WayToAsk {
  capability: Capability
  schema: JsonSchema
  isStrict: boolean
}

/**
 * The first way the provider knows; or, when strict mode cannot say the schema, the first that does without it. Models that
 * think do not all take tools as well.
 */
const wayToAsk = ({ capabilities }: Pick<Provider, 'capabilities'>, schema: ZodType, isThinking: boolean): WayToAsk => {
  const [capability = 'json_object'] = capabilities
  try {
    return { capability, schema: knownStrictJsonSchema(schema), isStrict: true }
  } catch (error) {
    const others = capabilities.filter((name) => name !== 'json_schema')
    const loose = (isThinking && others.find((name) => name !== 'tools')) || others[0]
    if (!loose) throw error
    return { capability: loose, schema: looseJsonSchema(schema), isStrict: false }
  }
}

/** Why none of the ways that a provider knows can say a schema; `undefined` where one can. */
export const unsayable = (provider: Pick<Provider, 'capabilities'>, schema: ZodType): string | undefined => {
  try {
    wayToAsk(provider, schema, false)
    return undefined
  } catch (error) {
    if (error instanceof Error) return error.message
    throw error
  }
}

/** The schema of an answer as it is sent, as JSON; empty where no way can say it, and there will be no call. */
export const schemaText = (
  provider: Provider,
  { wireSchema, tier }: Pick<ModelRequest, 'wireSchema' | 'tier'>,
): string => {
  if (unsayable(provider, wireSchema) !== undefined) return ''
  const effort = provider.reasoningEffort[tier]
  return JSON.stringify(wayToAsk(provider, wireSchema, effort !== undefined && effort !== 'none').schema)
}

/** Whether a request goes to the provider's slower, cheaper tier. */
export const isFlex = (
  { serviceTier }: Pick<Provider, 'serviceTier'>,
  { urgency, context }: Pick<ModelRequest, 'urgency' | 'context'>,
): boolean => !context?.avoidsFlex && (serviceTier === 'flex' || (serviceTier === 'asked' && urgency === 'flex'))

/** Tokens that an answer may have: what the request allows, and no more than the provider's models write. */
export const longestAnswer = (
  { limits }: Pick<Provider, 'limits'>,
  { maxOutputTokens }: Pick<ModelRequest, 'maxOutputTokens'>,
): number => Math.min(maxOutputTokens, limits.maxOutputTokens ?? Number.POSITIVE_INFINITY)

/** What a request can do without, by the name under which a provider refuses it. */
const optionalParameters = [
  'reasoning_effort',
  'prompt_cache',
  'service_tier',
  'max_completion_tokens',
  'stream_options',
] as const

export type OptionalParameter = (typeof optionalParameters)[number]

/** What is sent, and what of it the provider may refuse without refusing the request. */
interface RequestBody {
  readonly body: ChatCompletionCreateParams
  readonly optional: readonly OptionalParameter[]
}

/**
 * What is sent to a provider: the answer is asked for in the first way that the provider and the schema allow. Parameters
 * that its model has refused are left out.
 *
 * @throws Error when strict mode cannot say the schema, and the provider knows no other way
 */
export const requestBody = async (
  provider: Provider,
  request: ModelRequest,
  refused: ReadonlySet<OptionalParameter> = new Set(),
): Promise<RequestBody> => {
  const { tier, messages, schemaName } = request
  const { models, streams, promptCache } = provider
  const given = provider.reasoningEffort[tier]
  const effort = refused.has('reasoning_effort') ? undefined : given
  const isThinking = effort !== undefined && effort !== 'none'
  const { capability, schema, isStrict } = wayToAsk(provider, request.wireSchema, isThinking)
  const asked = ask[capability]({ messages, name: schemaName, schema, isStrict })
  const hasBreakpoints = promptCache[tier] === 'breakpoints' && !refused.has('prompt_cache')
  const cached = hasBreakpoints ? await markPrefix({ asked, messages, model: models[tier] }) : asked
  const lengthField = refused.has('max_completion_tokens') ? 'max_tokens' : provider.maxTokensField
  const body: ChatCompletionCreateParams = {
    model: models[tier],
    ...cached,
    ...(effort === undefined ? {} : { reasoning_effort: effort }),
    ...(isFlex(provider, request) && !refused.has('service_tier') ? { service_tier: 'flex' } : {}),
    [lengthField]: longestAnswer(provider, request),
    ...(streams ? { stream: true } : {}),
    ...(streams && !refused.has('stream_options') ? { stream_options: { include_usage: true } } : {}),
  }
  const sent = Object.keys(body)
  return { body, optional: optionalParameters.filter((name) => sent.some((field) => field.startsWith(name))) }
}

interface JsonSchema {
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

const strictSchemas = new WeakMap<ZodType, JsonSchema>()

/** The same: a call asks for its schema three times, and all calls for drills have the same one. */
const knownStrictJsonSchema = (schema: ZodType): JsonSchema => {
  const strict = strictSchemas.get(schema) ?? strictJsonSchema(schema)
  strictSchemas.set(schema, strict)
  return strict
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

/**
 * A zod schema in plain JSON Schema, for what strict mode cannot say. It tells what to write, before zod changes it on the
 * way in; what JSON Schema has no words for is left open. The answer is checked by zod anyway.
 */
const looseJsonSchema = (schema: ZodType): JsonSchema => {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return rest
}

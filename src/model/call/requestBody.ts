import type { ChatCompletionCreateParams } from 'openai/resources/chat/completions'
import type { ZodType } from 'zod'
import type { Message, ModelRequest } from '../Model.js'
import type { Capability, Provider } from '../Provider.js'
import { looseJsonSchema } from './looseJsonSchema.js'
import { type JsonSchema, strictJsonSchema } from './strictJsonSchema.js'

interface Question {
  messages: readonly Message[]
  name: string
  schema: JsonSchema
  isStrict: boolean
}

type Asked = Pick<ChatCompletionCreateParams, 'messages' | 'response_format' | 'tools' | 'tool_choice'>

/** The three ways to ask for JSON of a schema. */
const ask: Record<Capability, (question: Question) => Asked> = {
  json_schema: ({ messages, name, schema }) => ({
    messages: [...messages],
    response_format: { type: 'json_schema', json_schema: { name, strict: true, schema: { ...schema } } },
  }),
  tools: ({ messages, name, schema, isStrict }) => ({
    messages: [...messages],
    tools: [{ type: 'function', function: { name, strict: isStrict, parameters: { ...schema } } }],
    tool_choice: { type: 'function', function: { name } },
  }),
  json_object: ({ messages, schema }) => ({
    messages: withSchemaInWords(messages, schema),
    response_format: { type: 'json_object' },
  }),
}

const withSchemaInWords = (messages: readonly Message[], schema: JsonSchema): Message[] => {
  const [first, ...rest] = messages
  const words = `Answer with one JSON object and nothing else. It follows this JSON Schema:\n${JSON.stringify(schema)}`
  if (first?.role !== 'system') return [{ role: 'system', content: words }, ...messages]
  return [{ role: 'system', content: `${first.content}\n\n${words}` }, ...rest]
}

interface WayToAsk {
  capability: Capability
  schema: JsonSchema
  isStrict: boolean
}

/** The first way the provider knows; or, when strict mode cannot say the schema, the first that does without it. */
const wayToAsk = ({ capabilities }: Provider, schema: ZodType): WayToAsk => {
  const [capability = 'json_object'] = capabilities
  try {
    return { capability, schema: strictJsonSchema(schema), isStrict: true }
  } catch (error) {
    const loose = capabilities.find((name) => name !== 'json_schema')
    if (!loose) throw error
    return { capability: loose, schema: looseJsonSchema(schema), isStrict: false }
  }
}

/**
 * What is sent to a provider: the answer is asked for in the first way that the provider and the schema allow.
 *
 * @throws Error when strict mode cannot say the schema, and the provider knows no other way
 */
export const requestBody = <T>(provider: Provider, request: ModelRequest<T>): ChatCompletionCreateParams => {
  const { capability, schema, isStrict } = wayToAsk(provider, request.wireSchema ?? request.schema)
  return {
    model: provider.models[request.tier],
    ...ask[capability]({ messages: request.messages, name: request.schemaName, schema, isStrict }),
    [provider.maxTokensField]: request.maxOutputTokens,
    ...(provider.streams ? { stream: true, stream_options: { include_usage: true } } : {}),
  }
}

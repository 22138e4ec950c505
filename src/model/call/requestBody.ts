import type { ChatCompletionCreateParams } from 'openai/resources/chat/completions'
import type { Message, ModelRequest } from '../Model.js'
import type { Capability, Provider } from '../Provider.js'
import { type JsonSchema, strictJsonSchema } from './strictJsonSchema.js'

interface Question {
  messages: readonly Message[]
  name: string
  schema: JsonSchema
}

type Asked = Pick<ChatCompletionCreateParams, 'messages' | 'response_format' | 'tools' | 'tool_choice'>

/** The three ways to ask for JSON of a schema. */
const ask: Record<Capability, (question: Question) => Asked> = {
  json_schema: ({ messages, name, schema }) => ({
    messages: [...messages],
    response_format: { type: 'json_schema', json_schema: { name, strict: true, schema: { ...schema } } },
  }),
  tools: ({ messages, name, schema }) => ({
    messages: [...messages],
    tools: [{ type: 'function', function: { name, strict: true, parameters: { ...schema } } }],
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

/**
 * What is sent to a provider: the answer is asked for in the best way the provider knows.
 *
 * @throws Error when strict mode cannot say the schema
 */
export const requestBody = <T>(provider: Provider, request: ModelRequest<T>): ChatCompletionCreateParams => {
  const schema = strictJsonSchema(request.wireSchema ?? request.schema)
  const capability = provider.capabilities[0] ?? 'json_object'
  return {
    model: provider.models[request.tier],
    ...ask[capability]({ messages: request.messages, name: request.schemaName, schema }),
    [provider.maxTokensField]: request.maxOutputTokens,
    ...(provider.streams ? { stream: true, stream_options: { include_usage: true } } : {}),
  }
}

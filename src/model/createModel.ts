import OpenAI from 'openai'
import { type ZodType, z } from 'zod'
import type { Attempt, AttemptOutcome, Usage } from './Attempt.js'
import { classifyCallError } from './classifyCallError.js'
import type { Model, ModelRequest } from './Model.js'
import { ModelCallFailed } from './ModelCallFailed.js'

export interface ModelEndpoint {
  readonly name: string
  readonly baseURL: string
  readonly apiKey: string | undefined
  readonly complex: string
  readonly simple: string
  readonly timeoutMs: number
}

const noUsage: Usage = { promptTokens: 0, cachedTokens: 0, completionTokens: 0 }

/** Largest answer we parse; more is not an answer to anything we ask. */
const maxAnswerCharacters = 1_000_000

/** The port over one OpenAI-compatible endpoint. One call, no retries: those belong to the step. */
export const createModel = (endpoint: ModelEndpoint): Model => {
  // A local server needs no key, but the client insists on one.
  const client = new OpenAI({
    baseURL: endpoint.baseURL,
    apiKey: endpoint.apiKey ?? 'none',
    maxRetries: 0,
    timeout: endpoint.timeoutMs,
    logLevel: 'off',
  })

  return {
    async generate<T>(request: ModelRequest<T>) {
      const model = endpoint[request.tier]
      const startedAt = performance.now()
      const attempt = (outcome: AttemptOutcome, facts: Partial<Attempt> = {}): Attempt => ({
        outcome,
        provider: endpoint.name,
        model,
        usage: noUsage,
        ms: Math.round(performance.now() - startedAt),
        requestId: undefined,
        message: undefined,
        ...facts,
      })

      const completion = await client.chat.completions
        .create(
          {
            model,
            messages: [...request.messages],
            max_completion_tokens: request.maxOutputTokens,
            response_format: {
              type: 'json_schema',
              json_schema: { name: request.schemaName, strict: true, schema: wireJsonSchema(request.wireSchema) },
            },
          },
          { signal: request.signal },
        )
        .catch((cause: unknown) => {
          const { outcome, isRetryable, message, requestId, retryAfterMs } = classifyCallError(
            cause,
            endpoint.name,
            endpoint.timeoutMs,
          )
          throw new ModelCallFailed(message, {
            attempt: attempt(outcome, { message, requestId }),
            isRetryable,
            retryAfterMs,
            cause,
          })
        })

      const usage: Usage = {
        promptTokens: completion.usage?.prompt_tokens ?? 0,
        cachedTokens: completion.usage?.prompt_tokens_details?.cached_tokens ?? 0,
        completionTokens: completion.usage?.completion_tokens ?? 0,
      }
      const facts = { usage, model: completion.model || model, requestId: completion._request_id ?? undefined }
      const fail = (outcome: AttemptOutcome, message: string): ModelCallFailed =>
        new ModelCallFailed(message, { attempt: attempt(outcome, { ...facts, message }), isRetryable: true })

      const choice = completion.choices?.[0]
      if (choice?.message.refusal) throw fail('refused', `${endpoint.name} refused to answer.`)
      if (choice?.finish_reason === 'length') throw fail('truncated', 'The answer was cut off at its length limit.')
      const parsed = request.schema.safeParse(parseJson(choice?.message.content))
      if (!parsed.success) throw fail('invalid', `The answer was not what was asked for: ${firstIssue(parsed.error)}`)
      const ok = attempt('ok', facts)
      return { value: parsed.data, usage, provider: endpoint.name, model: facts.model, attempts: [ok] }
    },
  }
}

const wireJsonSchema = (schema: ZodType): Record<string, unknown> => {
  const { $schema: _, ...jsonSchema } = z.toJSONSchema(schema)
  return jsonSchema
}

const parseJson = (content: string | null | undefined): unknown => {
  if (!content || content.length > maxAnswerCharacters) return undefined
  try {
    return JSON.parse(content)
  } catch {
    // The schema check that follows reports it.
    return undefined
  }
}

const firstIssue = (error: z.ZodError): string => {
  const issue = error.issues[0]
  if (!issue) return 'it could not be read'
  const path = issue.path.join('.')
  return path ? `${path}: ${issue.message}` : issue.message
}

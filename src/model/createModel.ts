import OpenAI from 'openai'
import { type ZodType, z } from 'zod'
import type { Attempt, AttemptOutcome, Usage } from './Attempt.js'
import { classifyCallError } from './classifyCallError.js'
import type { Model, ModelRequest } from './Model.js'
import { ModelCallFailed } from './ModelCallFailed.js'
import { readCompletion } from './readCompletion.js'

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

      // The client's own timeout ends with the headers; a body that never ends would hold the step for ever.
      const timeout = AbortSignal.timeout(endpoint.timeoutMs)
      const signal = request.signal ? AbortSignal.any([request.signal, timeout]) : timeout
      const body = {
        model,
        messages: [...request.messages],
        max_completion_tokens: request.maxOutputTokens,
        response_format: {
          type: 'json_schema' as const,
          json_schema: { name: request.schemaName, strict: true, schema: wireJsonSchema(request.wireSchema) },
        },
      }
      const { data, request_id } = await client.chat.completions
        .create(body, { signal })
        .withResponse()
        .catch((cause: unknown) => {
          const { outcome, isRetryable, message, requestId, retryAfterMs } = classifyCallError(cause, {
            provider: endpoint.name,
            timeoutMs: endpoint.timeoutMs,
            isStopped: request.signal?.aborted === true,
            isTimedOut: timeout.aborted,
          })
          throw new ModelCallFailed(message, {
            attempt: attempt(outcome, { message, requestId }),
            isRetryable,
            retryAfterMs,
            cause,
          })
        })

      const completion = readCompletion(data)
      const facts = {
        usage: completion.usage,
        model: completion.model ?? model,
        requestId: request_id ?? undefined,
      }
      const fail = (outcome: AttemptOutcome, message: string): ModelCallFailed =>
        new ModelCallFailed(message, { attempt: attempt(outcome, { ...facts, message }), isRetryable: true })

      if (completion.isRefusal) throw fail('refused', `${endpoint.name} refused to answer.`)
      if (completion.isTruncated) throw fail('truncated', 'The answer was cut off at its length limit.')
      const parsed = request.schema.safeParse(parseJson(completion.content))
      if (!parsed.success) throw fail('invalid', `The answer was not what was asked for: ${firstIssue(parsed.error)}`)
      const ok = attempt('ok', facts)
      return { value: parsed.data, ...facts, provider: endpoint.name, attempts: [ok] }
    },
  }
}

const wireJsonSchema = (schema: ZodType): Record<string, unknown> => {
  const { $schema: _, ...jsonSchema } = z.toJSONSchema(schema)
  return jsonSchema
}

const parseJson = (content: string | undefined): unknown => {
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

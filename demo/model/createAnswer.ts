import type { ChatCompletionRequest, FixtureResponse } from '@copilotkit/aimock'
import { countMessageTokens, countTokens } from '../../src/model/tokens.js'
import { offlineModelName } from './offlineModelName.js'

interface CreateAnswer {
  body: ChatCompletionRequest
  /** What the model says: a JSON text, or a value to be written as one. */
  answer: unknown
  truncated: boolean
}

/**
 * A chat completion with real token counts: the messages and the answer, not the schema or the tools. A request with
 * a function tool and no `response_format` gets a call of its first tool, as from providers without JSON schemas.
 */
export async function createAnswer({ body, answer, truncated }: CreateAnswer): Promise<FixtureResponse> {
  const whole = typeof answer === 'string' ? answer : JSON.stringify(answer)
  const content = truncated ? whole.slice(0, Math.floor(whole.length / 2)) : whole
  const prompt_tokens = await countMessageTokens(body.messages)
  const completion_tokens = await countTokens(content)
  const usage = { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens }
  const envelope = { model: offlineModelName, usage, ...(truncated ? { finishReason: 'length' } : {}) }
  const tool = body.response_format ? undefined : body.tools?.[0]?.function.name
  return tool ? { toolCalls: [{ name: tool, arguments: content }], ...envelope } : { content, ...envelope }
}

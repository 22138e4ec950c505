import { z } from 'zod'
import { storable } from '../../text.js'
import type { Usage } from '../Attempt.js'

const tokens = z.int().nonnegative().optional().catch(undefined)
const text = z.string().nullish().catch(undefined)

/**
 * What answers and their streamed pieces have in common. Servers that call themselves compatible send all sorts of
 * things, none of which may break more than the call: what is of the wrong type is as if it had not been sent.
 */
export const completionParts = {
  model: z.string().transform(storable).pipe(z.string().min(1).max(200)).optional().catch(undefined),
  finishReason: text,
  usage: z
    .object({
      prompt_tokens: tokens,
      completion_tokens: tokens,
      prompt_tokens_details: z.object({ cached_tokens: tokens }).nullish().catch(undefined),
      completion_tokens_details: z.object({ reasoning_tokens: tokens }).nullish().catch(undefined),
    })
    .transform((usage): Usage | undefined => {
      const { prompt_tokens, completion_tokens } = usage
      if (prompt_tokens === undefined && completion_tokens === undefined) return undefined
      const promptTokens = prompt_tokens ?? 0
      const completionTokens = completion_tokens ?? 0
      return {
        promptTokens,
        cachedTokens: Math.min(usage.prompt_tokens_details?.cached_tokens ?? 0, promptTokens),
        completionTokens,
        reasoningTokens: Math.min(usage.completion_tokens_details?.reasoning_tokens ?? 0, completionTokens),
      }
    })
    .nullish()
    .catch(undefined),
  message: z
    .object({
      content: text,
      refusal: text,
      // Two names for one thing: what a model thinks before it answers.
      reasoning_content: text,
      reasoning: text,
      tool_calls: z
        .array(z.object({ index: z.number().optional(), function: z.object({ arguments: text }) }))
        .nullish()
        .catch(undefined),
    })
    .nullish()
    .catch(undefined),
}

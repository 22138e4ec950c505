import { z } from 'zod'
import type { Completion } from './Completion.js'
import { completionParts } from './completionParts.js'
import { isWhole } from './isWhole.js'

const schema = z.object({
  model: completionParts.model,
  usage: completionParts.usage,
  choices: z
    .array(z.object({ finish_reason: completionParts.finishReason, message: completionParts.message }))
    .catch([]),
})

/** What we need of a chat completion; of any other JSON there is nothing. */
export const readCompletion = (body: unknown): Completion => {
  const { model, usage, choices = [] } = schema.safeParse(body).data ?? {}
  const { message, finish_reason } = choices[0] ?? {}
  const text = message?.tool_calls?.[0]?.function.arguments || message?.content || ''
  return {
    servedModel: model,
    usage: usage ?? undefined,
    text,
    written: text.length,
    isRefusal: Boolean(message?.refusal) || finish_reason === 'content_filter',
    isTruncated: finish_reason === 'length',
    // Some leave the reason out.
    isFinished: isWhole(finish_reason ?? ''),
  }
}

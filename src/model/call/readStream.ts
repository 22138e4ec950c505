import { z } from 'zod'
import type { Completion } from './Completion.js'
import { completionParts } from './completionParts.js'
import { emptyCompletion } from './emptyCompletion.js'

const schema = z.object({
  model: completionParts.model,
  usage: completionParts.usage,
  choices: z.array(z.object({ finish_reason: completionParts.finishReason, delta: completionParts.message })).catch([]),
})

/** Puts the pieces of a streamed chat completion together: after each of them, all that has come so far. */
export async function* readStream(pieces: AsyncIterable<unknown>): AsyncGenerator<Completion> {
  let completion = emptyCompletion
  let content = ''
  let toolArguments = ''
  for await (const piece of pieces) {
    const { model, usage, choices = [] } = schema.safeParse(piece).data ?? {}
    const { delta, finish_reason } = choices[0] ?? {}
    content += delta?.content ?? ''
    // We ask for one call; a second one is no part of the answer.
    for (const call of delta?.tool_calls ?? []) if (!call.index) toolArguments += call.function.arguments ?? ''
    completion = {
      servedModel: model ?? completion.servedModel,
      usage: usage ?? completion.usage,
      text: toolArguments || content,
      isRefusal: completion.isRefusal || Boolean(delta?.refusal) || finish_reason === 'content_filter',
      isTruncated: completion.isTruncated || finish_reason === 'length',
      // Usage follows the piece with the reason, so the stream is read to its end.
      isFinished: completion.isFinished || Boolean(finish_reason),
    }
    yield completion
  }
}

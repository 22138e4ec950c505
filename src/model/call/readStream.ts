import { z } from 'zod'
import type { Completion } from './Completion.js'
import { completionParts } from './completionParts.js'
import { emptyCompletion } from './emptyCompletion.js'
import { isWhole } from './isWhole.js'

const schema = z.object({
  model: completionParts.model,
  usage: completionParts.usage,
  choices: z.array(z.object({ finish_reason: completionParts.finishReason, delta: completionParts.message })).catch([]),
})

type Delta = NonNullable<z.infer<typeof completionParts.message>>

/** Puts the pieces of a streamed chat completion together: after each of them, all that has come so far. */
export async function* readStream(pieces: AsyncIterable<unknown>): AsyncGenerator<Completion> {
  let completion = emptyCompletion
  let content = ''
  let toolArguments = ''
  let written = 0
  for await (const piece of pieces) {
    const { model, usage, choices = [] } = schema.safeParse(piece).data ?? {}
    const { delta, finish_reason } = choices[0] ?? {}
    content += delta?.content ?? ''
    // We ask for one call; a second one is no part of the answer.
    for (const call of delta?.tool_calls ?? []) if (!call.index) toolArguments += call.function.arguments ?? ''
    written += delta ? charactersOf(delta) : 0
    completion = {
      servedModel: model ?? completion.servedModel,
      usage: usage ?? completion.usage,
      text: toolArguments || content,
      written,
      isRefusal: completion.isRefusal || Boolean(delta?.refusal) || finish_reason === 'content_filter',
      isTruncated: completion.isTruncated || finish_reason === 'length',
      // Usage follows the piece with the reason, so the stream is read to its end.
      isFinished: completion.isFinished || (Boolean(finish_reason) && isWhole(finish_reason ?? '')),
    }
    yield completion
  }
}

const charactersOf = (delta: Delta): number => {
  const { content, refusal, reasoning, reasoning_content, tool_calls } = delta
  const calls = tool_calls?.map((call) => call.function.arguments) ?? []
  return [content, refusal, reasoning, reasoning_content, ...calls].join('').length
}

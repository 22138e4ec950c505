import { z } from 'zod'
import type { Usage } from './Attempt.js'

const tokens = z.number().nonnegative().catch(0)

const completion = z.object({
  model: z.string().min(1).max(200).optional().catch(undefined),
  usage: z
    .object({
      prompt_tokens: tokens,
      completion_tokens: tokens,
      prompt_tokens_details: z.object({ cached_tokens: tokens }).nullish().catch(undefined),
    })
    .nullish()
    .catch(undefined),
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish().catch(undefined),
        message: z.object({
          content: z.string().nullish().catch(undefined),
          refusal: z.string().nullish().catch(undefined),
        }),
      }),
    )
    .catch([]),
})

interface Completion {
  /** The model that answered, if it says so. */
  model: string | undefined
  usage: Usage
  content: string | undefined
  isRefusal: boolean
  isTruncated: boolean
}

/**
 * What we need of a chat completion. Servers that call themselves compatible send all sorts of things, none of which
 * may break more than the call: what is missing or of the wrong type is as if it had not been sent.
 */
export const readCompletion = (body: unknown): Completion => {
  const { model, usage, choices = [] } = completion.safeParse(body).data ?? {}
  const choice = choices[0]
  return {
    model,
    usage: {
      promptTokens: usage?.prompt_tokens ?? 0,
      cachedTokens: usage?.prompt_tokens_details?.cached_tokens ?? 0,
      completionTokens: usage?.completion_tokens ?? 0,
    },
    content: choice?.message.content ?? undefined,
    isRefusal: Boolean(choice?.message.refusal),
    isTruncated: choice?.finish_reason === 'length',
  }
}

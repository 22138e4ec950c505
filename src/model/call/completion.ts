import { z } from 'zod'
import { storable } from '../../text.js'
import type { Usage } from '../Attempt.js'

const tokens = z.int().nonnegative().optional().catch(undefined)
const text = z.string().nullish().catch(undefined)

/**
 * What answers and their streamed pieces have in common. Servers that call themselves compatible send all sorts of
 * things, none of which may break more than the call: what is of the wrong type is as if it had not been sent.
 */
const completionParts = {
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

/** What has come of an answer so far. */
export interface Completion {
  /** The model that answers, if it says so. */
  readonly servedModel: string | undefined
  /** `undefined` if the provider does not say. */
  readonly usage: Usage | undefined
  /** What the model wrote: its content, or the arguments of its tool call. */
  readonly text: string
  /** Characters the model has written in all: what it thinks, and what is no part of the answer, included. */
  readonly written: number
  readonly isRefusal: boolean
  /** It ran into its length limit. */
  readonly isTruncated: boolean
  /** Nothing more belongs to it. */
  readonly isFinished: boolean
}

/** What has come before anything has. */
export const emptyCompletion: Completion = {
  servedModel: undefined,
  usage: undefined,
  text: '',
  written: 0,
  isRefusal: false,
  isTruncated: false,
  isFinished: false,
}

const brokeOff = ['error', 'insufficient_system_resource']

/** Whether an answer that ended for this reason has come to its end; a length limit is one, too. */
const isWhole = (finishReason: string): boolean => !brokeOff.includes(finishReason)

const completionSchema = z.object({
  model: completionParts.model,
  usage: completionParts.usage,
  choices: z
    .array(z.object({ finish_reason: completionParts.finishReason, message: completionParts.message }))
    .catch([]),
})

/** What we need of a chat completion; of any other JSON there is nothing. */
export const readCompletion = (body: unknown): Completion => {
  const { model, usage, choices = [] } = completionSchema.safeParse(body).data ?? {}
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

const pieceSchema = z.object({
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
    const { model, usage, choices = [] } = pieceSchema.safeParse(piece).data ?? {}
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

import { z } from 'zod'
import { storable } from '../../text.js'
import type { Usage } from '../Attempt.js'

const tokens = z.int().nonnegative().optional().catch(undefined)
const text = z.string().nullish().catch(undefined)

/** A text, or parts of which only texts belong to the answer: `thinking` is what it says. */
const content = z
  .union([
    z.string(),
    z
      .array(z.object({ type: z.string().optional(), text: z.string() }).catch({ text: '' }))
      .transform((parts) => parts.flatMap(({ type = 'text', text }) => (/text$/.test(type) ? text : [])).join('')),
    z.looseObject({}).transform((value) => JSON.stringify(value)),
  ])
  .nullish()
  .catch(undefined)

/** JSON as text, as it should be, or as it is. */
const toolArguments = z
  .union([z.string(), z.looseObject({}).transform((value) => JSON.stringify(value))])
  .nullish()
  .catch(undefined)

const usageSchema = z.object({
  prompt_tokens: tokens,
  completion_tokens: tokens,
  total_tokens: tokens,
  prompt_tokens_details: z.object({ cached_tokens: tokens, cache_write_tokens: tokens }).nullish().catch(undefined),
  completion_tokens_details: z.object({ reasoning_tokens: tokens }).nullish().catch(undefined),
})

/** Tokens as we count them, from what the provider says of them. */
const usageOf = (told: z.infer<typeof usageSchema>): Usage | undefined => {
  const { prompt_tokens, completion_tokens, total_tokens, prompt_tokens_details, completion_tokens_details } = told
  if (prompt_tokens === undefined && completion_tokens === undefined) return undefined
  const promptTokens = prompt_tokens ?? 0
  const written = completion_tokens ?? 0
  const reasoning = completion_tokens_details?.reasoning_tokens
  // Some count thinking on top of the completion, and say so by the total alone; all of it is billed as output.
  const beyond = Math.max(0, (total_tokens ?? 0) - promptTokens - written)
  const onTop = reasoning === undefined ? beyond : beyond >= reasoning || reasoning > written ? reasoning : 0
  const completionTokens = written + onTop
  const cachedTokens = Math.min(prompt_tokens_details?.cached_tokens ?? 0, promptTokens)
  return {
    promptTokens,
    cachedTokens,
    cacheWriteTokens: Math.min(prompt_tokens_details?.cache_write_tokens ?? 0, promptTokens - cachedTokens),
    completionTokens,
    reasoningTokens: Math.min(reasoning ?? onTop, completionTokens),
  }
}

/**
 * What answers and their streamed pieces have in common. Servers that call themselves compatible send all sorts of
 * things, none of which may break more than the call: what is of the wrong type is as if it had not been sent.
 */
const completionParts = {
  model: z.string().transform(storable).pipe(z.string().min(1).max(200)).optional().catch(undefined),
  serviceTier: text,
  finishReason: text,
  usage: usageSchema.transform(usageOf).nullish().catch(undefined),
  message: z
    .object({
      content,
      refusal: text,
      // Two names for one thing: what a model thinks before it answers.
      reasoning_content: text,
      reasoning: text,
      tool_calls: z
        .array(z.object({ index: z.number().optional(), function: z.object({ arguments: toolArguments }) }))
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
  /** The service tier it was served at, if the provider says so. */
  readonly serviceTier: string | undefined
  /** `undefined` if the provider does not say. */
  readonly usage: Usage | undefined
  /** What the model wrote: its content, or the arguments of its tool call; where both are empty, what it thought. */
  readonly text: string
  /** Characters the model has written in all: what it thinks, and what is no part of the answer, included. */
  readonly written: number
  readonly isRefusal: boolean
  /** It ran into its length limit. */
  readonly isTruncated: boolean
  /** Nothing more belongs to it. */
  readonly isFinished: boolean
  /** It ended before it was whole, as the provider itself says. */
  readonly hasBroken: boolean
}

/** What has come before anything has. */
export const emptyCompletion: Completion = {
  servedModel: undefined,
  serviceTier: undefined,
  usage: undefined,
  text: '',
  written: 0,
  isRefusal: false,
  isTruncated: false,
  isFinished: false,
  hasBroken: false,
}

/** How routers and servers say that a model broke off, with status 200 and what it had written until then. */
const brokeOff = ['error', 'insufficient_system_resource']

/** Whether an answer that ended for this reason has come to its end; a length limit is one, too. */
const isWhole = (finishReason: string): boolean => !brokeOff.includes(finishReason)

const completionSchema = z.object({
  model: completionParts.model,
  service_tier: completionParts.serviceTier,
  usage: completionParts.usage,
  choices: z.array(z.object({ finish_reason: completionParts.finishReason, message: completionParts.message })).min(1),
})

/** What we need of a chat completion; `undefined` for JSON that is none, whatever server sent it. */
export const readCompletion = (body: unknown): Completion | undefined => {
  const { model, service_tier, usage, choices = [] } = completionSchema.safeParse(body).data ?? {}
  const [choice] = choices
  if (!choice) return undefined
  const { message, finish_reason } = choice
  const text = textOf({
    toolArguments: message?.tool_calls?.[0]?.function.arguments ?? '',
    content: message?.content ?? '',
    hasContent: /\S/.test(message?.content ?? ''),
    thoughts: thoughtsOf(message),
  })
  return {
    servedModel: model,
    serviceTier: service_tier ?? undefined,
    usage: usage ?? undefined,
    text,
    written: text.length,
    isRefusal: Boolean(message?.refusal) || finish_reason === 'content_filter',
    isTruncated: finish_reason === 'length',
    // Some leave the reason out.
    isFinished: isWhole(finish_reason ?? ''),
    hasBroken: !isWhole(finish_reason ?? ''),
  }
}

interface Written {
  toolArguments: string
  content: string
  /** Other than white space. Told apart, because a long text that grows is slow to look through again and again. */
  hasContent: boolean
  thoughts: string
}

/** Some servers take the whole answer for thinking. What was thought is no answer where there is another. */
const textOf = ({ toolArguments, content, hasContent, thoughts }: Written): string => {
  if (toolArguments) return toolArguments
  return hasContent ? content : thoughts || content
}

const thoughtsOf = (message: Delta | null | undefined): string => message?.reasoning_content || message?.reasoning || ''

const pieceSchema = z.object({
  model: completionParts.model,
  service_tier: completionParts.serviceTier,
  usage: completionParts.usage,
  choices: z
    .array(
      z.object({
        finish_reason: completionParts.finishReason,
        delta: completionParts.message,
        // Servers that do not stream may send the whole message as one piece.
        message: completionParts.message,
      }),
    )
    .catch([]),
})

type Delta = NonNullable<z.infer<typeof completionParts.message>>

/** Puts the pieces of a streamed chat completion together: after each of them, all that has come so far. */
export async function* readStream(pieces: AsyncIterable<unknown>): AsyncGenerator<Completion> {
  let completion = emptyCompletion
  const came: Written = { toolArguments: '', content: '', hasContent: false, thoughts: '' }
  let written = 0
  for await (const piece of pieces) {
    const { model, service_tier, usage, choices = [] } = pieceSchema.safeParse(piece).data ?? {}
    const [choice] = choices
    const finish_reason = choice?.finish_reason
    const delta = choice?.delta ?? choice?.message
    came.content += delta?.content ?? ''
    came.hasContent ||= /\S/.test(delta?.content ?? '')
    came.thoughts += thoughtsOf(delta)
    // We ask for one call; a second one is no part of the answer.
    for (const call of delta?.tool_calls ?? []) if (!call.index) came.toolArguments += call.function.arguments ?? ''
    written += delta ? charactersOf(delta) : 0
    const isFinished = completion.isFinished || (Boolean(finish_reason) && isWhole(finish_reason ?? ''))
    completion = {
      servedModel: model ?? completion.servedModel,
      serviceTier: service_tier ?? completion.serviceTier,
      usage: usage ?? completion.usage,
      // Until it has come to its end, what a model thinks is no text of its answer.
      text: textOf(isFinished ? came : { ...came, thoughts: '' }),
      written,
      isRefusal: completion.isRefusal || Boolean(delta?.refusal) || finish_reason === 'content_filter',
      isTruncated: completion.isTruncated || finish_reason === 'length',
      // Usage follows the piece with the reason, so the stream is read to its end.
      isFinished,
      hasBroken: completion.hasBroken || !isWhole(finish_reason ?? ''),
    }
    yield completion
  }
}

const charactersOf = (delta: Delta): number => {
  const { content, refusal, reasoning, reasoning_content, tool_calls } = delta
  const calls = tool_calls?.map((call) => call.function.arguments) ?? []
  return [content, refusal, reasoning, reasoning_content, ...calls].join('').length
}

import type { ServerResponse } from 'node:http'
import type { Usage } from '../../../src/model/Attempt.js'
import type { Sections } from './task.js'

interface SendCompletion {
  response: ServerResponse
  content: string
  usage: Usage
  streamed: boolean
  /** Spreads a stream over time. */
  wait(share: number): Promise<void>
}

const PIECES = 4

/** Answers as an OpenAI-compatible server does, in one body or as server-sent events. */
export const sendCompletion = async ({ response, content, usage, streamed, wait }: SendCompletion): Promise<void> => {
  const head = { id: 'chatcmpl-1', created: 0, model: 'bench-1' }
  const finish = { index: 0, finish_reason: 'stop' }
  if (!streamed) {
    await wait(1)
    const choices = [{ ...finish, message: { role: 'assistant', content } }]
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ ...head, object: 'chat.completion', choices, usage: wireUsage(usage) }))
    return
  }
  const send = (event: object) =>
    response.write(`data: ${JSON.stringify({ ...head, object: 'chat.completion.chunk', ...event })}\n\n`)
  response.setHeader('content-type', 'text/event-stream')
  for (let piece = 0; piece < PIECES; piece += 1) {
    await wait(1 / PIECES)
    const from = Math.floor((piece / PIECES) * content.length)
    const part = content.slice(from, Math.floor(((piece + 1) / PIECES) * content.length))
    send({ choices: [{ index: 0, delta: { role: 'assistant', content: part }, finish_reason: null }] })
  }
  send({ choices: [{ ...finish, delta: {} }] })
  send({ choices: [], usage: wireUsage(usage) })
  response.end('data: [DONE]\n\n')
}

const wireUsage = ({ promptTokens, cachedTokens, completionTokens, reasoningTokens }: Usage) => ({
  prompt_tokens: promptTokens,
  completion_tokens: completionTokens,
  total_tokens: promptTokens + completionTokens,
  prompt_tokens_details: { cached_tokens: cachedTokens },
  completion_tokens_details: { reasoning_tokens: reasoningTokens },
})

interface WriteCompletion {
  /** All messages as they came. */
  prompt: string
  keys: readonly string[]
  fault: ServerFault | undefined
}

/** What the model says and what it says that cost. Four characters make a token: what counts is who reports them. */
export const writeCompletion = ({ prompt, keys, fault }: WriteCompletion): { content: string; usage: Usage } => {
  const sections = keys.map((key) => ({
    key,
    title: `Section ${key}`,
    text: 'The rook belongs behind the pawn. '.repeat(12),
  }))
  const json = JSON.stringify({ sections } satisfies Sections)
  const content =
    fault === 'prose' ? 'I would rather talk about the weather.' : fault === 'nearJson' ? json.slice(0, -3) : json
  const promptTokens = Math.ceil(prompt.length / 4)
  const completionTokens = Math.ceil(content.length / 4)
  return {
    content,
    usage: {
      promptTokens,
      cachedTokens: Math.floor(promptTokens / 3),
      cacheWriteTokens: 0,
      completionTokens,
      reasoningTokens: Math.floor(completionTokens / 5),
    },
  }
}

export const noUsage: Usage = {
  promptTokens: 0,
  cachedTokens: 0,
  cacheWriteTokens: 0,
  completionTokens: 0,
  reasoningTokens: 0,
}

export const addUsage = (sum: Usage, usage: Usage): Usage => ({
  promptTokens: sum.promptTokens + usage.promptTokens,
  cachedTokens: sum.cachedTokens + usage.cachedTokens,
  cacheWriteTokens: sum.cacheWriteTokens + usage.cacheWriteTokens,
  completionTokens: sum.completionTokens + usage.completionTokens,
  reasoningTokens: sum.reasoningTokens + usage.reasoningTokens,
})

/**
 * How a call goes wrong:
 * - a status: an error answer, at once
 * - `hang`: no answer until the client gives up
 * - `drop`: the connection is cut; a stream after its first words
 * - `nearJson`: the right answer, as JSON that lacks its end
 * - `prose`: an answer without any JSON
 * - `brokenBody`: status 200 with a body that is no JSON, so that nobody learns what it cost
 */
export type ServerFault =
  | { readonly status: number; readonly retryAfterSeconds?: number }
  | 'hang'
  | 'drop'
  | 'nearJson'
  | 'prose'
  | 'brokenBody'

import type { ServerResponse } from 'node:http'
import type { Usage } from '../../src/model/Attempt.js'

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

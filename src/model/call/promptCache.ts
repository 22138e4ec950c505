import { createHash } from 'node:crypto'
import type { ChatCompletionCreateParams } from 'openai/resources/chat/completions'
import type { Message } from '../Model.js'
import { countTokens } from '../tokens.js'

/** A shorter prefix is not kept: https://developers.openai.com/api/docs/guides/prompt-caching */
const minPrefixTokens = 1024

/** No text has more tokens than characters. */
const minPrefixCharacters = minPrefixTokens

/** What of a request is the question. */
export type Asked = Pick<ChatCompletionCreateParams, 'messages' | 'response_format' | 'tools' | 'tool_choice'>

interface MarkPrefix {
  asked: Asked
  messages: readonly Message[]
  model: string
}

/**
 * The same question for a model that caches up to marked places, and charges for writing: the end of what all requests of a
 * run share is marked if it is long enough to be kept, and then all of them carry one key; else nothing is to be written.
 */
export const markPrefix = async ({ asked, messages, model }: MarkPrefix): Promise<Asked & CacheOptions> => {
  const off = { ...asked, prompt_cache_options: { mode: 'explicit' as const } }
  const index = asked.messages.findLastIndex(({ role }) => role === 'user')
  const last = asked.messages[index]
  const shared = messages.findLast(({ role }) => role === 'user')?.sharedCharacters ?? 0
  if (last?.role !== 'user' || typeof last.content !== 'string' || shared === 0) return off
  const before = { ...asked, messages: asked.messages.slice(0, index) }
  const prefix = `${JSON.stringify(before)}${last.content.slice(0, shared)}`
  if (prefix.length < minPrefixCharacters || (await countTokens(prefix, model)) < minPrefixTokens) return off
  const content = [
    {
      type: 'text' as const,
      text: last.content.slice(0, shared),
      prompt_cache_breakpoint: { mode: 'explicit' as const },
    },
    { type: 'text' as const, text: last.content.slice(shared) },
  ]
  const key = createHash('sha256').update(`${model}\n${prefix}`).digest('hex').slice(0, 32)
  return {
    ...off,
    messages: asked.messages.with(index, { role: 'user', content }),
    prompt_cache_key: `coursewright-${key}`,
  }
}

interface CacheOptions {
  prompt_cache_options: { mode: 'explicit' }
  prompt_cache_key?: string
}

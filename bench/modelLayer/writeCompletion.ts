import type { Usage } from '../../src/model/Attempt.js'
import type { ServerFault } from './ServerFault.js'
import type { Sections } from './task.js'

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

import { countTokens } from './countTokens.js'

/** Each message is framed by three tokens, and three more open the answer. */
const TOKENS_PER_MESSAGE = 3
const TOKENS_PER_ANSWER = 3
const TOKENS_PER_NAME = 1

export interface CountableMessage {
  readonly role: string
  /** A text, or parts of which those with text are counted. */
  readonly content?: string | readonly { readonly text?: string }[] | null
  readonly name?: string
}

/**
 * The prompt tokens of a chat completion request, after the formula of OpenAI's cookbook ("How to count tokens with
 * tiktoken"): 3 for each message, role and content and name encoded, 1 for a name, 3 for the answer's opening.
 * Covers the messages only: how a provider spells out schemas and tools is not published.
 *
 * @param model decides the encoding, as in `countTokens`
 */
export async function countMessageTokens(messages: readonly CountableMessage[], model?: string): Promise<number> {
  let total = TOKENS_PER_ANSWER
  for (const { role, content, name } of messages) {
    total += TOKENS_PER_MESSAGE + (await countTokens(role, model)) + (await countTokens(textOf(content), model))
    if (name !== undefined) total += TOKENS_PER_NAME + (await countTokens(name, model))
  }
  return total
}

function textOf(content: CountableMessage['content']): string {
  if (typeof content === 'string') return content
  return (content ?? []).map(({ text }) => text ?? '').join('')
}

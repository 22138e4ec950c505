/** Models older than GPT-4o; all later ones, and those we have never heard of, are counted as `o200k_base`. */
const usesCl100k = /^(gpt-4|gpt-4-.*|gpt-3\.5.*|text-embedding-.*)$/

/** What the encodings take in one piece: letters, signs, blanks. */
const run = /[\p{L}\p{M}]+|[^\s\p{L}\p{M}\p{N}]+|\s+/gu
const MAX_RUN = 512

/**
 * How many tokens a text costs in OpenAI's encoding of the model: exactly for OpenAI's models, as a good estimate for
 * others and for runs of more than 512 letters, signs or blanks, which no prose has. The tables are some megabytes,
 * so they are loaded with the first call.
 *
 * @param model default: any current model (`o200k_base`); a provider's prefix as in `openai/gpt-4` is ignored
 */
export async function countTokens(text: string, model?: string): Promise<number> {
  return countIn(await encodingOf(model), text)
}

type Encoding = Pick<typeof import('gpt-tokenizer/encoding/o200k_base'), 'countTokens'>

const encodingOf = async (model = ''): Promise<Encoding> => {
  const name = model.slice(model.lastIndexOf('/') + 1)
  return usesCl100k.test(name)
    ? import('gpt-tokenizer/encoding/cl100k_base')
    : import('gpt-tokenizer/encoding/o200k_base')
}

/**
 * Counts of late. A call's messages are counted when tokens are set aside for it and again when it is made, and all calls of a
 * run begin with the same one; to count a prompt takes milliseconds.
 */
const remembered = new WeakMap<Encoding, Map<string, number>>()
const MOST_REMEMBERED = 64
/** A longer text is a source or a file, and would keep memory for long. */
const LONGEST_REMEMBERED = 50_000

const countIn = (encoding: Encoding, text: string): number => {
  const counts = remembered.get(encoding) ?? new Map<string, number>()
  const known = counts.get(text)
  const total = known ?? count(encoding, text)
  if (text.length > LONGEST_REMEMBERED) return total
  remembered.set(encoding, counts)
  // Last used, last in the order of a map; the first is the one to forget.
  counts.delete(text)
  counts.set(text, total)
  if (counts.size > MOST_REMEMBERED) counts.delete(counts.keys().next().value ?? '')
  return total
}

const count = (encoding: Encoding, text: string): number => {
  let total = 0
  for (const part of withoutLongRuns(text)) {
    // In texts of ours `<|endoftext|>` is text like any other, not a control token, and no reason to throw.
    total += encoding.countTokens(part, { disallowedSpecial: new Set() })
  }
  return total
}

/** A run costs time by the square of its length: minutes for a megabyte of one letter. Long ones are cut up. */
function* withoutLongRuns(text: string): Generator<string> {
  let from = 0
  for (const { 0: found, index } of text.matchAll(run)) {
    if (found.length <= MAX_RUN) continue
    yield text.slice(from, index)
    for (let at = 0; at < found.length; at += MAX_RUN) yield found.slice(at, at + MAX_RUN)
    from = index + found.length
  }
  yield text.slice(from)
}

/** Each message is framed by three tokens, and three more open the answer. */
const TOKENS_PER_MESSAGE = 3
const TOKENS_PER_ANSWER = 3
const TOKENS_PER_NAME = 1

interface CountableMessage {
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
  // Once for all: each import, of what is loaded too, is a question to Node's loader.
  const encoding = await encodingOf(model)
  let total = TOKENS_PER_ANSWER
  for (const { role, content, name } of messages) {
    total += TOKENS_PER_MESSAGE + countIn(encoding, role) + countIn(encoding, textOf(content))
    if (name !== undefined) total += TOKENS_PER_NAME + countIn(encoding, name)
  }
  return total
}

function textOf(content: CountableMessage['content']): string {
  if (typeof content === 'string') return content
  return (content ?? []).map(({ text }) => text ?? '').join('')
}

/** Fewer calls say nothing yet. */
const MIN_CALLS = 5
/** Beyond these it is not the tokenizer that differs. */
const MIN_FACTOR = 0.5
const MAX_FACTOR = 3

interface Counted {
  /** Prompt tokens of some calls, by the provider. */
  readonly promptTokens: number
  /** Of the same calls, by `countMessageTokens`. */
  readonly countedPromptTokens: number
  readonly calls: number
}

/**
 * What our count of a prompt is to be multiplied by to get the provider's, as its last calls tell: another tokenizer, and
 * the schema, which we do not count. 1 before there were five.
 */
export const tokenFactor = ({ promptTokens, countedPromptTokens, calls }: Counted): number => {
  if (calls < MIN_CALLS || countedPromptTokens <= 0) return 1
  return Math.min(MAX_FACTOR, Math.max(MIN_FACTOR, promptTokens / countedPromptTokens))
}

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
export async function countTokens(text: string, model = ''): Promise<number> {
  const name = model.slice(model.lastIndexOf('/') + 1)
  const encoding = usesCl100k.test(name)
    ? await import('gpt-tokenizer/encoding/cl100k_base')
    : await import('gpt-tokenizer/encoding/o200k_base')
  let total = 0
  for (const part of withoutLongRuns(text)) {
    // In texts of ours `<|endoftext|>` is what somebody wrote, not a control token, and no reason to throw.
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

/** Models older than GPT-4o; all later ones, and those we have never heard of, are counted as `o200k_base`. */
const usesCl100k = /^(gpt-4|gpt-4-.*|gpt-3\.5.*|text-embedding-.*)$/

/**
 * How many tokens a text costs in OpenAI's encoding of the model, exactly for OpenAI's models and as a good estimate
 * for others. The tables are some megabytes, so they are loaded with the first call.
 *
 * @param model default: any current model (`o200k_base`); a provider's prefix as in `openai/gpt-4` is ignored
 */
export async function countTokens(text: string, model = ''): Promise<number> {
  const name = model.slice(model.lastIndexOf('/') + 1)
  const encoding = usesCl100k.test(name)
    ? await import('gpt-tokenizer/encoding/cl100k_base')
    : await import('gpt-tokenizer/encoding/o200k_base')
  // In texts of ours `<|endoftext|>` is what somebody wrote, not a control token, and no reason to throw.
  return encoding.countTokens(text, { disallowedSpecial: new Set() })
}

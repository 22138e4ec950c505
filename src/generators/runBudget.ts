import { z } from 'zod'

const tokensError = { error: 'give a whole number of tokens from 1 to 1,000,000,000,000' }
const costError = { error: 'give US dollars, more than 0 and at most 1,000,000' }

/** What each kind's input may hold: the most that the run may spend, failed calls and repairs included. */
export const runBudgetInput = {
  /** Tokens, those of prompts and those of answers together. */
  maxTokens: z.int(tokensError).min(1, tokensError).max(1_000_000_000_000, tokensError).nullish(),
  /** US dollars, at the prices of the host's providers. */
  maxCostUsd: z.number(costError).positive(costError).max(1_000_000, costError).nullish(),
}

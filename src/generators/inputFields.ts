import { z } from 'zod'
import { longestName } from '../text.js'
import { planContexts } from './plans/planRequest.js'

/** What a curriculum may have: its fields follow, and what requests may pick of it. */
export const curriculumLimits = { topics: 50, objectives: 20, objective: 300 } as const

/** A seed is a whole number from 0; one that is drawn is below this. */
export const greatestSeed = 2_147_483_647

/** Serial or uuid, as a request gives it. */
export const givenId = (error: string) => z.union([z.int().positive(), z.string().min(1).max(64)], { error })

/** Of a document. */
export const id = givenId('give the id of a document')

/** What is drawn, and the order of choices, follow from it. */
export const seed = z.int().min(0).max(greatestSeed).optional()

/** `flex` is work that can wait. */
export const urgency = z.enum(['normal', 'flex']).default('normal')

/** A plan that could be used as it is, is. */
export const reusePlan = z.boolean().default(true)

/** What a request says of the plans that it is written from. */
export const planInput = {
  planFirst: z.boolean().default(false),
  fallbackPlan: id.nullish(),
  reusePlan,
  context: z.enum(planContexts).optional(),
}

/** Keys of phases of a game. */
export const phases = z.array(z.string().max(longestName)).min(1).max(20)

const tokensError = { error: 'give a whole number of tokens from 1 to 1,000,000,000,000' }
const costError = { error: 'give US dollars, more than 0 and at most 1,000,000' }

/** What each kind's input may hold: the most that the run may spend, failed calls and repairs included. */
export const runBudgetInput = {
  /** Tokens, those of prompts and those of answers together. */
  maxTokens: z.int(tokensError).min(1, tokensError).max(1_000_000_000_000, tokensError).nullish(),
  /** US dollars, at the prices of the host's providers. */
  maxCostUsd: z.number(costError).positive(costError).max(1_000_000, costError).nullish(),
}

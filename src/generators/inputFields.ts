import { z } from 'zod'
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
export const phases = z.array(z.string().max(40)).min(1).max(20)

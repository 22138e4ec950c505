import { z } from 'zod'

/** How much of curriculum, profile and kit a plan's prompt carries. */
export const planContexts = ['minimal', 'full'] as const

/** `minimal`: level, tone and rules of style alone. `full`: all of curriculum, profile and kit. */
export type PlanContext = (typeof planContexts)[number]

/** What is to be planned, in words alone: equal requests are served by one plan. */
const planRequestSchema = z.object({
  subject: z.string().optional(),
  topic: z.string().optional(),
  /** What a learner can do afterwards. */
  objective: z.string().optional(),
  /** What to stress. */
  focus: z.string().optional(),
  /** Statements that the plan has to cover. */
  objectives: z.array(z.string()).default([]),
  /** A BCP 47 tag. */
  language: z.string(),
  /** Slug of the game it is about. */
  game: z.string().optional(),
  /** Of a course. */
  lessons: z.number().optional(),
})

export type PlanRequest = z.output<typeof planRequestSchema>

/** What people call it: the objective, else the topic. */
export const titleOfRequest = ({ objective, topic, subject, objectives }: PlanRequest): string =>
  objective ?? topic ?? objectives[0] ?? subject ?? ''

import { z } from 'zod'

const principle = z.object({ name: z.string(), explanation: z.string().optional() })

const item = z.object({
  key: z.string(),
  notation: z.string(),
  phase: z.string(),
  difficulty: z.string().optional(),
  solution: z.string(),
  /** The solution and what follows it, moves separated by a space. */
  line: z.string().optional(),
  /** Legal moves that are no solutions; distractors are taken from the front. */
  alternatives: z.array(z.string()),
  /** Name of one of `principles`. */
  principle: z.string().optional(),
  themes: z.array(z.string()).optional(),
  /** Where the position allows fewer than the task asks for. */
  choices: z.int().min(1).optional(),
})

/** The last user message of a request for drills, as far as the offline model reads it. */
export const drillTaskSchema = z.object({
  task: z.literal('drills'),
  game: z.string(),
  principles: z.array(principle).optional(),
  /** Per drill, the solution included. */
  choices: z.int().min(1),
  items: z.array(item).min(1),
})

export type DrillTask = z.infer<typeof drillTaskSchema>
export type DrillTaskItem = DrillTask['items'][number]

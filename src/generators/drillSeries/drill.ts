import { z } from 'zod'
import type { Difficulty } from '../../games/difficulties.js'

/** What the model is asked for; limits are checked on the answer, because not every provider takes them. */
export const drillWireSchema = z.object({
  drills: z.array(
    z.object({
      key: z.string(),
      prompt: z.string(),
      choices: z.array(z.object({ text: z.string(), correct: z.boolean(), rationale: z.string() })),
      solution: z.string(),
      explanation: z.string(),
      hints: z.array(z.string()),
    }),
  ),
})

const text = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((value) => !value.includes('\u0000'), 'must not contain a NUL character')
    // Half of a surrogate pair: JSON can spell it, Postgres cannot store it.
    .refine((value) => !/\p{Surrogate}/u.test(value), 'must not contain a broken character')

/** One drill as a model writes it; lengths as in the `drills` collection. */
export const drillSchema = z.object({
  key: z.string(),
  prompt: text(2000),
  choices: z.array(z.object({ text: text(120), correct: z.boolean(), rationale: text(1000) })),
  solution: text(60),
  explanation: text(4000),
  hints: z.array(text(600)).max(6),
})

/** A drill that passed every check; moves are in the game's own spelling, choices in their final order. */
export type Drill = z.infer<typeof drillSchema>

/** One drill to be made: the facts the library gives, and what it should teach. */
export interface DrillItem {
  /** Unique in the run, e.g. `d07`; the answer carries it back. */
  readonly key: string
  readonly notation: string
  readonly phase: string
  readonly difficulty: Difficulty
  readonly themes: readonly string[]
  readonly solution: {
    readonly best: string
    readonly line: string
    readonly alsoBest: readonly string[]
    readonly avoid: readonly string[]
  }
  /** Name of the principle it should teach. */
  readonly principle: string | undefined
}

interface Principle {
  readonly name: string
  readonly explanation: string
}

/** Everything a batch of drills is written from. */
export interface DrillBatch {
  readonly game: string
  readonly seed: number
  /** Choices per drill, the solution included. */
  readonly choices: number
  readonly items: readonly DrillItem[]
  readonly principles: readonly Principle[]
  readonly profile: { level: string; language: string; goals: string; tone: string } | undefined
  readonly curriculum: { subject: string; objectives: readonly string[] } | undefined
}

import { z } from 'zod'
import type { Difficulty } from '../../games/difficulties.js'
import { moveLimit } from '../../games/Game.js'
import { unstorable } from '../../text.js'

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

/** The envelope alone: drills are judged one by one, so a bad one does not cost the good ones. */
export const drillEnvelopeSchema = z.object({ drills: z.array(z.unknown()).max(100) })

const text = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .superRefine((value, { addIssue }) => {
      const problem = unstorable(value)
      if (problem) addIssue(`must not contain ${problem}`)
    })

/** Most characters of a drill's texts, and most hints: its checks and the fields of the `drills` collection follow. */
export const drillLimits = {
  prompt: 2000,
  choice: 120,
  rationale: 1000,
  solution: moveLimit,
  explanation: 4000,
  hint: 600,
  hints: 6,
  principle: 120,
} as const

/** One drill as a model writes it. */
export const drillSchema = z.object({
  key: z.string(),
  prompt: text(drillLimits.prompt),
  choices: z.array(
    z.object({ text: text(drillLimits.choice), correct: z.boolean(), rationale: text(drillLimits.rationale) }),
  ),
  solution: text(drillLimits.solution),
  explanation: text(drillLimits.explanation),
  hints: z.array(text(drillLimits.hint)).max(drillLimits.hints),
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

/** The drills in any JSON, unchecked: none when it was read of an answer that was cut off, or is something else. */
export const drillsOf = (answer: unknown): readonly unknown[] =>
  drillEnvelopeSchema.safeParse(answer).data?.drills ?? []

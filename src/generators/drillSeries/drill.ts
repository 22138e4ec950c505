import { z } from 'zod'
import type { Difficulty } from '../../games/difficulties.js'
import { moveLimit } from '../../games/Game.js'
import { text } from '../content/texts.js'

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

/** Most drills per model call: a batch is requested, checked and retried as one. */
export const mostDrillsPerBatch = 10

/** What a request gets that names none: the option `drillSeries` where a host says nothing else. */
export const drillDefaults = { targetDrillCount: 21, batchSize: 5 } as const

/** Choices a drill may have, one of them correct. */
export const choicesPerDrill = { least: 2, most: 6 } as const

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

/** Objectives a prompt carries; more would cost tokens in every batch and say little more. */
export const objectivesTold = 6

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

/** What a drill is written from: its position, the principle it teaches, whom it is for. */
export const sourceOfDrill = (
  { game, principles, profile, curriculum }: DrillBatch,
  { key: _, ...item }: DrillItem,
): unknown => ({
  ...{ game, item, profile, curriculum },
  principle: principles.find(({ name }) => name === item.principle),
})

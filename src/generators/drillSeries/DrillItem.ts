import type { Difficulty } from '../../games/difficulties.js'

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

export interface Principle {
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

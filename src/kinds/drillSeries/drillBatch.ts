import type { DrillBatch } from '../../generators/drillSeries/drill.js'
import type { PlannedDrill } from '../../generators/drillSeries/plan.js'
import type { Settings } from '../../options/Settings.js'
import type { Id } from '../../runs/vocabulary.js'
import type { PositionDoc } from '../positions.js'
import type { ParsedInput } from './input.js'

/** What a step of drills is to make, read once. */
export interface DrillStep {
  readonly items: readonly { readonly key: string; readonly position: Id; readonly principle?: string }[]
  readonly parsed: ParsedInput
}

/** The batch of a step as the library has it; drills whose position is gone are left out. */
export const batchOf = (
  settings: Settings,
  { items, parsed }: DrillStep,
  positions: ReadonlyMap<Id, PositionDoc>,
): DrillBatch => {
  const planned = items.flatMap(({ key, position: id, principle }) => {
    const position = positions.get(id)
    return position ? [{ key, principle, position }] : []
  })
  return drillBatchOf({ settings, parsed, seed: parsed.input.seed ?? 0, planned })
}

/** Objectives a prompt carries; more would cost tokens in every batch and say little more. */
const maxObjectives = 6

interface DrillBatchOf {
  settings: Settings
  parsed: ParsedInput
  seed: number
  planned: readonly PlannedDrill<PositionDoc>[]
}

/** Puts what Payload stores into the words of the generator. */
export const drillBatchOf = ({ settings, parsed, seed, planned }: DrillBatchOf): DrillBatch => ({
  game: parsed.game.slug,
  seed,
  choices: settings.drillSeries.choices,
  items: planned.map(({ key, position, principle }) => ({
    key,
    notation: position.notation,
    phase: position.phase,
    difficulty: position.difficulty,
    themes: position.themes,
    solution: position.solution,
    principle,
  })),
  principles: parsed.curriculum?.principles ?? [],
  profile: parsed.profile,
  curriculum: parsed.curriculum && {
    subject: parsed.curriculum.subject,
    objectives: parsed.curriculum.objectives.slice(0, maxObjectives),
  },
})

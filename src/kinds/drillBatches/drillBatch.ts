import { z } from 'zod'
import { id } from '../../database/stored.js'
import type { Game } from '../../games/Game.js'
import { type DrillBatch, objectivesTold } from '../../generators/drillSeries/drill.js'
import type { PlannedDrill } from '../../generators/drillSeries/plan.js'
import type { Settings } from '../../options/Settings.js'
import type { Id } from '../../runs/vocabulary.js'
import type { CurriculumFacts, ProfileFacts } from '../sources/documents.js'
import type { PositionDoc } from '../sources/positions.js'

/** `generation-steps.input` of a batch of drills: which position becomes which drill. */
export const drillStepInputSchema = z.object({
  items: z.array(z.object({ key: z.string(), position: id, principle: z.string().optional() })),
})

export type DrillStepInput = z.infer<typeof drillStepInputSchema>

/** What drills of a run have in common. */
export interface DrillsOfRun {
  readonly input: { readonly seed?: number | undefined; readonly urgency?: 'normal' | 'flex' | undefined }
  readonly game: Game
  readonly curriculum: CurriculumFacts | undefined
  readonly profile: ProfileFacts | undefined
}

/** What a step of drills is to make, read once. */
export interface DrillStep extends DrillStepInput {
  readonly parsed: DrillsOfRun
  /** The series that they belong to. */
  readonly series: Id | undefined
}

/** The batch of a step as the library has it; drills whose position is gone are left out. */
export const batchOf = (
  settings: Settings,
  { items, parsed }: Pick<DrillStep, 'items' | 'parsed'>,
  positions: ReadonlyMap<Id, PositionDoc>,
): DrillBatch => {
  const planned = items.flatMap(({ key, position: drawn, principle }) => {
    const position = positions.get(drawn)
    return position ? [{ key, principle, position }] : []
  })
  return drillBatchOf({ settings, parsed, seed: parsed.input.seed ?? 0, planned })
}

interface DrillBatchOf {
  settings: Settings
  parsed: DrillsOfRun
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
    objectives: parsed.curriculum.objectives.slice(0, objectivesTold),
  },
})

import type { PayloadRequest } from 'payload'
import { judgeDrills } from '../../generators/drillSeries/check.js'
import { type DrillBatch, drillWireSchema } from '../../generators/drillSeries/drill.js'
import type { PlannedDrill } from '../../generators/drillSeries/plan.js'
import { choicesOf, drillPrompt, drillPromptVersion } from '../../generators/drillSeries/prompt.js'
import { sectionSettings } from '../../options/resolveModel.js'
import type { Section, Settings } from '../../options/Settings.js'
import type { ItemProblem, OpenBatch, RunDoc } from '../../runs/RunKind.js'
import type { Step } from '../../runs/vocabulary.js'
import { type ParsedInput, parseDrillSeriesInput } from './input.js'
import { drillStepInputSchema } from './plan.js'
import { findPositions, type PositionDoc } from './positions.js'
import { saveDrills } from './save.js'

/** Drills are written by a provider's complex model, in short calls. */
export const drillsSection: Section = { name: 'drills', tier: 'complex', isHeavy: false }

/** Room for one drill, with reserve; a longer answer is cut off by the provider and asked for again. */
const maxOutputTokensPerDrill = 1200

interface OpenDrillBatch {
  req: PayloadRequest
  run: RunDoc
  step: Step
}

/** Loads what a batch needs and binds it to the generator's prompt and checks. */
export const openDrillBatch = async (settings: Settings, { req, run, step }: OpenDrillBatch): Promise<OpenBatch> => {
  const { items } = drillStepInputSchema.parse(step.input)
  const [parsed, positions] = await Promise.all([
    parseDrillSeriesInput(settings, req, run.input),
    findPositions(
      req,
      settings.slugs.positions,
      items.map(({ position }) => position),
    ),
  ])
  const { game } = parsed
  const byId = new Map(positions.map((position) => [position.id, position]))
  const planned = items.flatMap(({ key, position: id, principle }) => {
    const position = byId.get(id)
    return position ? [{ key, principle, position }] : []
  })
  const batch = drillBatchOf({ settings, parsed, seed: parsed.input.seed ?? 0, planned })
  const impossible: ItemProblem[] = []
  const possible = batch.items.filter((item) => {
    if (choicesOf({ game, item, choices: batch.choices }) > 1) return true
    impossible.push({ key: item.key, problem: 'the position has no other legal move to choose from' })
    return false
  })
  for (const { key } of items) {
    if (!planned.some((drill) => drill.key === key)) impossible.push({ key, problem: 'the position was deleted' })
  }

  const itemsOf = (keys: readonly string[]) => possible.filter(({ key }) => keys.includes(key))
  return {
    promptVersion: drillPromptVersion,
    keys: items.map(({ key }) => key),
    impossible,
    ask: (keys, problems) => ({
      messages: drillPrompt({ batch, game, items: itemsOf(keys), problems }),
      schemaName: 'drills',
      wireSchema: drillWireSchema,
      ...sectionSettings(settings.model, drillsSection),
      maxOutputTokens: maxOutputTokensPerDrill * keys.length,
    }),
    judge: (answer, keys) => judgeDrills({ answer, items: itemsOf(keys), batch, game }),
    save: (saveReq, drafts) => saveDrills({ settings, req: saveReq, run, step, planned, drafts }),
  }
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

import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { planDrills, positionsPerPhase } from '../../generators/drillSeries/plan.js'
import { choicesOf } from '../../generators/drillSeries/prompt.js'
import { drawPositions } from '../../library/draw.js'
import type { Settings } from '../../options/Settings.js'
import type { RunDoc, RunPlan } from '../../runs/RunKind.js'
import type { Id } from '../../runs/vocabulary.js'
import { parseDrillSeriesInput } from './input.js'
import { findPositions, libraryOf } from './positions.js'

/** Draws positions and shares them out into batches; the drawn ids are stored on the steps, so retries never redraw. */
export const planDrillSeries = async (
  settings: Settings,
  { req, run }: { req: PayloadRequest; run: RunDoc },
): Promise<RunPlan> => {
  const { input, game, curriculum } = await parseDrillSeriesInput(settings, req, run.input)
  const drawn = await drawPositions({
    ...(await libraryOf(settings, req)),
    game: game.slug,
    phases: input.phases,
    perPhase: positionsPerPhase({ ...settings.drillSeries, ...input, phases: input.phases.length }),
    difficulty: input.difficulty ?? undefined,
    seed: input.seed ?? 0,
  })
  const byPhase = input.phases.map((phase) => drawn[phase] ?? [])
  const usable = new Set(
    (await findPositions(req, settings.slugs.positions, byPhase.flat()))
      .filter(({ notation, solution }) => choicesOf({ game, item: { notation, solution }, choices: 2 }) === 2)
      .map(({ id }) => id),
  )
  const batches = planDrills<Id>({
    // Where only one move is legal there is nothing to choose from; a spare position takes the place.
    drawn: byPhase.map((ids) => ids.filter((id) => usable.has(id))),
    principles: curriculum?.principles.map(({ name }) => name) ?? [],
    target: run.requested,
    batchSize: input.batchSize,
  })
  const planned = batches.reduce((sum, batch) => sum + batch.length, 0)
  return {
    batches: batches.map((items): DrillStepInput => ({ items })),
    positionsLoaded: byPhase.reduce((sum, ids) => sum + ids.length, 0),
    missing: Math.max(0, run.requested - planned),
  }
}

/** `generation-steps.input` of a batch of drills: which position becomes which drill. */
export const drillStepInputSchema = z.object({
  items: z.array(
    z.object({
      key: z.string(),
      position: z.union([z.number(), z.string()]),
      principle: z.string().optional(),
    }),
  ),
})

type DrillStepInput = z.infer<typeof drillStepInputSchema>

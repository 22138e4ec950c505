import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { drillKey } from '../../generators/drillSeries/drillKey.js'
import { planDrills, sharePositions } from '../../generators/drillSeries/plan.js'
import { choicesOf } from '../../generators/drillSeries/prompt.js'
import { drawPositions } from '../../library/draw.js'
import type { Settings } from '../../options/Settings.js'
import type { NextSteps, OpenStep, RunDoc } from '../../runs/kind/RunKind.js'
import type { StepOutcome } from '../../runs/sql/reads.js'
import { gaps } from '../../runs/step/noCall.js'
import type { Id } from '../../runs/vocabulary.js'
import { type DrillStepInput, drillStepInputSchema } from '../drillBatches/drillBatch.js'
import { positionsOfSeries } from '../drillBatches/seriesSize.js'
import { fewerPositions, findPositions, libraryOf } from '../sources/positions.js'
import { parseDrillSeriesInput } from './input.js'

const planKey = 'plan'

/** First the plan, which draws the positions; then all the batches it names, and nothing more. */
export const nextDrillSteps = ({ run, steps }: { run: RunDoc; steps: readonly StepOutcome[] }): NextSteps => {
  const plan = steps.find(({ kind }) => kind === 'plan')
  if (run.requested === 0) return { open: [], isLast: true }
  if (!plan) return { open: [{ key: planKey, kind: 'plan', input: {} }], isLast: false }
  if (plan.status !== 'done') return { open: [], isLast: false }
  const { batches } = drillPlanSchema.parse(plan.outcome ?? {})
  return {
    open: batches.map((input) => ({ key: keyOf(input), kind: 'generate', input })),
    isLast: true,
  }
}

/** Places of a series that were taken before this run. */
export const offsetOf = ({ facts }: RunDoc): number => (typeof facts.offset === 'number' ? facts.offset : 0)

/** What a plan came to, kept on its step: retries never draw again. */
const drillPlanSchema = z.object({ batches: z.array(drillStepInputSchema).default([]) })

const keyOf = ({ items }: DrillStepInput): string => `${items[0]?.key}-${items.at(-1)?.key}`

/** Draws positions and shares them out into batches. */
export const openDrillPlan = async (
  settings: Settings,
  { req, run }: { req: PayloadRequest; run: RunDoc },
): Promise<OpenStep> => {
  const { input, game, curriculum } = await parseDrillSeriesInput(settings, req, run.input, { isStored: true })
  const { maxPositionsPerPhase } = settings.drillSeries
  const taken =
    run.target && input.addTo != null ? await positionsOfSeries(settings, req, run.target.value) : new Set<Id>()
  const drawn = await drawPositions({
    ...(await libraryOf(settings, req)),
    game: game.slug,
    phases: input.phases,
    // Those of the series may be the first that are drawn.
    perPhase: maxPositionsPerPhase + taken.size,
    difficulty: input.difficulty ?? undefined,
    seed: input.seed ?? 0,
  })
  const found = input.phases.map((phase) =>
    (drawn[phase] ?? []).filter((id) => !taken.has(id)).slice(0, maxPositionsPerPhase),
  )
  const shares = sharePositions({
    ...{ ...settings.drillSeries, targetDrillCount: run.requested },
    available: found.map(({ length }) => length),
  })
  const byPhase = found.map((ids, index) => ids.slice(0, shares[index]))
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
    offset: offsetOf(run),
  })
  const planned = batches.reduce((sum, batch) => sum + batch.length, 0)
  const impossible = Array.from({ length: Math.max(0, run.requested - planned) }, (_, index) =>
    fewerPositions(drillKey(offsetOf(run) + planned + index + 1)),
  )
  return {
    ...gaps(impossible),
    save: async () => ({
      outcome: { batches: batches.map((items): DrillStepInput => ({ items })) },
      facts: { positionsLoaded: byPhase.reduce((sum, ids) => sum + ids.length, 0) },
    }),
  }
}

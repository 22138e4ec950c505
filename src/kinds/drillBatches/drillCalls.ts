import type { PayloadRequest } from 'payload'
import type { Difficulty } from '../../games/difficulties.js'
import { drillKey } from '../../generators/drillSeries/drillKey.js'
import { inTurns, planDrills } from '../../generators/drillSeries/plan.js'
import { drillPrompt } from '../../generators/drillSeries/prompt.js'
import { drawPositions } from '../../library/draw.js'
import type { PlannedCalls } from '../../limits/estimate.js'
import { countMessageTokens } from '../../model/tokens.js'
import type { Settings } from '../../options/Settings.js'
import { findPositions, libraryOf } from '../sources/positions.js'
import { drillsSection } from './batch.js'
import { type DrillsOfRun, drillBatchOf } from './drillBatch.js'

/** Tokens of one drill as models write it: prompt, four choices, explanation and hints (measured on our prompt). */
const completionTokensPerDrill = 330

interface DrillCalls {
  req: PayloadRequest
  /** What drills of the run have in common, and of which positions they are made. */
  parsed: DrillsOfRun & {
    input: { readonly phases: readonly string[]; readonly difficulty?: Difficulty | null | undefined }
  }
  /** Drills of one series. */
  requested: number
  batchSize: number
  /** That writes them. */
  model: string
}

/** Writes one real batch prompt, counts its tokens, and scales it to the batches of a series, of which the last may be shorter. */
export const drillCalls = async (
  settings: Settings,
  { req, parsed, requested, batchSize, model }: DrillCalls,
): Promise<Omit<PlannedCalls, 'stage'>> => {
  const prompt = await promptOf(settings, { req, parsed, requested, drills: Math.min(batchSize, requested) })
  const [whole, single] = await Promise.all([
    countMessageTokens(prompt.ofBatch, model),
    countMessageTokens(prompt.ofOne, model),
  ])
  const each = (whole - single) / Math.max(1, prompt.drills - 1)
  const calls = Math.ceil(requested / batchSize)
  return {
    ...{ feature: drillsSection.name, calls, items: requested },
    promptTokens: calls * whole - (calls * prompt.drills - requested) * each,
    completionTokens: requested * completionTokensPerDrill,
  }
}

interface PromptOf {
  req: PayloadRequest
  parsed: DrillCalls['parsed']
  requested: number
  /** Of the batch. */
  drills: number
}

/** The prompt of a batch like those of the run, and the same for one drill. */
const promptOf = async (settings: Settings, { req, parsed, requested, drills }: PromptOf) => {
  const { input, game, curriculum } = parsed
  const drawn = await drawPositions({
    ...(await libraryOf(settings, req)),
    game: game.slug,
    phases: input.phases,
    perPhase: drills,
    difficulty: input.difficulty ?? undefined,
    seed: input.seed ?? 0,
  })
  // As batches mix them; of one phase alone they may be longer than those of another.
  const ids = inTurns(input.phases.map((phase) => drawn[phase] ?? [])).slice(0, drills)
  const positions = await findPositions(req, settings.slugs.positions, ids)
  // Which principles meet in a batch depends on all of them.
  const [first = []] = planDrills({
    drawn: [Array.from({ length: requested }, () => undefined)],
    principles: curriculum?.principles.map(({ name }) => name) ?? [],
    target: requested,
    batchSize: drills,
  })
  const batch = drillBatchOf({
    settings,
    parsed,
    seed: input.seed ?? 0,
    planned: positions.map((position, index) => ({
      key: drillKey(index + 1),
      position,
      principle: first[index]?.principle,
    })),
  })
  return {
    drills: positions.length,
    ofBatch: drillPrompt({ batch, game, items: batch.items, problems: [] }),
    ofOne: drillPrompt({ batch, game, items: batch.items.slice(0, 1), problems: [] }),
  }
}

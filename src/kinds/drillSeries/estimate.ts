import type { PayloadRequest } from 'payload'
import { readTogether } from '../../database/transactions.js'
import { drillKey } from '../../generators/drillSeries/drillKey.js'
import { planDrills } from '../../generators/drillSeries/plan.js'
import { drillPrompt } from '../../generators/drillSeries/prompt.js'
import { drawPositions } from '../../library/draw.js'
import { type Estimate, estimateOf } from '../../limits/estimate.js'
import { readMeasured } from '../../limits/measured.js'
import { countMessageTokens } from '../../model/tokens.js'
import type { Settings } from '../../options/Settings.js'
import { poolStore, storeIn } from '../../runs/sql/store.js'
import { findPositions, libraryOf } from '../positions.js'
import { drillsSection } from './batch.js'
import { drillBatchOf } from './drillBatch.js'
import type { ParsedInput } from './input.js'

/** Tokens of one drill as models write it: prompt, four choices, explanation and hints (measured on our prompt). */
const completionTokensPerDrill = 330

interface EstimateDrillSeries {
  req: PayloadRequest
  parsed: ParsedInput
  requested: number
}

/** Writes one real batch prompt, counts its tokens, and scales it to the batches of the run, of which the last may be shorter. */
export const estimateDrillSeries = async (
  settings: Settings,
  { req, parsed, requested }: EstimateDrillSeries,
): Promise<Omit<Estimate, 'requested' | 'facts' | 'notice'>> => {
  const { batchSize, urgency } = parsed.input
  const store = req.transactionID ? await storeIn(req, settings) : poolStore(req.payload, settings)
  const feature = drillsSection.name
  const [measured, prompt] = await readTogether(req, [
    () => readMeasured(store, settings, { kind: 'drillSeries', sections: { [feature]: drillsSection } }),
    () => promptOf(settings, { req, parsed, requested, drills: Math.min(batchSize, requested) }),
  ])
  const { model } = measured.of(feature)
  const [whole, single] = await Promise.all([
    countMessageTokens(prompt.ofBatch, model),
    countMessageTokens(prompt.ofOne, model),
  ])
  const each = (whole - single) / Math.max(1, prompt.drills - 1)
  const calls = Math.ceil(requested / batchSize)
  const planned = {
    ...{ feature, calls, items: requested, stage: 0 },
    promptTokens: calls * whole - (calls * prompt.drills - requested) * each,
    completionTokens: requested * completionTokensPerDrill,
  }
  return estimateOf(settings, { measured, calls: [planned], urgency })
}

interface PromptOf {
  req: PayloadRequest
  parsed: ParsedInput
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
  const longest = Math.max(0, ...Object.values(drawn).map(({ length }) => length))
  const inTurns = Array.from({ length: longest }, (_, index) =>
    input.phases.flatMap((phase) => drawn[phase]?.[index] ?? []),
  )
  const ids = inTurns.flat().slice(0, drills)
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

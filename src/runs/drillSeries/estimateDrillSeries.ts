import type { PayloadRequest } from 'payload'
import { drillKey } from '../../generators/drillSeries/drillKey.js'
import { drillPrompt } from '../../generators/drillSeries/prompt.js'
import { drawPositions } from '../../library/draw.js'
import { costOf, priceOf } from '../../model/Provider.js'
import { countMessageTokens } from '../../model/tokens.js'
import type { Settings } from '../../options/Settings.js'
import type { Estimate } from '../RunKind.js'
import { drillBatchOf } from './drillBatchOf.js'
import { findPositions } from './findPositions.js'
import { libraryOf } from './libraryOf.js'
import type { ParsedInput } from './parseDrillSeriesInput.js'

/** Tokens of one drill as models write it: prompt, four choices, explanation and hints (measured on our prompt). */
const completionTokensPerDrill = 330

interface EstimateDrillSeries {
  req: PayloadRequest
  parsed: ParsedInput
  requested: number
  positionsLoaded: number
  available: Readonly<Record<string, number>>
  notice: string | undefined
}

/**
 * Writes one real batch prompt, counts its tokens, and scales it to the number of batches, at the price of the first
 * provider's model.
 */
export const estimateDrillSeries = async (settings: Settings, given: EstimateDrillSeries): Promise<Estimate> => {
  const { req, parsed, requested } = given
  const { input, game } = parsed
  const batches = Math.ceil(requested / input.batchSize)
  const perBatch = Math.min(input.batchSize, requested)
  const drawn = await drawPositions({
    ...(await libraryOf(settings, req)),
    game: game.slug,
    phases: input.phases,
    perPhase: perBatch,
    difficulty: input.difficulty ?? undefined,
    seed: input.seed ?? 0,
  })
  const ids = input.phases.flatMap((phase) => drawn[phase] ?? []).slice(0, perBatch)
  const positions = await findPositions(req, settings.slugs.positions, ids)
  const batch = drillBatchOf({
    settings,
    parsed,
    seed: input.seed ?? 0,
    planned: positions.map((position, index) => ({
      key: drillKey(index + 1),
      position,
      principle: parsed.curriculum?.principles[0]?.name,
    })),
  })
  const messages = drillPrompt({ batch, game, items: batch.items, problems: [] })
  const { providers, sections } = settings.model
  const [provider] = providers
  const model = provider.models[sections.drills.tier]
  const batchTokens = await countMessageTokens(messages, model)
  const promptTokens = Math.round((batchTokens / Math.max(1, positions.length)) * perBatch)
  const usage = {
    promptTokens: promptTokens * batches,
    cachedTokens: 0,
    completionTokens: completionTokensPerDrill * requested,
    reasoningTokens: 0,
  }
  return {
    requested,
    batches,
    available: given.available,
    positionsLoaded: given.positionsLoaded,
    promptTokens: usage.promptTokens,
    completionTokens: usage.completionTokens,
    cost: costOf(usage, priceOf(providers, provider.name, model)),
    notice: given.notice,
  }
}

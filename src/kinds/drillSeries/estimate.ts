import type { PayloadRequest } from 'payload'
import { drillKey } from '../../generators/drillSeries/drillKey.js'
import { drillPrompt } from '../../generators/drillSeries/prompt.js'
import { drawPositions } from '../../library/draw.js'
import { costOf, priceOf } from '../../model/Provider.js'
import { countMessageTokens, tokenFactor } from '../../model/tokens.js'
import { sectionSettings } from '../../options/resolveModel.js'
import type { Settings } from '../../options/Settings.js'
import type { Estimate } from '../../runs/RunKind.js'
import { readCountedCalls } from '../../runs/sql/attempts.js'
import { poolStore, storeIn } from '../../runs/sql/store.js'
import type { Facts } from '../../runs/vocabulary.js'
import { findPositions, libraryOf } from '../positions.js'
import { drillsSection } from './batch.js'
import { drillBatchOf } from './drillBatch.js'
import type { ParsedInput } from './input.js'

/** Tokens of one drill as models write it: prompt, four choices, explanation and hints (measured on our prompt). */
const completionTokensPerDrill = 330

/** What models of the `simple` and `complex` tiers write in a second, by and large, and how long they think before. */
const tokensPerSecond = 60
const secondsToFirstToken = 1
/** Slots of a worker that was told nothing else. */
const callsAtOnce = 3

const secondsFor = ({ calls, tokensPerCall }: { calls: number; tokensPerCall: number }): number =>
  Math.ceil(Math.ceil(calls / callsAtOnce) * (secondsToFirstToken + tokensPerCall / tokensPerSecond))

interface EstimateDrillSeries {
  req: PayloadRequest
  parsed: ParsedInput
  requested: number
  facts: Facts
  notice: string | undefined
}

/**
 * Writes one real batch prompt, counts its tokens, and scales it to the number of batches, at the price of the first
 * provider's model.
 */
export const estimateDrillSeries = async (settings: Settings, given: EstimateDrillSeries): Promise<Estimate> => {
  const { req, parsed, requested } = given
  const { input, game } = parsed
  const calls = Math.ceil(requested / input.batchSize)
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
  const { providers } = settings.model
  const [provider] = providers
  const model = provider.models[sectionSettings(settings.model, drillsSection).tier]
  const batchTokens = await countMessageTokens(messages, model)
  const store = req.transactionID ? await storeIn(req, settings) : poolStore(req.payload, settings)
  // Providers count other tokens than we do: learnt from what they told of this model's last calls.
  const factor = tokenFactor(await readCountedCalls(store, { provider: provider.name, model }))
  const promptTokens = Math.round((batchTokens / Math.max(1, positions.length)) * perBatch * factor)
  const usage = {
    promptTokens: promptTokens * calls,
    cachedTokens: 0,
    cacheWriteTokens: 0,
    completionTokens: completionTokensPerDrill * requested,
    reasoningTokens: 0,
  }
  const cost = costOf(usage, priceOf(providers, provider.name, model))
  return {
    requested,
    calls,
    promptTokens: usage.promptTokens,
    completionTokens: usage.completionTokens,
    cost: cost === null ? null : { low: cost, high: cost * 2 },
    seconds: secondsFor({ calls, tokensPerCall: usage.completionTokens / Math.max(1, calls) }),
    facts: given.facts,
    notice: given.notice,
  }
}

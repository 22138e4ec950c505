import type { PayloadRequest } from 'payload'
import { RequestError } from '../../errors.js'
import { drillKey } from '../../generators/drillSeries/drillKey.js'
import { positionsPerPhase } from '../../generators/drillSeries/plan.js'
import { drillPrompt } from '../../generators/drillSeries/prompt.js'
import { countPositions } from '../../library/count.js'
import { drawPositions } from '../../library/draw.js'
import { costOf, priceOf } from '../../model/Provider.js'
import { countMessageTokens } from '../../model/tokens.js'
import type { Settings } from '../../options/Settings.js'
import type { Admission, Estimate } from '../../runs/RunKind.js'
import { drillBatchOf } from './batch.js'
import { type ParsedInput, parseDrillSeriesInput } from './input.js'
import { findPositions, libraryOf } from './positions.js'

/** @throws RequestError 400 naming the numbers and the option, when the library or a cap cannot give what was asked */
export const admitDrillSeries = async (
  settings: Settings,
  { req, input: given }: { req: PayloadRequest; input: unknown },
): Promise<Admission> => {
  const parsed = await parseDrillSeriesInput(settings, req, given)
  const { input, game } = parsed
  const { maxPositionsPerPhase, extraPositionsPerPhase } = settings.drillSeries
  const { targetDrillCount: target, difficulty } = input
  const available = await countPositions({
    ...(await libraryOf(settings, req)),
    game,
    difficulty: difficulty ?? undefined,
  })
  const phases = parsed.namesPhases ? input.phases : filledPhases(input.phases, available)

  const cap = maxPositionsPerPhase * phases.length
  if (target > cap) {
    throw new RequestError(
      400,
      `${target} drills are more than ${phases.length} ${plural(phases.length, 'phase')} can give: at most ${cap}, ` +
        `${maxPositionsPerPhase} per phase.`,
      { code: 'too_many_drills', targetDrillCount: target, max: cap, option: 'drillSeries.maxPositionsPerPhase' },
    )
  }

  const perPhase = positionsPerPhase({
    targetDrillCount: target,
    phases: phases.length,
    extraPositionsPerPhase,
    maxPositionsPerPhase,
  })
  const positionsLoaded = phases.reduce((sum, phase) => sum + Math.min(available[phase] ?? 0, perPhase), 0)
  const inPhases = `${phases.join(', ')}${difficulty ? ` at difficulty ${difficulty}` : ''}`
  if (positionsLoaded === 0) {
    throw new RequestError(400, `The library has no ${game.label} positions for ${inPhases}: import some first.`, {
      code: 'no_positions',
      available,
    })
  }
  const requested = Math.min(target, positionsLoaded)
  const counts = phases.map((phase) => `${phase} ${available[phase] ?? 0}`).join(', ')
  const notice =
    requested < target
      ? `${target} drills were asked for, ${requested} are possible: a series draws at most ${perPhase} positions ` +
        `per phase and the library has ${counts}.`
      : undefined
  const seed = input.seed ?? Math.floor(Math.random() * 2_147_483_647)
  const chosen = { ...parsed, input: { ...input, phases, seed } }
  const estimate = await estimateDrillSeries(settings, {
    req,
    parsed: chosen,
    requested,
    positionsLoaded,
    available,
    notice,
  })
  const title = `${parsed.curriculum?.subject ?? game.label}: ${requested} ${plural(requested, 'drill')} (${phases.join(', ')})`
  return { input: chosen.input, title: title.slice(0, 200), requested, notice, estimate }
}

/** A request that names no phases draws from those that have positions; none at all is refused in the words of all. */
const filledPhases = (phases: string[], available: Readonly<Record<string, number>>): string[] => {
  const filled = phases.filter((phase) => (available[phase] ?? 0) > 0)
  return filled.length ? filled : phases
}

const plural = (count: number, word: string): string => (count === 1 ? word : `${word}s`)

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
const estimateDrillSeries = async (settings: Settings, given: EstimateDrillSeries): Promise<Estimate> => {
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

import type { PayloadRequest } from 'payload'
import { RequestError } from '../../errors.js'
import { positionsPerPhase } from '../../generators/drillSeries/plan.js'
import { countPositions } from '../../library/count.js'
import type { Settings } from '../../options/Settings.js'
import type { Admission } from '../RunKind.js'
import { estimateDrillSeries } from './estimateDrillSeries.js'
import { libraryOf } from './libraryOf.js'
import { parseDrillSeriesInput } from './parseDrillSeriesInput.js'

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
        `${maxPositionsPerPhase} per phase (option drillSeries.maxPositionsPerPhase).`,
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

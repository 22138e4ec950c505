import type { PayloadRequest } from 'payload'
import { RequestError } from '../../errors.js'
import type { Game } from '../../games/Game.js'
import { sharePositions } from '../../generators/drillSeries/plan.js'
import { greatestSeed } from '../../generators/inputFields.js'
import { countPositions } from '../../library/count.js'
import type { Settings } from '../../options/Settings.js'
import type { Admission, Target } from '../../runs/kind/RunKind.js'
import type { Facts } from '../../runs/vocabulary.js'
import { longestTitle, shorten } from '../../text.js'
import { sizeOfSeries } from '../drillBatches/seriesSize.js'
import { libraryOf } from '../sources/positions.js'
import { estimateDrillSeries } from './estimate.js'
import { type ParsedInput, parseDrillSeriesInput } from './input.js'

/** @throws RequestError 400 naming the numbers and the option, when the library or a cap cannot give what was asked */
export const admitDrillSeries = async (
  settings: Settings,
  { req, input: given }: { req: PayloadRequest; input: unknown },
): Promise<Admission> => {
  const parsed = await parseDrillSeriesInput(settings, req, given)
  const { input, game } = parsed
  const { difficulty } = input
  const target = await targetOf(settings, req, parsed)
  const available = await countPositions({
    ...(await libraryOf(settings, req)),
    game,
    difficulty: difficulty ?? undefined,
  })
  const phases = parsed.namesPhases ? input.phases : filledPhases(input.phases, available)
  checkCap(settings, { target, phases })

  const counts = phases.map((phase) => available[phase] ?? 0)
  const shares = sharePositions({ ...settings.drillSeries, available: counts, targetDrillCount: target })
  const positionsLoaded = shares.reduce((sum, share) => sum + share, 0)
  if (positionsLoaded === 0 && target > 0) throw noPositions({ game, phases, difficulty, available })
  const requested = Math.min(target, positionsLoaded)
  const notice = noticeOf({ settings, target, requested, phases, counts, shares })
  const seed = input.seed ?? Math.floor(Math.random() * greatestSeed)
  // What is stored is what will be done: `fillTo` has become a number of drills.
  const { fillTo: _, ...asked } = input
  const chosen = { ...parsed, input: { ...asked, targetDrillCount: target, phases, seed } }
  const facts = { available, positionsLoaded }
  const estimate = async () => ({
    ...(await estimateDrillSeries(settings, { req, parsed: chosen, requested })),
    ...{ requested, facts, notice },
  })
  const title = `${parsed.curriculum?.subject ?? game.label}: ${requested} ${plural(requested, 'drill')} (${phases.join(', ')})`
  return { input: chosen.input, title: shorten(title, longestTitle), requested, notice, estimate }
}

/** How many drills are requested: a number, or as many as a series lacks of one. */
const targetOf = async (
  settings: Settings,
  req: PayloadRequest,
  { input: { targetDrillCount, fillTo, addTo } }: ParsedInput,
): Promise<number> => {
  if (fillTo == null) return targetDrillCount
  if (addTo == null) return fillTo
  const { drills } = await sizeOfSeries(settings, req, addTo)
  return Math.max(0, fillTo - drills)
}

const checkCap = (
  { drillSeries }: Settings,
  { target, phases }: { target: number; phases: readonly string[] },
): void => {
  const { maxPositionsPerPhase } = drillSeries
  const cap = maxPositionsPerPhase * phases.length
  if (target <= cap) return
  throw new RequestError(
    400,
    `${target} drills are more than ${phases.length} ${plural(phases.length, 'phase')} can give: at most ${cap}, ` +
      `${maxPositionsPerPhase} per phase.`,
    { code: 'too_many_drills', targetDrillCount: target, max: cap, option: 'drillSeries.maxPositionsPerPhase' },
  )
}

interface NoPositions {
  game: Game
  phases: readonly string[]
  difficulty: string | null | undefined
  available: Readonly<Record<string, number>>
}

const noPositions = ({ game, phases, difficulty, available }: NoPositions): RequestError => {
  const where = `${phases.join(', ')}${difficulty ? ` at difficulty ${difficulty}` : ''}`
  return new RequestError(400, `The library has no ${game.label} positions for ${where}: import some first.`, {
    code: 'no_positions',
    available,
  })
}

interface NoticeOf {
  settings: Settings
  target: number
  requested: number
  phases: readonly string[]
  /** Positions of each phase. */
  counts: readonly number[]
  /** How many of them are drawn. */
  shares: readonly number[]
}

/** What the requester should know: that fewer drills are possible, or that some phases stand in for others. */
const noticeOf = ({ settings, target, requested, phases, counts, shares }: NoticeOf): string | undefined => {
  if (target === 0) return 'The series has as many drills as were requested: nothing is to be made.'
  if (requested < target) {
    const has = phases.map((phase, index) => `${phase} ${counts[index]}`).join(', ')
    const { maxPositionsPerPhase } = settings.drillSeries
    return (
      `${target} drills were requested, ${requested} are possible: a series draws at most ${maxPositionsPerPhase} ` +
      `positions per phase and the library has ${has}.`
    )
  }
  const even = Math.ceil(target / phases.length)
  const short = phases.filter((_, index) => (shares[index] ?? 0) < even && (counts[index] ?? 0) < even)
  if (short.length === 0 || phases.length === 1) return undefined
  const has = short.map((phase) => `${phase} has ${counts[phases.indexOf(phase)]}`).join(', ')
  return `Not every phase has enough positions for an equal share (${has}): the others give more drills instead.`
}

/**
 * The series that the drills of a run belong to: a new one, unless the request names one. Drills are numbered on from
 * those it has.
 */
export const prepareDrillSeries = async (
  settings: Settings,
  { req, admission }: { req: PayloadRequest; admission: Admission },
): Promise<{ target: Target; facts: Facts }> => {
  const { game, difficulty, curriculum, profile, addTo } = admission.input
  const { drillSeries: relationTo } = settings.slugs
  if (typeof addTo === 'number' || typeof addTo === 'string') {
    const { lastOrder } = await sizeOfSeries(settings, req, addTo)
    return { target: { relationTo, value: addTo }, facts: { offset: lastOrder } }
  }
  const series = await req.payload.create({
    collection: relationTo,
    draft: true,
    depth: 0,
    // A student may request a series but not write into the collection; the run was admitted, so it gets its series.
    overrideAccess: true,
    req,
    data: { title: admission.title, game, difficulty, curriculum, profile, _status: 'draft' },
  })
  return { target: { relationTo, value: series.id }, facts: {} }
}

/** A request that names no phases draws from those that have positions; none at all is refused in the words of all. */
const filledPhases = (phases: string[], available: Readonly<Record<string, number>>): string[] => {
  const filled = phases.filter((phase) => (available[phase] ?? 0) > 0)
  return filled.length ? filled : phases
}

const plural = (count: number, word: string): string => (count === 1 ? word : `${word}s`)

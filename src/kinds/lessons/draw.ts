import type { PayloadRequest } from 'payload'
import { RequestError } from '../../errors.js'
import type { Game } from '../../games/Game.js'
import { inTurns } from '../../generators/drillSeries/plan.js'
import type { LessonsInput } from '../../generators/lessons/input.js'
import { countPositions } from '../../library/count.js'
import { drawPositions } from '../../library/draw.js'
import type { Settings } from '../../options/Settings.js'
import type { OpenStep, RunDoc } from '../../runs/kind/RunKind.js'
import { noCall } from '../../runs/step/noCall.js'
import type { Id } from '../../runs/vocabulary.js'
import { libraryOf } from '../sources/positions.js'
import { lessonsOfRun } from './input.js'
import type { drawnSchema } from './steps.js'

/**
 * The step that draws what lessons of a game may show, once for the whole run. Where the library has fewer than all lessons
 * ask for, several lessons show the same.
 */
export const openDraw = async (
  settings: Settings,
  { req, run }: { req: PayloadRequest; run: RunDoc },
): Promise<OpenStep> => {
  const { input, items } = lessonsOfRun(settings, run.input)
  const drawn = await drawnFor(settings, req, { input, most: items.length * input.positions })
  const outcome: ReturnType<typeof drawnSchema.parse> = {
    drawn: Object.fromEntries(
      items.map(({ key }, index) => [key, taken(drawn, index * input.positions, input.positions)]),
    ),
  }
  return {
    ...noCall,
    save: async () => ({ outcome, facts: { positionsLoaded: new Set(Object.values(outcome.drawn).flat()).size } }),
  }
}

const mostDrawn = 500

interface DrawnFor {
  input: Pick<LessonsInput, 'game' | 'phases' | 'seed'>
  /** Of each phase. */
  most: number
}

/** What a run would draw, phase by phase in turns. */
export const drawnFor = async (settings: Settings, req: PayloadRequest, { input, most }: DrawnFor): Promise<Id[]> => {
  const game = settings.games.find(({ slug }) => slug === input.game)
  const phases = input.phases ?? game?.phases.map(({ value }) => value) ?? []
  const byPhase = await drawPositions({
    ...(await libraryOf(settings, req)),
    game: input.game ?? '',
    phases,
    perPhase: Math.min(mostDrawn, most),
    seed: input.seed ?? 0,
  })
  return inTurns(phases.map((phase) => byPhase[phase] ?? []))
}

/** So many of a list from a place on, which begins anew at its end; none twice. */
const taken = (list: readonly Id[], from: number, count: number): Id[] =>
  Array.from({ length: Math.min(count, list.length) }, (_, index) => list[(from + index) % list.length] as Id)

/**
 * How many positions there are to be shown.
 *
 * @throws RequestError 400 when there are none
 */
export const checkLibrary = async (
  settings: Settings,
  req: PayloadRequest,
  { game, phases }: { game: Game; phases: readonly string[] | null | undefined },
): Promise<number> => {
  const available = await countPositions({ ...(await libraryOf(settings, req)), game, difficulty: undefined })
  const wanted = phases ?? game.phases.map(({ value }) => value)
  const total = wanted.reduce((sum, phase) => sum + (available[phase] ?? 0), 0)
  if (total > 0) return total
  throw new RequestError(
    400,
    `The library has no ${game.label} positions for ${wanted.join(', ')}: import some first, or ask for positions: 0.`,
    { code: 'no_positions', available },
  )
}

import type { PayloadRequest } from 'payload'
import { RequestError } from '../../errors.js'
import type { Game } from '../../games/Game.js'
import { type DrillSeriesInput, drillSeriesInput } from '../../generators/drillSeries/input.js'
import { invalidInput, wrongInput } from '../../invalidInput.js'
import { bySettings, type Settings } from '../../options/Settings.js'
import { isRecord } from '../../text.js'
import { checkPhases, withDefaults } from '../asked.js'
import { type CurriculumFacts, findCurriculum, findProfile, type ProfileFacts } from '../sources/documents.js'
import { findSeries } from './series.js'

/** The input with its documents looked up and everything checked that needs no positions. */
export interface ParsedInput {
  readonly input: DrillSeriesInput & { game: string; phases: string[] }
  /** Whether the request named its phases; else `phases` are all of the game's. */
  readonly namesPhases: boolean
  readonly game: Game
  readonly curriculum: CurriculumFacts | undefined
  readonly profile: ProfileFacts | undefined
}

const inputOf = bySettings(({ games, drillSeries }) => drillSeriesInput({ games, ...drillSeries }))

interface Parse {
  /** Of a run that was admitted: what has changed since is no reason to refuse it. Default false. */
  isStored?: boolean
}

/** @throws RequestError 400 */
export const parseDrillSeriesInput = async (
  settings: Settings,
  req: PayloadRequest,
  given: unknown,
  { isStored = false }: Parse = {},
): Promise<ParsedInput> => {
  const { games, slugs } = settings
  const parsed = inputOf(settings).safeParse(given ?? {})
  if (!parsed.success) throw invalidInput(parsed.error.issues, { facts: { games: games.map(({ slug }) => slug) } })
  const asked = parsed.data
  if (asked.fillTo != null && isGiven(given, 'targetDrillCount')) {
    throw wrongInput('fillTo', 'give either targetDrillCount or fillTo: fillTo counts what the series has already')
  }
  const series = asked.addTo == null ? undefined : await findSeries(settings, req, asked.addTo)
  const input = series ? withDefaults(asked, series, ['game', 'difficulty', 'curriculum', 'profile']) : asked
  const curriculum = input.curriculum == null ? undefined : await findCurriculum(req, slugs.curricula, input.curriculum)
  const profile = input.profile == null ? undefined : await findProfile(req, slugs.profiles, input.profile)
  const slug = input.game ?? curriculum?.game ?? games[0]?.slug
  const game = games.find((known) => known.slug === slug)
  if (!game) {
    const allowed = games.map((known) => known.slug)
    throw new RequestError(400, `The game "${slug}" is unknown.`, { code: 'unknown_game', allowed })
  }
  // First, because a curriculum that was not named is the series' own.
  if (series && series.game !== game.slug) {
    throw new RequestError(400, `Series ${series.id} is for ${series.game}, not for ${game.slug}.`, {
      code: 'series_of_other_game',
      game: game.slug,
      seriesGame: series.game,
    })
  }
  if (curriculum && curriculum.game !== game.slug) {
    throw new RequestError(400, `Curriculum ${input.curriculum} is for ${curriculum.game}, not for ${game.slug}.`, {
      code: 'curriculum_of_other_game',
      game: game.slug,
      curriculumGame: curriculum.game,
    })
  }
  const phases = phasesOf(game, input.phases)
  const namesPhases = input.phases !== undefined
  if (!curriculum && input.objectives != null) throw wrongInput('objectives', 'name the curriculum that they are of')
  if (curriculum && !isStored) checkObjectives(curriculum, input)
  const of = curriculum && withObjectives(curriculum, input)
  return { input: { ...input, game: game.slug, phases }, namesPhases, game, curriculum: of, profile }
}

/** What is asked for goes into prompts: no statements of a requester's own stand there as if they were the curriculum's. */
const checkObjectives = ({ objectives: known }: CurriculumFacts, { objectives }: DrillSeriesInput): void => {
  const statements = known.map((statement) => statement.trim())
  const unknown = objectives?.findIndex((statement) => !statements.includes(statement)) ?? -1
  if (unknown < 0) return
  const allowed = known.length === 0 ? 'the curriculum has none' : `give some of its ${known.length} statements`
  throw wrongInput(`objectives.${unknown}`, `is no objective of the curriculum: ${allowed}`)
}

/**
 * A curriculum with no more than the objectives that are asked for. One that was taken out of it since still holds for its
 * run.
 */
const withObjectives = (curriculum: CurriculumFacts, { objectives }: DrillSeriesInput): CurriculumFacts =>
  objectives == null ? curriculum : { ...curriculum, objectives: [...new Set(objectives)] }

/** What a request may ask for. */
export const drillSeriesLimits = (settings: Settings) => ({
  ...settings.drillSeries,
  maxBatchSize: inputOf(settings).shape.batchSize.unwrap().maxValue,
  games: settings.games.map(({ slug, label, phases }) => ({ slug, label, phases })),
})

const isGiven = (given: unknown, name: string): boolean => isRecord(given) && given[name] !== undefined

const phasesOf = (game: Game, wanted: readonly string[] | undefined): string[] => {
  checkPhases(game, wanted)
  return wanted ? [...new Set(wanted)] : game.phases.map(({ value }) => value)
}

import { mostDrillsPerBatch } from '../../options/CoursewrightOptions.js'
import type { Words } from '../../words/words.js'
import type { DocumentId } from '../shared/api.js'
import type { GameChoice } from '../shared/choices.js'
import type { Choice } from './useChoices.js'

/** `input` of a `drillSeries` run; the server fills in and checks everything else. */
export interface DrillSeriesRequest {
  game: string
  targetDrillCount: number
  /** Left out when all are chosen: then the server draws from those that have positions. */
  phases?: readonly string[]
  batchSize: number
  /** `null`: of any, whatever the series has that is added to. */
  difficulty?: string | null
  curriculum?: DocumentId | null
  profile?: DocumentId | null
  /** The series to add to; a new one if left out. */
  addTo?: DocumentId
}

/** What is wrong, by field, in plain words. */
export type RequestProblems = Partial<Record<'batchSize' | 'phases' | 'targetDrillCount', string>>

type ReadRequest =
  | { input: DrillSeriesRequest; problems?: undefined }
  | { input?: undefined; problems: RequestProblems }

/** Turns what was typed into the input of a run, or says what cannot be asked at all. */
export const readRequest = (words: Words, request: DrillRequest, allPhases: readonly string[]): ReadRequest => {
  const targetDrillCount = wholeNumber(request.targetDrillCount)
  const batchSize = wholeNumber(request.batchSize)
  const problems: RequestProblems = {}
  if (targetDrillCount === undefined) problems.targetDrillCount = words('generate:wholeNumberFrom', { from: 1 })
  if (batchSize === undefined || batchSize > mostDrillsPerBatch)
    problems.batchSize = words('generate:wholeNumber', { from: 1, to: mostDrillsPerBatch })
  if (request.phases.length === 0) problems.phases = words('generate:noPhase')
  if (targetDrillCount === undefined || batchSize === undefined || Object.keys(problems).length > 0) {
    return { problems }
  }
  const { game, phases, difficulty } = request
  // What is left out of a request that adds to a series is taken from that.
  const given = (name: string, value: DocumentId) =>
    (value !== '' || request.addTo) && { [name]: value === '' ? null : value }
  return {
    input: {
      game,
      targetDrillCount,
      batchSize,
      ...(allPhases.some((phase) => !phases.includes(phase)) && { phases }),
      ...given('difficulty', difficulty),
      ...given('curriculum', request.curriculum && idOf(request.curriculum)),
      ...given('profile', request.profile && idOf(request.profile)),
      ...(request.addTo && { addTo: idOf(request.addTo) }),
    },
  }
}

const wholeNumber = (text: string): number | undefined => {
  const value = /^\d{1,9}$/.test(text.trim()) ? Number(text) : 0
  return value >= 1 ? value : undefined
}

/** A select holds text; serial ids are numbers again on the way out. */
const idOf = (text: string): DocumentId => (/^\d+$/.test(text) ? Number(text) : text)

/** What the form holds: texts as typed, so that nothing an editor types is lost or changed. */
export interface DrillRequest {
  game: string
  targetDrillCount: string
  phases: readonly string[]
  batchSize: string
  /** Empty for any. */
  difficulty: string
  /** Ids as text; empty for none. */
  curriculum: string
  profile: string
  /** The id of a series; empty for a new one. */
  addTo: string
}

interface ChangedRequest {
  request: DrillRequest
  change: Partial<DrillRequest>
  games: readonly GameChoice[]
  curricula: readonly Choice[]
}

/** The request after a change; another game brings its own phases and drops a curriculum that is not for it. */
export const changedRequest = ({ request, change, games, curricula }: ChangedRequest): DrillRequest => {
  const changed = { ...request, ...change }
  if (changed.game === request.game) return changed
  const curriculum = curricula.find(({ id }) => id === changed.curriculum)
  return {
    ...changed,
    phases: phasesOf(games, changed.game),
    curriculum: curriculum?.game === changed.game ? changed.curriculum : '',
  }
}

/** Every phase of a game: what a request starts with. */
export const phasesOf = (games: readonly GameChoice[], game: string): string[] =>
  games.find(({ slug }) => slug === game)?.phases.map(({ value }) => value) ?? []

/** What the server tells the browser about generating here. Plain data. */
export interface GenerateProps {
  games: GameChoice[]
  difficulties: { value: string; label: string }[]
  defaults: { targetDrillCount: number; batchSize: number }
  slugs: { curricula: string; drillSeries: string; generationRuns: string; profiles: string }
  /** Drafts come from the built-in offline model. */
  isOffline: boolean
  /** Where a started run is watched: reviewers open the series, others their run. */
  opens: 'run' | 'series'
}

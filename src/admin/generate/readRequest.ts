import type { DocumentId } from '../shared/DocumentId.js'
import { words } from '../words.js'
import type { DrillRequest } from './DrillRequest.js'

/** `input` of a `drillSeries` run; the server fills in and checks everything else. */
export interface DrillSeriesRequest {
  game: string
  targetDrillCount: number
  /** Left out when all are chosen: then the server draws from those that have positions. */
  phases?: readonly string[]
  batchSize: number
  difficulty?: string
  curriculum?: DocumentId
  profile?: DocumentId
}

/** What is wrong, by field, in plain words. */
export type RequestProblems = Partial<Record<'batchSize' | 'phases' | 'targetDrillCount', string>>

type ReadRequest =
  | { input: DrillSeriesRequest; problems?: undefined }
  | { input?: undefined; problems: RequestProblems }

const MOST_PER_BATCH = 10

/** Turns what was typed into the input of a run, or says what cannot be asked at all. */
export const readRequest = (request: DrillRequest, allPhases: readonly string[]): ReadRequest => {
  const { generate } = words
  const targetDrillCount = wholeNumber(request.targetDrillCount)
  const batchSize = wholeNumber(request.batchSize)
  const problems: RequestProblems = {}
  if (targetDrillCount === undefined) problems.targetDrillCount = generate.wholeNumber(1)
  if (batchSize === undefined || batchSize > MOST_PER_BATCH)
    problems.batchSize = generate.wholeNumber(1, MOST_PER_BATCH)
  if (request.phases.length === 0) problems.phases = generate.noPhase
  if (targetDrillCount === undefined || batchSize === undefined || Object.keys(problems).length > 0) {
    return { problems }
  }
  const { game, phases, difficulty } = request
  return {
    input: {
      game,
      targetDrillCount,
      batchSize,
      ...(allPhases.some((phase) => !phases.includes(phase)) && { phases }),
      ...(difficulty && { difficulty }),
      ...(request.curriculum && { curriculum: idOf(request.curriculum) }),
      ...(request.profile && { profile: idOf(request.profile) }),
    },
  }
}

const wholeNumber = (text: string): number | undefined => {
  const value = /^\d{1,9}$/.test(text.trim()) ? Number(text) : 0
  return value >= 1 ? value : undefined
}

/** A select holds text; serial ids are numbers again on the way out. */
const idOf = (text: string): DocumentId => (/^\d+$/.test(text) ? Number(text) : text)

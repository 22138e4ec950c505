import type { GameChoice } from '../shared/GameChoice.js'
import type { DrillRequest } from './DrillRequest.js'
import type { Choice } from './useChoices.js'

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

import type { Game } from '../../games/Game.js'

/** What the browser needs to know of a game: plain data, because functions stay on the server. */
export interface GameChoice {
  slug: string
  label: string
  phases: { value: string; label: string }[]
}

export const gameChoices = (games: readonly Game[]): GameChoice[] =>
  games.map(({ slug, label, phases }) => ({ slug, label, phases: phases.map((phase) => ({ ...phase })) }))

import { difficulties } from '../../../games/difficulties.js'
import type { Game } from '../../../games/Game.js'
import type { Words } from '../../../words/words.js'

/** What the browser needs to know of a game: plain data, because functions stay on the server. */
export interface GameChoice {
  slug: string
  label: string
  phases: { value: string; label: string }[]
}

export const gameChoices = (words: Words, games: readonly Game[]): GameChoice[] =>
  games.map(({ slug, label, phases }) => ({
    slug,
    label: words.named('games', label),
    phases: phases.map((phase) => ({ value: phase.value, label: words.named('phases', phase.label) })),
  }))

export const difficultyChoices = (words: Words): Choice[] =>
  difficulties.map((value) => ({ value, label: words(`difficulties:${value}`) }))

export interface Choice {
  value: string
  label: string
}

/** What people read for a value: its label among these, else the value itself. */
export const labelOf = (words: Words, choices: readonly Choice[] = [], value: unknown): string => {
  const known = choices.find((choice) => choice.value === value)?.label
  const label = known === undefined ? String(value) : words.named('formats', known)
  // The config of a collection has these in English; no two groups have the same name for something else.
  return words.named('games', words.named('phases', words.named('difficulties', label)))
}

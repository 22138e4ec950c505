import { difficulties } from '../../games/difficulties.js'

/** Difficulties with their labels, for selects. */
export const difficultyChoices = difficulties.map((value) => ({
  value: value as string,
  label: `${value.charAt(0).toUpperCase()}${value.slice(1)}`,
}))

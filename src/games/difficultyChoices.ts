import { difficulties } from './difficulties.js'

/** Difficulties with their labels, for selects. */
export const difficultyChoices: { value: string; label: string }[] = difficulties.map((value) => ({
  value,
  label: `${value.charAt(0).toUpperCase()}${value.slice(1)}`,
}))

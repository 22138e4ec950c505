export const difficulties = ['beginner', 'intermediate', 'advanced'] as const

export type Difficulty = (typeof difficulties)[number]

/** Difficulties with their labels, for selects. */
export const difficultyChoices: { value: string; label: string }[] = difficulties.map((value) => ({
  value,
  label: `${value.charAt(0).toUpperCase()}${value.slice(1)}`,
}))

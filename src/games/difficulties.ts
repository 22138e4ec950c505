export const difficulties = ['beginner', 'intermediate', 'advanced'] as const

export type Difficulty = (typeof difficulties)[number]

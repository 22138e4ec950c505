/** One row of the positions table as our SQL writes it: keys are its columns. */
export interface PositionRow {
  /** Only where the database does not make ids itself. */
  id?: string
  game: string
  notation: string
  phase: string
  difficulty: string
  solution_best: string
  solution_line?: string
  solution_score?: string
  source?: string
  notes?: string
  content_hash: string
  sample_key: number
  /** Goes to the table of texts, not into a column. */
  texts: PositionText[]
}

export interface PositionText {
  path: 'themes' | 'solution.alsoBest' | 'solution.avoid'
  /** From 1. */
  order: number
  text: string
}

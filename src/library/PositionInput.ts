/**
 * A position as somebody wrote it: a line of a file, or a document on its way into the collection. Everything may be
 * missing, empty, null or of the wrong type; `normalizePosition` says what is wrong with it.
 */
export interface PositionInput {
  game?: unknown
  notation?: unknown
  phase?: unknown
  themes?: unknown
  difficulty?: unknown
  solution?: {
    best?: unknown
    line?: unknown
    alsoBest?: unknown
    avoid?: unknown
    score?: unknown
  } | null
  source?: unknown
  notes?: unknown
}

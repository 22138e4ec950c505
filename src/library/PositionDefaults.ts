/** What holds for every position of an import that does not say otherwise itself. */
export interface PositionDefaults {
  game?: string
  phase?: string
  difficulty?: string
  themes?: readonly string[]
  source?: string
}

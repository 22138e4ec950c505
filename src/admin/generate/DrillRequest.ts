/** What the form holds: texts as typed, so that nothing an editor types is lost or changed. */
export interface DrillRequest {
  game: string
  targetDrillCount: string
  phases: readonly string[]
  batchSize: string
  /** Empty for any. */
  difficulty: string
  /** Ids as text; empty for none. */
  curriculum: string
  profile: string
}

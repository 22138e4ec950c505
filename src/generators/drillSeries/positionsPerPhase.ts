interface PositionsPerPhase {
  targetDrillCount: number
  phases: number
  extraPositionsPerPhase: number
  maxPositionsPerPhase: number
}

/** `ceil(targetDrillCount / phases) + extra`, at most the cap: how many positions a run draws from each phase. */
export const positionsPerPhase = (input: PositionsPerPhase): number =>
  Math.min(Math.ceil(input.targetDrillCount / input.phases) + input.extraPositionsPerPhase, input.maxPositionsPerPhase)

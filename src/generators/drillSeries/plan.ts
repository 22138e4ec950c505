import { drillKey } from './drillKey.js'

interface PlanDrills<Position> {
  /** Drawn positions by phase, in the order of the phases. */
  drawn: readonly (readonly Position[])[]
  /** Names of the curriculum's principles; none makes one group. */
  principles: readonly string[]
  target: number
  batchSize: number
}

export interface PlannedDrill<Position> {
  key: string
  position: Position
  principle: string | undefined
}

/**
 * Shares the target evenly over the phases, hands out principles in turn, and puts drills of one principle side by
 * side. Batches are filled in that order, so there are exactly `ceil(drills / batchSize)` of them and a batch holds
 * as few principles as that allows.
 */
export const planDrills = <Position>(input: PlanDrills<Position>): PlannedDrill<Position>[][] => {
  const { principles, batchSize } = input
  const chosen = shareOut(input.drawn, input.target)
  const groups = new Map<string | undefined, Position[]>()
  for (const name of principles) groups.set(name, [])
  for (const [index, position] of chosen.entries()) {
    const name = principles.length ? principles[index % principles.length] : undefined
    const group = groups.get(name)
    if (group) group.push(position)
    else groups.set(name, [position])
  }
  const drills = [...groups].flatMap(([principle, positions]) => positions.map((position) => ({ principle, position })))
  const keyed = drills.map((drill, index) => ({ key: drillKey(index + 1), ...drill }))
  return Array.from({ length: Math.ceil(keyed.length / batchSize) }, (_, index) =>
    keyed.slice(index * batchSize, (index + 1) * batchSize),
  )
}

/** Takes from the phases in turn until the target is met or all are empty; the result keeps phases together. */
const shareOut = <Position>(drawn: readonly (readonly Position[])[], target: number): Position[] => {
  const taken = drawn.map(() => 0)
  let open = target
  for (let more = true; open > 0 && more; ) {
    more = false
    for (const [index, positions] of drawn.entries()) {
      const count = taken[index] ?? 0
      if (open === 0 || count >= positions.length) continue
      taken[index] = count + 1
      open -= 1
      more = true
    }
  }
  return drawn.flatMap((positions, index) => positions.slice(0, taken[index]))
}

interface PositionsPerPhase {
  targetDrillCount: number
  phases: number
  extraPositionsPerPhase: number
  maxPositionsPerPhase: number
}

/** `ceil(targetDrillCount / phases) + extra`, at most the cap: how many positions a run draws from each phase. */
export const positionsPerPhase = (input: PositionsPerPhase): number =>
  Math.min(Math.ceil(input.targetDrillCount / input.phases) + input.extraPositionsPerPhase, input.maxPositionsPerPhase)

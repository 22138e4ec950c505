import { drillKey } from './drillKey.js'

interface PlanDrills<Position> {
  /** Drawn positions by phase, in the order of the phases. */
  drawn: readonly (readonly Position[])[]
  /** Names of the curriculum's principles; none makes one group. */
  principles: readonly string[]
  target: number
  batchSize: number
  /** Drills that come before these in their series. Default 0. */
  offset?: number
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
  const { principles, batchSize, offset = 0 } = input
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
  const keyed = drills.map((drill, index) => ({ key: drillKey(offset + index + 1), ...drill }))
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

/** One of each list, then the next of each. */
export const inTurns = <Item>(lists: readonly (readonly Item[])[]): Item[] => {
  const longest = Math.max(0, ...lists.map(({ length }) => length))
  return Array.from({ length: longest }, (_, index) => lists.flatMap((list) => list.slice(index, index + 1))).flat()
}

interface SharePositions {
  /** How many positions each phase has, in the order of the phases. */
  available: readonly number[]
  targetDrillCount: number
  extraPositionsPerPhase: number
  maxPositionsPerPhase: number
}

/**
 * How many positions a run draws from each phase: `ceil(targetDrillCount / phases) + extra`, at most the cap. What phases
 * that are short cannot give comes from the others, in turns, as far as they and the cap allow.
 */
export const sharePositions = (share: SharePositions): number[] => {
  const { available, targetDrillCount, extraPositionsPerPhase, maxPositionsPerPhase } = share
  const most = available.map((count) => Math.min(count, maxPositionsPerPhase))
  const even = Math.ceil(targetDrillCount / Math.max(1, available.length)) + extraPositionsPerPhase
  const shares = most.map((count) => Math.min(count, even))
  const sum = () => shares.reduce((total, count) => total + count, 0)
  for (let before = -1; sum() < targetDrillCount && sum() > before; ) {
    before = sum()
    for (const [index, count] of most.entries()) {
      if (sum() < targetDrillCount && (shares[index] ?? 0) < count) shares[index] = (shares[index] ?? 0) + 1
    }
  }
  return shares
}

import type { Step } from './Play.js'

/** The board after one step; a blot that is hit goes to the opponent's bar at index 0. */
export function takeStep(points: readonly number[], step: Step): number[] {
  const after = [...points]
  after[step.from] = (after[step.from] ?? 0) - 1
  if (step.to > 0) after[step.to] = step.isHit ? 1 : (after[step.to] ?? 0) + 1
  if (step.isHit) after[0] = (after[0] ?? 0) - 1
  return after
}

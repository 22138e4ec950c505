import type { Step } from './Play.js'

const BAR = 25
const HOME = 6

/** The single steps one die allows on a board: entering first, no blocked points, bearing off only from home. */
export function stepsWith(points: readonly number[], die: number): Step[] {
  const highest = points.findLastIndex((count) => count > 0)
  if (highest === -1) return []
  const sources = highest === BAR ? [BAR] : points.flatMap((count, point) => (count > 0 ? [point] : [])).reverse()
  return sources.flatMap((from) => {
    const to = from - die
    if (to > 0) return (points[to] ?? 0) < -1 ? [] : [{ from, to, isHit: points[to] === -1 }]
    const isOff = highest <= HOME && (to === 0 || from === highest)
    return isOff ? [{ from, to: 0, isHit: false }] : []
  })
}

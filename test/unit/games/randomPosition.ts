/** A repeatable backgammon position with 1–15 checkers a side, often near the end of the game. */
export function randomPosition(seed: number): { points: number[]; dice: [number, number] } {
  let state = seed * 2_654_435_761
  const below = (limit: number): number => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 374_761_393) >>> 0
    return Math.floor((state / 2 ** 32) * limit)
  }
  const points = Array.from({ length: 26 }, () => 0)
  const top = below(3) === 0 ? 6 : 25
  for (let own = 1 + below(15); own > 0; own -= 1) {
    const point = 1 + below(top)
    points[point] = (points[point] ?? 0) + 1
  }
  points[25] = Math.min(points[25] ?? 0, 2)
  if (points.every((count) => count <= 0)) points[6] = 1
  points[0] = -below(2)
  for (let tries = 1 + below(14); tries > 0; tries -= 1) {
    const point = 1 + below(24)
    if ((points[point] ?? 0) <= 0) points[point] = (points[point] ?? 0) - 1
  }
  if (points.every((count) => count >= 0)) points[0] = -1
  const dice = [1 + below(6), 1 + below(6)].sort((a, b) => b - a)
  return { points, dice: [dice[0] ?? 1, dice[1] ?? 1] }
}

/**
 * The boards a roll can lead to, by trying every order of dice and checkers without any shortcut: the longest plays,
 * and of plays of one die those with the larger. Written apart from the code it checks.
 */
export function boardsByBruteForce({ points, dice }: { points: number[]; dice: [number, number] }): string[] {
  const [high, low] = dice
  const orders =
    high === low
      ? [[high, high, high, high]]
      : [
          [high, low],
          [low, high],
        ]
  const ends: { used: number[]; board: string }[] = []
  const seen = new Set<string>()
  const walk = (board: number[], left: number[], used: number[]) => {
    const key = `${board.join()}|${left.join()}`
    if (seen.has(key)) return
    seen.add(key)
    ends.push({ used, board: board.join() })
    const [die, ...rest] = left
    if (die === undefined) return
    for (let from = 1; from <= 25; from += 1) {
      const next = move(board, from, die)
      if (next) walk(next, rest, [...used, die])
    }
  }
  for (const order of orders) walk(points, order, [])
  const most = Math.max(...ends.map((end) => end.used.length))
  let longest = ends.filter((end) => most > 0 && end.used.length === most)
  if (most === 1 && longest.some((end) => end.used[0] === high)) longest = longest.filter((end) => end.used[0] === high)
  return [...new Set(longest.map((end) => end.board))].sort()
}

function move(board: number[], from: number, die: number): number[] | undefined {
  if ((board[from] ?? 0) < 1 || (from !== 25 && (board[25] ?? 0) > 0)) return undefined
  const next = [...board]
  next[from] = (next[from] ?? 0) - 1
  const to = from - die
  if (to >= 1) {
    if ((board[to] ?? 0) <= -2) return undefined
    if (board[to] === -1) {
      next[0] = (next[0] ?? 0) - 1
      next[to] = 1
    } else next[to] = (next[to] ?? 0) + 1
    return next
  }
  for (let point = 7; point <= 25; point += 1) if ((board[point] ?? 0) > 0) return undefined
  if (to < 0) for (let point = from + 1; point <= 6; point += 1) if ((board[point] ?? 0) > 0) return undefined
  return next
}

/** Where things stand on a backgammon board, in the units of its drawing. The mover's home is at the bottom right. */
export const geometry = {
  width: 572,
  height: 400,
  point: 40,
  bar: 44,
  pointHeight: 165,
  radius: 16.5,
  margin: 24,
} as const

const { width, height, point: pointWidth, bar, margin } = geometry

/** The middle of a point or bar, and whether its checkers grow down from the top. */
export const placeOf = (point: number): { x: number; isTop: boolean } => {
  if (point === 25 || point === 0) return { x: width / 2, isTop: point === 25 }
  const isTop = point > 12
  // Columns from the left: 0–5 outer board, 6–11 home board.
  const column = isTop ? point - 13 : 12 - point
  const x = margin + column * pointWidth + pointWidth / 2 + (column > 5 ? bar : 0)
  return { x, isTop }
}

/** Height of the nth checker's middle, counted from the edge of the board; stacks above five lie closer. */
export const heightOf = ({ isTop, nth, count }: { isTop: boolean; nth: number; count: number }): number => {
  const { radius } = geometry
  const gap = count > 5 ? (2 * radius * 4) / (count - 1) : 2 * radius
  const fromEdge = margin + radius + nth * gap
  return isTop ? fromEdge : height - fromEdge
}

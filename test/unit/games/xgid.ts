/** An XGID with ordinary money-game fields around a board. */
export function xgid(fields: {
  board: string
  dice?: string
  turn?: string
  cube?: string
  owner?: string
  scores?: string
  rules?: string
  length?: string
}): string {
  const { board, dice = '31', turn = '1', cube = '0', owner = '0', scores = '0:0', rules = '0', length = '0' } = fields
  return `XGID=${[board, cube, owner, turn, dice, scores, rules, length, '10'].join(':')}`
}

import type { Xgid } from './Xgid.js'

/**
 * The answers to a cube decision, sorted. Before the roll: `No double`, and where the cube may be turned `Double/Pass`
 * and `Double/Take` (what both sides should do). After a double, beaver or raccoon: `Pass` or `Take`.
 */
export function cubeActions(xgid: Xgid): string[] {
  if (xgid.dice !== '00') return ['Pass', 'Take']
  const isCrawford = xgid.matchLength > 0 && xgid.rules === 1
  const mayTurn = (xgid.cubeOwner === 0 || xgid.cubeOwner === xgid.turn) && xgid.cube < xgid.maxCube && !isCrawford
  return mayTurn ? ['Double/Pass', 'Double/Take', 'No double'] : ['No double']
}

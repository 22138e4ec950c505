import type { Xgid } from './Xgid.js'

/** What is wrong with cube, score and match length of an XGID together, or undefined. */
export function matchProblem(xgid: Xgid): string | undefined {
  const { cube, cubeOwner, matchLength, maxCube, rules, scoreBottom, scoreTop } = xgid
  if (cubeOwner !== 0 && cube === 0)
    return 'the cube has an owner but still shows 1; an owned cube is at least 2 (value 1).'
  if (cube > maxCube) return `the cube value ${cube} is above the maximum cube ${maxCube}.`
  if (matchLength === 0) return undefined
  const leader = Math.max(scoreBottom, scoreTop)
  if (leader >= matchLength) return `a score of ${leader} has already won a match to ${matchLength}.`
  if (rules > 1) return `in a match the Crawford flag is 0 or 1, not ${rules}.`
  if (cubeOwner === 0 && cube > 0) return 'in a match the cube stands at 1 (value 0) until somebody owns it.'
  if (rules === 1 && leader !== matchLength - 1)
    return 'the Crawford game needs a player one point from winning the match.'
  if (rules === 1 && cubeOwner !== 0) return 'nobody can own the cube in the Crawford game.'
  return undefined
}

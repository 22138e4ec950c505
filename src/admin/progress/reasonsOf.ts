import { drillKeyPattern } from '../shared/drillKey.js'

const nextKey = new RegExp(`; (?=${drillKeyPattern}: )`)
const firstKey = new RegExp(`^${drillKeyPattern}: `)

/**
 * Why a batch failed, each reason once. A step's error names its drills by key, `d01: no answer; d02: no answer`, which
 * tells an editor nothing.
 */
export const reasonsOf = (error: string): string[] => [
  ...new Set(error.split(nextKey).map((reason) => reason.replace(firstKey, ''))),
]

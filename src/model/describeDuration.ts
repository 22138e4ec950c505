const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** Milliseconds for a sentence, rounded up: `10 seconds`, `30 minutes`, `2 hours`. Up to two of a unit are told in the smaller. */
export const describeDuration = (ms: number): string => {
  if (ms < 2 * MINUTE) return inUnits(ms / SECOND, 'second')
  if (ms < 2 * HOUR) return inUnits(ms / MINUTE, 'minute')
  return inUnits(ms / HOUR, 'hour')
}

const inUnits = (count: number, unit: 'hour' | 'minute' | 'second'): string =>
  Math.ceil(count).toLocaleString('en-US', { style: 'unit', unit, unitDisplay: 'long' })

import { words } from '../words.js'

export const formatNumber = (value: number): string => value.toLocaleString('en-US')

const units = ['bytes', 'kB', 'MB', 'GB'] as const

/** `1536` as `1.5 kB`. */
export const formatBytes = (bytes: number): string => {
  let value = bytes
  let unit = 0
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024
    unit += 1
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`
}

/** Amounts below are told apart from nothing, but not from each other. */
export const LEAST_SHOWN_USD = 0.001

/**
 * US dollars for people: two digits from a dollar on, otherwise enough to see a difference.
 * `null` is an unknown price, which is not the same as nothing.
 */
export const formatCost = (usd: number | null): string => {
  if (usd === null) return words.generate.unknownPrice
  if (usd === 0) return words.generate.free
  if (usd < LEAST_SHOWN_USD) return `less than $${LEAST_SHOWN_USD}`
  return `$${usd.toFixed(usd < 1 ? 3 : 2)}`
}

/** Up to here the library counts exactly; see `countPositions`, which the browser does not load. */
const EXACT_UP_TO = 10_000

/** A count of positions as the library gives it: `9,999`, and `10,000+` for anything above what it counts exactly. */
export const formatCount = (count: number): string =>
  count > EXACT_UP_TO ? `${formatNumber(EXACT_UP_TO)}+` : formatNumber(count)

export const formatDuration = (ms: number): string => {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  if (seconds < 60) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

import { localeOf, type Words } from '../../words/words.js'

/** `12345` as `12,345`. */
export const formatNumber = (words: Words, value: number): string => value.toLocaleString(localeOf(words.language))

/** A part of a whole: `0.955` as `96%`. */
export const formatShare = (words: Words, part: number): string =>
  part.toLocaleString(localeOf(words.language), { style: 'percent' })

const units = ['bytes', 'kB', 'MB', 'GB'] as const

/** `1536` as `1.5 kB`. */
export const formatBytes = (words: Words, bytes: number): string => {
  let value = bytes
  let unit = 0
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024
    unit += 1
  }
  const size = unit === 0 ? formatNumber(words, value) : fixed(words, value, 1)
  return words(`amounts:${units[unit] ?? 'GB'}`, { size })
}

/** Amounts below are told apart from nothing, but not from each other. */
export const LEAST_SHOWN_USD = 0.001

/**
 * US dollars for people: two digits from a dollar on, otherwise enough to see a difference.
 * `null` is an unknown price, which is not the same as nothing.
 */
export const formatCost = (words: Words, usd: number | null): string => {
  if (usd === null) return words('amounts:unknownPrice')
  if (usd === 0) return words('amounts:free')
  if (usd < LEAST_SHOWN_USD) return words('amounts:lessThan', { amount: `$${fixed(words, LEAST_SHOWN_USD, 3)}` })
  return `$${fixed(words, usd, usd < 1 ? 3 : 2)}`
}

/** What a budget is counted in: `$1.20`, `12,000 tokens`. */
export const formatAmount = (words: Words, unit: 'costUsd' | 'tokens', amount: number): string =>
  unit === 'costUsd' ? formatCost(words, amount) : words('budget:tokens', { tokens: formatNumber(words, amount) })

const fixed = ({ language }: Words, value: number, digits: number): string =>
  value.toLocaleString(localeOf(language), { minimumFractionDigits: digits, maximumFractionDigits: digits })

/** Up to here the library counts exactly; see `countPositions`, which the browser does not load. */
const EXACT_UP_TO = 10_000

/** A count of positions as the library gives it: `9,999`, and `10,000+` for anything above what it counts exactly. */
export const formatCount = (words: Words, count: number): string =>
  count > EXACT_UP_TO
    ? words('amounts:moreThan', { amount: formatNumber(words, EXACT_UP_TO) })
    : formatNumber(words, count)

/** A time of day; with the day when it is not today. */
export const formatTime = ({ language }: Words, time: string, now: Date): string => {
  const date = new Date(time)
  const isToday = date.toDateString() === now.toDateString()
  return date.toLocaleString(localeOf(language), { timeStyle: 'medium', ...(!isToday && { dateStyle: 'medium' }) })
}

const MINUTE_MS = 60_000

/** When to come back, in the reader's own clock: never too early; to the second while it is a matter of seconds. */
export const formatMoment = (words: Words, time: string, now: Date): string => {
  const at = Date.parse(time)
  if (at - now.getTime() < 2 * MINUTE_MS)
    return formatTime(words, new Date(Math.ceil(at / 1000) * 1000).toISOString(), now)
  const minute = new Date(Math.ceil(at / MINUTE_MS) * MINUTE_MS)
  const isToday = minute.toDateString() === now.toDateString()
  return minute.toLocaleString(localeOf(words.language), {
    timeStyle: 'short',
    ...(!isToday && { dateStyle: 'medium' }),
  })
}

/** A day as the reader writes it; `isBrief` without the year. Days are UTC's, whatever the reader's time zone is. */
export const dayName = ({ language }: Words, day: string, isBrief = false): string => {
  const date = new Date(`${day}T00:00:00Z`)
  if (Number.isNaN(date.getTime())) return day
  const year = isBrief ? undefined : 'numeric'
  return date.toLocaleDateString(localeOf(language), { timeZone: 'UTC', day: 'numeric', month: 'short', year })
}

/** Milliseconds as `8 s`, `2 min 5 s` or `1 h 3 min`. */
export const formatDuration = (words: Words, ms: number): string => {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  if (seconds < 60) return words('amounts:seconds', { seconds })
  const minutes = Math.floor(seconds / 60)
  if (minutes < 60) return words('amounts:minutes', { minutes, seconds: seconds % 60 })
  return words('amounts:hours', { hours: Math.floor(minutes / 60), minutes: minutes % 60 })
}

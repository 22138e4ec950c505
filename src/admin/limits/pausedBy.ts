import type { PausedBy as StoredPausedBy } from '../../limits/room.js'
import { read, type Words } from '../../words/words.js'
import { formatAmount, formatMoment } from '../shared/format.js'

/** What a run that is paused for budget waits for, as it is stored on the run. */
export type PausedBy = Omit<StoredPausedBy, 'key'>

export const isPausedBy = (value: object): value is PausedBy =>
  ['limit', 'used', 'reserved', 'needed'].every((name) => typeof read(value, name) === 'number') &&
  ['run', 'user', 'role', 'site'].some((scope) => scope === read(value, 'scope')) &&
  ['tokens', 'costUsd'].some((unit) => unit === read(value, 'unit'))

/** Why a run is paused for budget, in sentences: what ran out, how much was used of how much, and what has it go on. */
export const budgetSentences = (
  words: Words,
  { scope, window, unit, limit, used, reserved, needed }: PausedBy,
  { until, now }: { until: string | null | undefined; now: Date },
): string[] => {
  const amount = (value: number) => formatAmount(words, unit, value)
  return [
    scope === 'run' || window === 'run'
      ? words('budget:run')
      : words(`budget:${scope}`, { window: words(`budgetWindows:${window}`) }),
    unit === 'tokens'
      ? words('budget:usedTokens', { used, limit })
      : words('budget:usedCost', { used: amount(used), limit: amount(limit) }),
    reserved > 0 ? words('budget:held', { amount: amount(reserved) }) : '',
    needed > 0 ? words('budget:needed', { amount: amount(needed) }) : '',
    until ? words('budget:until', { time: formatMoment(words, until, now) }) : words('budget:whenRaised'),
  ].filter((sentence) => sentence !== '')
}

/** The input of a run that raises what ran out. */
export const raisedBy = ({ unit }: PausedBy): 'maxCostUsd' | 'maxTokens' =>
  unit === 'tokens' ? 'maxTokens' : 'maxCostUsd'

/** The least limit that lets the next call be made, once those under way have ended. */
export const leastLimit = ({ used, needed }: PausedBy): number => used + needed

/** What to begin with: room for as much again, at a number that people would choose. */
export const suggestedLimit = (by: PausedBy): number => {
  const wanted = Math.max(by.limit * 2, leastLimit(by) + by.reserved)
  if (wanted <= 0) return by.unit === 'tokens' ? 1 : 0.01
  const magnitude = 10 ** (Math.floor(Math.log10(wanted)) - 1)
  const rounded = Math.ceil(wanted / magnitude - 1e-9) * magnitude
  return by.unit === 'tokens' ? Math.ceil(rounded) : Number(rounded.toFixed(6))
}

/** What was typed as a limit; `undefined` while it would not let the next call be made. */
export const readLimit = (by: PausedBy, text: string): number | undefined => {
  const trimmed = text.trim().replace(',', '.')
  const isNumber = by.unit === 'tokens' ? /^\d{1,12}$/.test(trimmed) : /^\d{1,9}(\.\d{1,6})?$/.test(trimmed)
  const value = Number(trimmed)
  return isNumber && value >= leastLimit(by) ? value : undefined
}

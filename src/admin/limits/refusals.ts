import type { Words } from '../../words/words.js'
import { formatMoment } from '../shared/format.js'
import { budgetSentences, isPausedBy } from './pausedBy.js'

/** A refusal by a limit, as the API sends it with its data. */
export interface Refusal {
  message: string
  data: Readonly<Record<string, unknown>>
}

/** A refusal by a limit in the reader's words, with the time in the reader's own clock; `undefined` for any other. */
export const limitRefusal = (words: Words, data: Refusal['data'], now: Date): string | undefined => {
  const [used, limit] = [Number(data.used), Number(data.limit)]
  switch (data.code) {
    case 'rate_limited': {
      const { window, opensAt, kind } = data
      const isWindow = window === 'minute' || window === 'hour' || window === 'day'
      if (!isWindow || typeof opensAt !== 'string') return undefined
      return ofKind(words, kind, words(`refused:${window}`, { used, limit, time: formatMoment(words, opensAt, now) }))
    }
    case 'too_many_running':
      return ofKind(words, data.kind, words('refused:running', { count: used, limit }))
    case 'budget_spent':
      return isPausedBy(data) ? budgetSentences(words, data, { until: undefined, now }).join(' ') : undefined
    case 'not_allowed':
      return words('refused:notAllowed')
    case 'limits_unavailable':
      return words('refused:unavailable')
  }
  return undefined
}

const ofKind = (words: Words, kind: unknown, message: string): string =>
  kind === undefined ? message : words('refused:ofKind', { message })

/** When the same request may be made again; `undefined` when nobody knows. */
export const opensAt = ({ opensAt, retryAfterSeconds }: Refusal['data'], now: Date): Date | undefined => {
  if (typeof opensAt === 'string' && !Number.isNaN(Date.parse(opensAt))) return new Date(opensAt)
  return typeof retryAfterSeconds === 'number' ? new Date(now.getTime() + retryAfterSeconds * 1000) : undefined
}

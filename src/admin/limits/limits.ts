import type { Words } from '../../words/words.js'
import { formatAmount, formatMoment } from '../shared/format.js'

/** What is left for the signed-in user, of what is limited. */
export interface Limits {
  windows: readonly LimitWindow[]
  running: Running & { kinds?: readonly (Running & { kind: string })[] }
  /** Of everybody together. */
  site: { limit: number; running: number }
  budgets: readonly Budget[]
}

/** Runs that are neither paused nor ended; `null` where there is no limit. */
interface Running {
  limit: number | null
  used: number
  left: number | null
}

interface LimitWindow {
  window: 'day' | 'hour' | 'minute'
  /** Of requests of one kind alone. */
  kind?: string
  limit: number
  used: number
  left: number
  /** When one more may be requested; `null` while one may, and where none ever may. */
  opensAt: string | null
}

/** What `GET /generation/limits` answers, as far as the panel shows it: windows without a limit too. */
export interface LimitsAnswer {
  windows?: readonly (Omit<LimitWindow, 'left' | 'limit'> & { limit: number | null; left: number | null })[]
  running?: Limits['running']
  site?: Limits['site']
  budgets?: readonly Budget[]
}

export const limitsIn = ({ windows = [], running, site, budgets = [] }: LimitsAnswer): Limits => ({
  windows: windows.flatMap(({ limit, left, ...window }) =>
    limit === null || left === null ? [] : [{ ...window, limit, left }],
  ),
  running: running ?? { limit: null, used: 0, left: null },
  site: site ?? { limit: Number.POSITIVE_INFINITY, running: 0 },
  budgets,
})

interface BudgetAmount {
  limit: number
  used: number
  reserved: number
  left: number
}

export interface Budget {
  scope: 'role' | 'site' | 'user'
  window: 'day' | 'month'
  opensAt: string
  tokens?: BudgetAmount
  costUsd?: BudgetAmount
}

const windows = ['minute', 'hour', 'day'] as const

/** What is left of every limit that a request of this kind meets, one phrase each; none where nothing is limited. */
export const leftFor = (words: Words, { windows: all, running, budgets }: Limits, kind: string, now: Date): string[] =>
  [
    ...windows.flatMap((window) => {
      const strictest = least(
        all.filter((one) => one.window === window && (one.kind === undefined || one.kind === kind)),
        ({ left }) => left,
      )
      if (!strictest) return []
      const { left, limit, opensAt } = strictest
      const what = words(`left:${window}`, { left, limit })
      return left > 0 || opensAt === null
        ? [what]
        : [words('left:againAt', { what, time: formatMoment(words, opensAt, now) })]
    }),
    ...(running.limit === null ? [] : [words('left:running', { left: running.left ?? 0, limit: running.limit })]),
    ...tightest(budgets).map((budget) => budgetLeft(words, budget, now)),
  ].filter((phrase) => phrase !== '')

interface TightBudget extends Pick<Budget, 'opensAt' | 'scope' | 'window'> {
  unit: 'costUsd' | 'tokens'
  limit: number
  left: number
}

/** Of each unit the budget that will be used up first: the others cannot be met before it. */
export const tightest = (budgets: readonly Budget[]): TightBudget[] =>
  (['costUsd', 'tokens'] as const).flatMap((unit) => {
    const limited = budgets.flatMap(({ scope, window, opensAt, [unit]: amount }): TightBudget[] =>
      amount ? [{ scope, window, opensAt, unit, limit: amount.limit, left: Math.max(0, amount.left) }] : [],
    )
    const first = least(limited, ({ left }) => left)
    return first ? [first] : []
  })

const budgetLeft = (words: Words, { scope, window, opensAt, unit, left }: TightBudget, now: Date): string => {
  const whose = words(`budgetOwners:${scope}`)
  if (left === 0) return words('left:usedUp', { time: formatMoment(words, opensAt, now), whose })
  const amount = formatAmount(words, unit, left)
  return words('left:budget', { amount, window: words(`budgetWindows:${window}`), whose })
}

const least = <T>(all: readonly T[], of: (one: T) => number): T | undefined =>
  all.reduce<T | undefined>((first, one) => (first !== undefined && of(first) <= of(one) ? first : one), undefined)

/** Nearly used up from here on, as a share of the limit. */
const FEW = 0.2

/**
 * What is nearly used up, for a header that is silent otherwise: a phrase, and how urgent it is. A window of a minute is told
 * only once it is used up: it opens before a user needs to know.
 */
export const nearlyUsed = (words: Words, limits: Limits, now: Date): string | undefined => {
  const general = limits.windows.filter(({ kind }) => kind === undefined)
  const closed = general
    .filter(({ left, opensAt }) => left === 0 && opensAt !== null)
    .toSorted((one, other) => Date.parse(other.opensAt ?? '') - Date.parse(one.opensAt ?? ''))[0]
  if (closed?.opensAt) return words('header:noneUntil', { time: formatMoment(words, closed.opensAt, now) })
  const used = tightest(limits.budgets).filter(({ left, limit }) => left <= limit * FEW)
  const [budget] = used
  if (budget) return budgetLeft(words, budget, now)
  const few = least(
    general.filter(({ window, left, limit }) => window !== 'minute' && left > 0 && left <= limit * FEW),
    ({ left }) => left,
  )
  return few && words('header:few', { count: few.left })
}

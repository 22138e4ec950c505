import { z } from 'zod'
import { windowEnd } from './budgetLimits.js'
import { type BudgetScope, budgetScopes, budgetWindows, type Counter } from './counters.js'

/** Which budget keeps a run from going on, and what of it was used: `generation-runs.pausedBy`. */
export const pausedBySchema = z.object({
  scope: z.enum(budgetScopes),
  window: z.enum(budgetWindows),
  unit: z.enum(['tokens', 'costUsd']),
  limit: z.number(),
  used: z.number(),
  /** For calls that were under way then. */
  reserved: z.number(),
  /** The most that the next call may take. */
  needed: z.number(),
  /** Of the row in `generation-budgets`. */
  key: z.string(),
})

export type PausedBy = z.infer<typeof pausedBySchema>

interface Tightest {
  counters: readonly Counter[]
  needed: { tokens: number; microUsd: number }
  /** Today, in UTC. */
  day: string
}

const million = 1_000_000

/**
 * The budget that has no room whatever the calls under way take: the run's own before all others, else the one that opens
 * last; `until` when it does. None where only calls under way are in the way.
 */
export const tightest = ({ counters, needed, day }: Tightest): { pausedBy?: PausedBy; until?: Date } => {
  const full = counters.flatMap((counter) =>
    spentUnits(counter, needed).map((pausedBy) => ({ pausedBy, until: opensAt(pausedBy, day) })),
  )
  const own = full.find(({ pausedBy }) => pausedBy.scope === 'run')
  const last = (one?: Date) => one?.getTime() ?? Number.POSITIVE_INFINITY
  return own ?? full.toSorted((a, b) => last(b.until) - last(a.until))[0] ?? {}
}

/** The units in which what was spent and what is needed are more than the limit. */
const spentUnits = (counter: Counter, needed: Tightest['needed']): PausedBy[] => {
  const { scope, window, key } = counter
  const of = { scope, window, key }
  const tokens: PausedBy[] =
    counter.limitTokens === undefined
      ? []
      : [
          {
            ...of,
            unit: 'tokens',
            limit: counter.limitTokens,
            used: counter.spentTokens,
            reserved: counter.reservedTokens,
            needed: needed.tokens,
          },
        ]
  const money: PausedBy[] =
    counter.limitMicroUsd === undefined
      ? []
      : [
          {
            ...of,
            unit: 'costUsd',
            limit: counter.limitMicroUsd / million,
            used: counter.spentMicroUsd / million,
            reserved: counter.reservedMicroUsd / million,
            needed: needed.microUsd / million,
          },
        ]
  return [...tokens, ...money].filter((pausedBy) => !fits(pausedBy))
}

/** Whether the call can be made, once those under way have ended. Money to the millionth: floats are not exact. */
export const fits = ({ used, needed, limit }: Pick<PausedBy, 'used' | 'needed' | 'limit'>): boolean =>
  used + needed <= limit + 1e-9

/** When there will be room by itself; never for a run, nor for a call that is more than the whole budget. */
const opensAt = ({ window, needed, limit }: PausedBy, day: string): Date | undefined =>
  needed > limit ? undefined : windowEnd(window, day)

const owners: Readonly<Record<BudgetScope, string>> = {
  run: 'The budget of this run',
  user: "The requester's budget",
  role: "The budget of the requester's role",
  site: 'The budget of this site',
}

const spans = { run: '', day: ' for today (UTC)', month: ' for this month (UTC)' }

/** In plain words: what is used up, how much of it, and when it goes on. */
export const describeSpent = (by: PausedBy, until: Date | undefined): string => {
  const amount = (value: number) =>
    by.unit === 'tokens'
      ? value.toLocaleString('en-US')
      : `$${value.toLocaleString('en-US', { maximumFractionDigits: 6 })}`
  const unit = by.unit === 'tokens' ? ' tokens' : ''
  const raise = by.scope === 'run' ? 'Raise it and resume the run to go on.' : 'It goes on when the budget is raised.'
  const next = until
    ? `It goes on by itself on ${until.toISOString().slice(0, 16).replace('T', ' at ')} UTC, or when the budget is raised.`
    : raise
  return `${owners[by.scope]}${spans[by.window]} is used up: ${amount(by.used)} of ${amount(by.limit)}${unit} are used, and the next call may take up to ${amount(by.needed)}. ${next}`
}

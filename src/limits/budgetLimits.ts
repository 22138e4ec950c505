import type { BasePayload, PayloadRequest, TypedUser } from 'payload'
import { type Amounts, type LimitedUser, type WindowAmounts, windowAmountsSchema } from '../options/limitOptions.js'
import { askHost } from '../options/parseOptions.js'
import { type Role, roles } from '../options/roles.js'
import type { Settings } from '../options/Settings.js'
import { type BudgetScope, type BudgetWindow, calendarWindows, prefixOf } from './counters.js'

/** A limit of one budget, and of which rows of `generation-budgets` it is the limit. */
export interface Budget {
  readonly scope: BudgetScope
  readonly window: BudgetWindow
  /** The row's key without the day or month: `user:5`. */
  readonly prefix: string
  readonly limit: Amounts
}

/** For whom something is spent. */
interface Spender {
  /** The user's id as text, or `system`. */
  readonly userKey: string
  /** As the run was admitted: a role, or `system`. */
  readonly role: string
}

/** The budgets that hold for a user now, by the options as they are; those of runs are not among them. */
export const budgetsFor = (settings: Settings, { user, role }: LimitedUser): Budget[] =>
  budgetsBy(settings, { userKey: String(user.id), role }, ownBudget(settings, { user, role }))

/**
 * The same for the user that a run is for, who is looked up where the option `of` wants to see them.
 *
 * @param req Where there is one, the user is looked up in its transaction.
 * @throws InvalidOption where `of` throws or returns what cannot be a budget: nobody knows then what may be spent
 */
export const budgetsOf = async (
  payload: BasePayload,
  settings: Settings,
  spender: Spender,
  req?: PayloadRequest,
): Promise<Budget[]> => {
  const role = roleOf(spender)
  const { usersSlug } = settings
  if (!settings.budgets.of || !role || spender.userKey === 'system') return budgetsBy(settings, spender, undefined)
  const user = await payload.findByID({
    collection: usersSlug,
    id: spender.userKey,
    depth: 0,
    disableErrors: true,
    // Only the host's own function sees it.
    overrideAccess: true,
    ...(req ? { req } : {}),
  })
  // When the user was deleted while the run goes, what their role has holds for it.
  const own = user ? ownBudget(settings, { user: { ...user, collection: usersSlug } as TypedUser, role }) : undefined
  return budgetsBy(settings, spender, own)
}

const roleOf = ({ role }: Spender): Role | undefined => roles.find((known) => known === role)

const ownBudget = ({ budgets: { of } }: Settings, who: LimitedUser): WindowAmounts | undefined =>
  askHost({ option: 'budgets', of, who, schema: windowAmountsSchema })

const budgetsBy = ({ budgets }: Settings, spender: Spender, own: WindowAmounts | undefined): Budget[] => {
  const role = roleOf(spender)
  const of = (scope: BudgetScope, prefix: string, amounts: WindowAmounts | undefined): Budget[] =>
    calendarWindows.flatMap((window) => {
      const limit = amounts?.[window]
      return limit && isLimited(limit) ? [{ scope, window, prefix, limit }] : []
    })
  return [
    ...of('user', prefixOf('user', spender.userKey), role && (own ?? budgets.user[role])),
    ...of('role', prefixOf('role', spender.role), role && budgets.role[role]),
    ...of('site', prefixOf('site'), budgets.site),
  ]
}

export const isLimited = ({ tokens, costUsd }: Amounts): boolean => tokens !== undefined || costUsd !== undefined

/** The least of several limits. */
export const lesser = (one: number | null | undefined, other: number | null | undefined): number | undefined => {
  const given = [one, other].filter((limit) => limit != null)
  return given.length > 0 ? Math.min(...given) : undefined
}

/** Money in whole millionths of a US dollar, rounded up, as counters hold it: sums of floats would not come out even. */
export const microUsdOf = (costUsd: number): number => Math.ceil(Number((costUsd * 1_000_000).toFixed(3)))

/** When the window of that day, `2026-11-28`, is over; never for a run. */
export const windowEnd = (window: BudgetWindow, day: string): Date | undefined => {
  if (window === 'run') return undefined
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(window === 'day' ? Date.UTC(year, month - 1, date + 1) : Date.UTC(year, month, 1))
}

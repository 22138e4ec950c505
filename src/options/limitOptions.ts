import type { TypedUser } from 'payload'
import { z } from 'zod'
import { type Provider, priceOf } from '../model/Provider.js'
import type { prefetchSchema } from './maintenanceOptions.js'
import { fnAs, InvalidOption, strict, whole } from './parseOptions.js'
import type { Role } from './roles.js'

/** How much of something may be requested; each a whole number, 0 for none at all, or `false` for as many as a user likes. */
export interface RequestLimits {
  /** Requests within any 60 seconds. */
  perMinute?: number | false
  /** Requests within any 60 minutes. */
  perHour?: number | false
  /** Requests within any 24 hours. */
  perDay?: number | false
  /** Runs that are neither paused nor ended, at once. */
  running?: number | false
}

/** How often users of a role, or one user, may request runs. */
export interface RoleLimits extends RequestLimits {
  /** Beside the limits above: those of one kind of run alone, by its name. Default: none. */
  kinds?: Readonly<Record<string, RequestLimits>>
}

/** Editors have those of teachers, as the host set them. */
export const defaultLimits: Readonly<Record<Exclude<Role, 'editor'>, Required<RequestLimits>>> = {
  student: { perMinute: 2, perHour: 10, perDay: 50, running: 1 },
  teacher: { perMinute: 5, perHour: 30, perDay: 200, running: 3 },
  admin: { perMinute: 10, perHour: 100, perDay: 1000, running: 10 },
}

/** Whose limits are asked for. */
export interface LimitedUser {
  /** Who requests the run, or has requested it. */
  user: TypedUser
  /** By `roleOf`; while a run goes on and that says nothing any more, the role it was requested with. */
  role: Role
}

/** The option `limits`. */
export interface LimitOptions {
  /**
   * By role; what a role does not name keeps its default. Students: 2 a minute, 10 an hour, 50 a day, 1 running; teachers: 5,
   * 30, 200, 3; admins: 10, 100, 1,000, 10; editors what teachers have. What our own code requests, without a user, has none.
   */
  roles?: Partial<Readonly<Record<Role, RoleLimits>>>
  /** What differs for one user: what it returns replaces the same limits of the user's role. Default: nothing. */
  of?: (who: LimitedUser) => RoleLimits | undefined
  /** Runs of all users that are being worked on at once; the others wait, fairly between users. Default 100. */
  maxRunning?: number
  /** Priority of a run whose request names none, 0 to 10, by role. Default: 0 for all. */
  priority?: Partial<Readonly<Record<Role, number>>>
}

/** What may be spent; looked at before each call, so that the most it can take still fits. */
export interface Amounts {
  /** Tokens, those of prompts and those of answers together. */
  tokens?: number
  /** US dollars, at the prices of `model.providers`. */
  costUsd?: number
}

/** Calendar days and months in UTC, by the database's clock. */
export interface WindowAmounts {
  /** From midnight to midnight. Default: no limit. */
  day?: Amounts
  /** From the first of the month on. Default: no limit. */
  month?: Amounts
}

/** The option `budgets`: what may be spent, each amount a limit of its own; a run pauses at the first that it reaches. */
export interface BudgetOptions {
  /** Of one run; a request may ask for less (`maxTokens`, `maxCostUsd`). Default: none. */
  run?: Amounts
  /** Of each user, by role. Default: none. */
  user?: Partial<Readonly<Record<Role, WindowAmounts>>>
  /** What differs for one user: replaces what the user's role has. Default: nothing. */
  of?: (who: LimitedUser) => WindowAmounts | undefined
  /** Of all users of a role together. Default: none. */
  role?: Partial<Readonly<Record<Role, WindowAmounts>>>
  /** Of everybody together, our own code included. Default: none. */
  site?: WindowAmounts
}

const most = 1_000_000_000
const countError = { error: `give a whole number from 0 to ${most}, or false for no limit` }
const count = z.union([z.int(countError).min(0, countError).max(most, countError), z.literal(false)], countError)

const requestLimits = {
  perMinute: count.optional(),
  perHour: count.optional(),
  perDay: count.optional(),
  running: count.optional(),
}

const roleLimits = strict({
  ...requestLimits,
  kinds: z.record(z.string(), strict(requestLimits), { error: 'give limits by the names of kinds' }).optional(),
})

/** What a function of the host's said, checked when it is asked. */
export const roleLimitsSchema = roleLimits

const byRole = <Schema extends z.ZodType>(schema: Schema) =>
  strict({
    student: schema.optional(),
    teacher: schema.optional(),
    editor: schema.optional(),
    admin: schema.optional(),
  })

const tokens = whole(0, 1_000_000_000_000)
const costError = { error: 'give US dollars, 0 or more' }
const amounts = z.strictObject(
  { tokens: tokens.optional(), costUsd: z.number(costError).min(0, costError).optional() },
  {
    error: ({ code }) =>
      code === 'unrecognized_keys' ? 'use tokens, and costUsd for money, which is in US dollars' : 'give an object',
  },
)

/** What a function of the host's said, checked when it is asked. */
export const windowAmountsSchema = strict({ day: amounts.optional(), month: amounts.optional() })

export const limitsSchema = strict({
  roles: byRole(roleLimits).prefault({}),
  of: fnAs<(who: LimitedUser) => RoleLimits | undefined>().optional(),
  maxRunning: whole(1, 100_000).default(100),
  priority: byRole(whole(0, 10)).prefault({}),
}).prefault({})

export const budgetsSchema = strict({
  run: amounts.prefault({}),
  user: byRole(windowAmountsSchema).prefault({}),
  of: fnAs<(who: LimitedUser) => WindowAmounts | undefined>().optional(),
  role: byRole(windowAmountsSchema).prefault({}),
  site: windowAmountsSchema.prefault({}),
}).prefault({})

/** A model of these providers whose price nobody told us; money cannot be counted then. */
export const unpricedModel = (providers: readonly Provider[]): { provider: string; model: string } | undefined => {
  for (const { name, models } of providers) {
    const model = Object.values(models).find((used) => !priceOf(providers, name, used))
    if (model !== undefined) return { provider: name, model }
  }
  return undefined
}

interface MoneyLimits {
  budgets: z.output<typeof budgetsSchema>
  prefetch: z.output<typeof prefetchSchema>
}

/**
 * Whether budgets in money can be kept, the one of prefetching included.
 *
 * @throws InvalidOption where a model has no price
 */
export const checkBudgets = ({ budgets, prefetch }: MoneyLimits, providers: readonly Provider[]): void => {
  const prefetchOption = prefetch.enabled && prefetch.costUsdPerDay !== undefined ? 'prefetch.costUsdPerDay' : undefined
  const option = moneyIn({ ...budgets, of: undefined }, 'budgets') ?? prefetchOption
  const unpriced = option === undefined ? undefined : unpricedModel(providers)
  if (!unpriced) return
  const { provider, model } = unpriced
  throw new InvalidOption(
    `${option}`,
    `needs the price of each model, and none is known for ${model} of ${provider}; give \`prices\` to that provider in model.providers, or limit tokens`,
  )
}

/** The first place that limits money. */
const moneyIn = (value: unknown, path: string): string | undefined => {
  if (typeof value !== 'object' || value === null) return undefined
  for (const [name, inner] of Object.entries(value)) {
    const place = `${path}.${name}`
    if (name === 'costUsd' && inner !== undefined) return place
    const found = moneyIn(inner, place)
    if (found) return found
  }
  return undefined
}

/**
 * A limit on a kind that nobody can request limits nothing.
 *
 * @throws InvalidOption
 */
export const checkLimitedKinds = (
  { roles }: z.output<typeof limitsSchema>,
  kinds: readonly { readonly kind: string }[],
): void => {
  const names = kinds.map(({ kind }) => kind)
  for (const [role, limits] of Object.entries(roles)) checkKindsOf(`limits.roles.${role}`, limits, names)
}

/** @throws InvalidOption naming the option, of which `name` is the first part */
export const checkKindsOf = (name: string, limits: RoleLimits | undefined, kinds: readonly string[]): void => {
  const unknown = Object.keys(limits?.kinds ?? {}).find((kind) => !kinds.includes(kind))
  if (unknown === undefined) return
  throw new InvalidOption(`${name}.kinds.${unknown}`, `is of no kind of run; use ${kinds.join(', ')}`)
}

import type { BasePayload } from 'payload'
import { RequestError } from '../errors.js'
import type { LimitedUser } from '../options/limitOptions.js'
import type { Settings } from '../options/Settings.js'
import { lesser } from './budgetLimits.js'
import { type BudgetLeft, readBudgets } from './budgets.js'
import { readRoom } from './ceiling.js'
import { checkRequest, refuseUncounted } from './checkLimits.js'
import { type LimitStore, userKeyOf } from './limitStore.js'
import { limitsOf } from './roleLimits.js'
import type { PausedBy } from './room.js'
import type { RunBudget } from './runBudget.js'
import { readOpening, readUse, type WindowUse } from './windows.js'

interface ReadLeft {
  settings: Settings
  store: LimitStore
  /** The names of all kinds. */
  kinds: readonly string[]
  who: LimitedUser
}

/** What is left for a user now. It is gone as soon as the user, or another request of theirs, asks for a run. */
export const readLeft = async ({ settings, store, kinds, who }: ReadLeft) => {
  const limits = limitsOf({ settings, kinds, who })
  const requester = { userKey: userKeyOf(who.user.id), user: who.user.id }
  const use = await readUse(store, { requester, limits })
  const windows = []
  for (const window of use.windows) {
    const opening = isFull(window) ? await readOpening(store, requester, window) : undefined
    windows.push({ ...left(window), opensAt: opening?.opensAt.toISOString() ?? null })
  }
  const [running, ...ofKinds] = use.running.map(left)
  return {
    windows,
    running: { ...running, kinds: ofKinds },
    site: await readRoom(store),
    budgets: await readBudgets({ settings, store, who }),
  }
}

/** One of 0 never opens. */
const isFull = ({ limit, used }: WindowUse): boolean => limit !== false && limit > 0 && used >= limit

const left = <Use extends { limit: number | false; used: number }>({ limit, used, ...rest }: Use) => ({
  ...rest,
  limit: limit === false ? null : limit,
  used,
  left: limit === false ? null : Math.max(0, limit - used),
})

/** What a run is reckoned to take. */
interface Needed {
  readonly tokens: number
  /** `undefined` where a price is unknown. */
  readonly costUsd: number | undefined
}

interface ReadAllowance extends ReadLeft {
  payload: BasePayload
  /** Of the run that is asked for. */
  kind: string
  needed: Needed
  /** That the request gives its run. */
  budget: RunBudget
}

/** Why it would not be let in, or could not be finished: as a refused request says it. */
export interface Refusal {
  readonly message: string
  readonly data: Readonly<Record<string, unknown>>
}

/**
 * Whether limits would let a run in now, and budgets have it finished; and what is left before it. Nothing is counted, and
 * nobody is told that it was refused.
 *
 * @throws RequestError 503 `limits_unavailable`
 */
export const readAllowance = ({ payload, kind, needed, budget, ...of }: ReadAllowance) =>
  refuseUncounted(payload, async () => {
    const left = await readLeft(of)
    const refusal =
      (await refusalOf(() => checkRequest({ ...of, payload, kind, isAsking: true }))) ??
      refusalOfBudgets([...ofRun(of.settings, budget), ...left.budgets], needed)
    return { allowed: refusal === undefined, refusal: refusal ?? null, ...left }
  })

const refusalOf = async (check: () => Promise<void>): Promise<Refusal | undefined> => {
  try {
    await check()
    return undefined
  } catch (error) {
    if (!(error instanceof RequestError) || error.status === 503) throw error
    return { message: error.message, data: error.data }
  }
}

type Room = Pick<PausedBy, 'scope' | 'window'> & Pick<BudgetLeft, 'tokens' | 'costUsd'> & { opensAt?: string }

/** What nothing was used of yet. */
const ofRun = ({ budgets: { run } }: Settings, { maxTokens, maxCostUsd }: RunBudget): Room[] => {
  const whole = (limit: number | undefined) =>
    limit === undefined ? undefined : { limit, used: 0, reserved: 0, left: limit }
  const [tokens, costUsd] = [whole(lesser(run.tokens, maxTokens)), whole(lesser(run.costUsd, maxCostUsd))]
  return [{ scope: 'run', window: 'run', ...(tokens && { tokens }), ...(costUsd && { costUsd }) }]
}

const units = ['tokens', 'costUsd'] as const

/** The first budget that has less left than the run will take: it would pause there. */
const refusalOfBudgets = (rooms: readonly Room[], needs: Needed): Refusal | undefined => {
  for (const { scope, window, opensAt, ...room } of rooms) {
    for (const unit of units) {
      const [left, needed] = [room[unit], needs[unit]]
      if (!left || needed === undefined || needed <= left.left) continue
      const { limit, used, reserved } = left
      const amount = (value: number) =>
        unit === 'tokens' ? `${value.toLocaleString('en-US')} tokens` : `$${Number(value.toFixed(6))}`
      return {
        message: `${owners[scope]} has ${amount(left.left)} left, and the run will take about ${amount(needed)}: it would pause before its end.`,
        data: { code: 'budget_spent', scope, window, unit, limit, used, reserved, needed, ...(opensAt && { opensAt }) },
      }
    }
  }
  return undefined
}

const owners: Readonly<Record<PausedBy['scope'], string>> = {
  run: 'The budget of this run',
  user: 'Your budget',
  role: 'The budget of your role',
  site: 'The budget of this site',
}

import type { BasePayload } from 'payload'
import { loggable, RequestError } from '../errors.js'
import type { LimitedUser } from '../options/limitOptions.js'
import type { Settings } from '../options/Settings.js'
import { type LimitStore, userKeyOf } from './limitStore.js'
import { limitsOf, type UserLimits } from './roleLimits.js'
import {
  type Requester,
  type RunningUse,
  readOpening,
  readUse,
  type Use,
  type Window,
  type WindowUse,
} from './windows.js'

interface CheckLimits {
  payload: BasePayload
  settings: Settings
  store: LimitStore
  /** The names of all kinds. */
  kinds: readonly string[]
  who: LimitedUser
  /** What is requested. */
  kind: string
  /** Nothing was requested: a user wants to know whether it could be. */
  isAsking?: boolean
}

/**
 * Lets a request in, or says by which limit not. Under the lock of its requester: what is counted stands still then. A refused
 * request counts nowhere.
 *
 * @throws RequestError 403 `not_allowed` for a limit of 0; 429 `rate_limited`, `too_many_running`; 503 `limits_unavailable`
 */
export const checkRequest = (check: CheckLimits): Promise<void> =>
  refuseUncounted(check.payload, async () => {
    const { store, kind } = check
    const [requester, limits] = limitsFor(check)
    checkAllowed(check, limits)
    const use = await readUse(store, { requester, limits, kind })
    await checkWindows(check, requester, use)
    checkRunningUse(check, use)
  })

/**
 * Lets a run go on that was paused or has ended: it was counted as a request, so this asks only how many others are running.
 *
 * @throws RequestError 403 `not_allowed`, 429 `too_many_running`, 503 `limits_unavailable`
 */
export const checkRunning = (check: CheckLimits & { run: number | string }): Promise<void> =>
  refuseUncounted(check.payload, async () => {
    const { store, kind, run } = check
    const [requester, { running, kinds }] = limitsFor(check)
    const only = Object.entries(kinds).map(([name, named]) => [name, { running: named.running }])
    const limits = { ...noWindows, running, kinds: Object.fromEntries(only) }
    checkAllowed(check, limits)
    checkRunningUse(check, await readUse(store, { requester, limits, kind, except: run }))
  })

const noWindows = { perMinute: false, perHour: false, perDay: false } as const

const limitsFor = ({ settings, kinds, who }: CheckLimits): [Requester, UserLimits] => [
  { userKey: userKeyOf(who.user.id), user: who.user.id },
  limitsOf({ settings, kinds, who }),
]

/**
 * Where nobody can tell what was used, or what is allowed, nothing is let in.
 *
 * @throws RequestError 503
 */
export const refuseUncounted = async <T>(payload: BasePayload, count: () => Promise<T>): Promise<T> => {
  try {
    return await count()
  } catch (error) {
    if (error instanceof RequestError) throw error
    payload.logger.error({ err: loggable(error), msg: 'limits could not be counted, so a request was refused' })
    throw new RequestError(
      503,
      'It cannot be told at the moment what you may request, so nothing was started. Try again; if it stays so, the operator of this site finds the reason in the log.',
      { code: 'limits_unavailable' },
    )
  }
}

const checkAllowed = ({ kind, who }: CheckLimits, limits: UserLimits): void => {
  const named = [
    { ...limits, what: 'runs' },
    { ...limits.kinds[kind], what: `runs of the kind "${kind}"` },
  ]
  const never = named.find(({ perMinute, perHour, perDay, running }) =>
    [perMinute, perHour, perDay, running].includes(0),
  )
  if (!never) return
  throw new RequestError(403, `You may not start ${never.what} on this site.`, {
    code: 'not_allowed',
    kind,
    role: who.role,
  })
}

type FullWindow = WindowUse & { limit: number }

const checkWindows = async (check: CheckLimits, requester: Requester, { windows }: Use): Promise<void> => {
  const full = windows.filter((use): use is FullWindow => use.limit !== false && use.used >= use.limit)
  const openings = []
  for (const use of full) openings.push({ use, ...(await readOpening(check.store, requester, use)) })
  // A request must find all of them open.
  const last = openings.toSorted((a, b) => b.opensAt.getTime() - a.opensAt.getTime())[0]
  if (!last) return
  const { use, opensAt, seconds } = last
  const { window, kind, limit, used } = use
  const most = `${countOf(limit, kind)} ${limit === 1 ? 'is' : 'are'} allowed within ${spans[window]}`
  throw refusal(
    check,
    `${most}, and ${used} ${used === 1 ? 'was' : 'were'} requested. The next one is possible in ${durationOf(seconds)}.`,
    {
      code: 'rate_limited',
      ...{ window, kind, used, limit, opensAt: opensAt.toISOString(), retryAfterSeconds: seconds },
    },
  )
}

const spans: Readonly<Record<Window, string>> = { minute: 'one minute', hour: 'one hour', day: '24 hours' }

/** When a run ends, nobody knows. */
const lookAgainSeconds = 30

type FullRunning = RunningUse & { limit: number }

const checkRunningUse = (check: CheckLimits, { running }: Use): void => {
  const full = running.find((use): use is FullRunning => use.limit !== false && use.used >= use.limit)
  if (!full) return
  const { kind, limit, used } = full
  throw refusal(
    check,
    `${countOf(limit, kind)} may be under way at once, and ${used} ${used === 1 ? 'is' : 'are'}. Wait until one ends, or pause or cancel one.`,
    { code: 'too_many_running', kind, used, limit, retryAfterSeconds: lookAgainSeconds },
  )
}

const countOf = (count: number, kind: string | undefined): string =>
  `${count} ${count === 1 ? 'run' : 'runs'}${kind === undefined ? '' : ` of the kind "${kind}"`}`

const durationOf = (seconds: number): string => {
  const [count, unit] =
    seconds < 120
      ? [seconds, 'second']
      : seconds < 7200
        ? [Math.ceil(seconds / 60), 'minute']
        : [Math.ceil(seconds / 3600), 'hour']
  return `${count} ${unit}${count === 1 ? '' : 's'}`
}

interface Refused {
  code: string
  kind: string | undefined
  used: number
  limit: number
  retryAfterSeconds: number
  [fact: string]: unknown
}

const refusal = (
  { payload, who, kind, isAsking }: CheckLimits,
  message: string,
  { kind: limited, ...data }: Refused,
): RequestError => {
  const facts = { user: who.user.id, role: who.role, kind, ...data }
  if (!isAsking) payload.logger.info({ msg: 'a request was refused by a limit', ...facts })
  return new RequestError(429, message, { ...data, ...(limited === undefined ? {} : { kind: limited }) })
}

import PQueue from 'p-queue'
import { createModel } from '../../../src/model/createModel.js'
import type { Model } from '../../../src/model/Model.js'
import { percentile } from '../../report.js'
import { askModel, benchProvider, fastClock } from './askModel.js'
import { logNormalMs, startFaultServer } from './startFaultServer.js'

interface RunDeadPrimary {
  seed: number
  /** For each of the two ways. */
  requests: number
}

const AT_ONCE = 3
const BLOCK = 30
/** Requests in which the breaker must open; it takes about half as many calls. */
const MOST_UNTIL_OPEN = 20
const TIME_SCALE = 10
const TIMEOUT_MS = 300 * TIME_SCALE
const settings = {
  clock: fastClock(TIME_SCALE),
  timeoutMs: TIMEOUT_MS,
  stallMs: TIMEOUT_MS,
  deadlineMs: 600_000,
  maxCalls: 8,
}

/**
 * A first provider that takes calls and never answers, and a healthy second one: how long requests take from the moment
 * the first is known to be dead, against the second provider alone. In turns, so that both meet the same machine,
 * ten times faster than real time: the breaker's first 10 seconds are one.
 */
export const runDeadPrimary = async ({ seed, requests }: RunDeadPrimary) => {
  const latencyMs = ({ random }: { random(slot: string): number }) =>
    logNormalMs({ medianMs: 50, sigma: 0.2, random: [random('latency'), random('latency, too')] })
  const dead = await startFaultServer({ seed, latencyMs, fault: () => 'hang' })
  const healthy = await startFaultServer({ seed, latencyMs })
  const primary = benchProvider({ name: 'primary', baseURL: dead.baseURL, account: 'behind' })
  const second = (account: string) => benchProvider({ name: 'second', baseURL: healthy.baseURL, account })
  const behind = createModel({ ...settings, providers: [primary, second('behind')] })
  const alone = createModel({ ...settings, providers: [second('alone')] })

  const ask = async (model: Model, request: string) => {
    const startedAt = performance.now()
    const { attempts } = await askModel({ model, request, keys: ['s01'] })
    return { ms: performance.now() - startedAt, calls: attempts.length }
  }
  const askBlock = (model: Model, requestNames: readonly string[]) =>
    new PQueue({ concurrency: AT_ONCE }).addAll(requestNames.map((name) => () => ask(model, name)))

  const opensAt = performance.now()
  let requestsUntilOpen = 0
  // Answered with one call: by the second provider, since the first does not answer.
  for (let calls = Number.POSITIVE_INFINITY; calls > 1; requestsUntilOpen += 1) {
    if (requestsUntilOpen === MOST_UNTIL_OPEN)
      throw new Error(
        `The breaker is still closed after ${MOST_UNTIL_OPEN} requests, none of which the first answered.`,
      )
    calls = (await ask(behind, `before ${requestsUntilOpen}`)).calls
  }
  const msUntilOpen = performance.now() - opensAt
  const callsUntilOpen = dead.account('behind').calls
  await askBlock(
    alone,
    Array.from({ length: BLOCK }, (_, index) => `warm ${index}`),
  )

  const times = { alone: [] as number[], behind: [] as number[] }
  let mostCallsAfter = 0
  for (let from = 0; from < requests; from += BLOCK) {
    const block = Array.from({ length: Math.min(BLOCK, requests - from) }, (_, index) => `after ${from + index}`)
    times.alone.push(...(await askBlock(alone, block)).map(({ ms }) => ms))
    const asked = await askBlock(behind, block)
    times.behind.push(...asked.map(({ ms }) => ms))
    mostCallsAfter = Math.max(mostCallsAfter, ...asked.map(({ calls }) => calls))
  }
  const callsAfter = dead.account('behind').calls - callsUntilOpen
  await dead.stop()
  await healthy.stop()

  const aloneP95Ms = percentile(times.alone, 0.95)
  const behindP95Ms = percentile(times.behind, 0.95)
  return {
    requests,
    /** Calls to the dead provider until its breaker opened, and the time that took. */
    callsUntilOpen,
    msUntilOpen,
    /** Calls that looked whether it is back. */
    callsAfter,
    /** Of one request: one call that looked, and one to the second provider. */
    mostCallsAfter,
    aloneMedianMs: percentile(times.alone, 0.5),
    behindMedianMs: percentile(times.behind, 0.5),
    aloneP95Ms,
    behindP95Ms,
    /** The request that tried whether it is back, and waited in vain: it took as long as a call may. */
    behindSlowestMs: Math.max(...times.behind),
    timeoutMs: TIMEOUT_MS / TIME_SCALE,
    ratio: behindP95Ms / aloneP95Ms,
  }
}

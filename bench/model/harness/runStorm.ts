import { isDeepStrictEqual } from 'node:util'
import type { Attempt, AttemptOutcome, Usage } from '../../../src/model/Attempt.js'
import type { Clock } from '../../../src/model/clock.js'
import { createModel } from '../../../src/model/createModel.js'
import { ModelCallFailed, ProvidersOpen } from '../../../src/model/failures.js'
import type { Model } from '../../../src/model/Model.js'
import { askModel, benchProvider, fastClock } from './askModel.js'
import { addUsage, noUsage, type ServerFault } from './completion.js'
import { type ServerCall, startFaultServer } from './startFaultServer.js'

interface RunStorm {
  seed: number
  requests: number
  streams: boolean
  /** Whether one call in twenty never answers, and one caller in twenty leaves during its first call. */
  withSilence: boolean
}

interface Ended {
  outcome: AttemptOutcome
  /** Every call that was reported for the request. */
  ledger: readonly Attempt[]
  /** How often no provider could be called, and the request was made again later. */
  postponed: number
  /** Whether the answer or the failure tells of the same tokens as the ledger. */
  isWellTold: boolean
}

const ACCOUNT = 'storm'
const KEYS = ['s01', 's02']
const TIME_SCALE = 50
const LATENCY_MS = { from: 20, to: 60 }
/** Short where calls hang; elsewhere a busy machine must not run out of it. */
const timeoutMs = ({ withSilence }: Pick<RunStorm, 'withSilence'>) => (withSilence ? 600 : 20_000) * TIME_SCALE
/** Few, so that one too many would be seen. */
const LIMITS = { concurrency: 3, maxConcurrency: 3 }
const LEAVER_EVERY = 20
const IDLE_WITHIN_MS = 2000

/**
 * Asks for everything at once in a storm of faults, and compares what our side tells of it with what the server did.
 * Fifty times faster than real time: a `Retry-After` of 1 second is over after 20 ms.
 */
export const runStorm = async ({ seed, requests, streams, withSilence }: RunStorm) => {
  const names = Array.from({ length: requests }, (_, index) => `request ${index}`)
  const leavers = new Map(
    names.filter((_, index) => withSilence && index % LEAVER_EVERY === 0).map((name) => [name, new AbortController()]),
  )
  const clock = fastClock(TIME_SCALE)
  const record = createFaultRecord({
    clock,
    choose: stormFault({ withSilence }),
    leaverOf: (request) => leavers.get(request),
  })
  const server = await startFaultServer({
    seed,
    latencyMs: ({ random }) => LATENCY_MS.from + random('latency') * (LATENCY_MS.to - LATENCY_MS.from),
    fault: record.fault,
  })
  const model = createModel({
    clock,
    providers: [benchProvider({ baseURL: server.baseURL, account: ACCOUNT, streams, limits: LIMITS })],
    timeoutMs: timeoutMs({ withSilence }),
    stallMs: timeoutMs({ withSilence }),
    deadlineMs: 600_000 * TIME_SCALE,
    maxCalls: 8,
  })

  const startedAt = performance.now()
  const ended = await Promise.all(
    names.map((request) => askUntilEnded({ model, clock, request, signal: leavers.get(request)?.signal })),
  )
  const wallMs = performance.now() - startedAt
  await server.idle(IDLE_WITHIN_MS)
  const { calls, open, maxInFlight, served } = server.account(ACCOUNT)
  await server.stop()

  const stories = names.map((request, index) => ({ request, outcomes: record.outcomesOf(request), ...ended[index] }))
  return {
    requests,
    calls,
    wallMs,
    /** How requests ended. */
    outcomes: countBy(ended.map(({ outcome }) => outcome)),
    /** How calls ended, as the server saw them. */
    calledOutcomes: countBy(names.flatMap(record.outcomesOf)),
    postponed: ended.reduce((sum, { postponed }) => sum + postponed, 0),
    /** Requests of whose calls our side tells another story than the server. */
    misclassified: stories
      .filter(({ outcomes, ledger }) => String(ledger?.map(({ outcome }) => outcome)) !== String(outcomes))
      .map(({ request }) => request),
    /** Requests that ended in another way than their last call. */
    wronglyEnded: stories.filter(({ outcomes, outcome }) => outcome !== outcomes.at(-1)).map(({ request }) => request),
    mistold: stories.filter(({ isWellTold }) => !isWellTold).map(({ request }) => request),
    tooEarly: record.tooEarly(),
    maxInFlight,
    allowedInFlight: LIMITS.maxConcurrency,
    /** Calls still open at the server two seconds after everything has ended. */
    openAtEnd: open,
    tokens: { served, ledger: sumOf(ended.flatMap(({ ledger }) => ledger)) },
  }
}

interface AskUntilEnded {
  model: Model
  clock: Clock
  request: string
  signal: AbortSignal | undefined
}

/** While no provider may be called, waits as long as it is told to, as a step would in the queue. */
const askUntilEnded = async ({ model, clock, request, signal }: AskUntilEnded): Promise<Ended> => {
  const ledger: Attempt[] = []
  for (let postponed = 0; ; postponed += 1) {
    const before = ledger.length
    const end = (outcome: AttemptOutcome, told: readonly Attempt[]): Ended => ({
      outcome,
      ledger,
      postponed,
      isWellTold: isDeepStrictEqual(sumOf(told), sumOf(ledger.slice(before))),
    })
    try {
      const onAttempt = (attempt: Attempt) => void ledger.push(attempt)
      const { attempts } = await askModel({ model, request, keys: KEYS, signal, onAttempt })
      return end('ok', attempts)
    } catch (error) {
      if (error instanceof ModelCallFailed) return end(error.attempt.outcome, error.attempts)
      if (!(error instanceof ProvidersOpen)) throw error
      await clock.wait(error.retryAfterMs)
    }
  }
}

const sumOf = (attempts: readonly Attempt[]): Usage =>
  attempts.reduce((sum, { usage }) => (usage ? addUsage(sum, usage) : sum), noUsage)

const countBy = (outcomes: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const outcome of outcomes) counts[outcome] = (counts[outcome] ?? 0) + 1
  return counts
}

interface FaultRecord {
  clock: Clock
  choose(call: ServerCall): ServerFault | undefined
  /** The caller of this request leaves during its first call, if there is one. */
  leaverOf(request: string): AbortController | undefined
}

/** Lets calls go wrong and remembers how, request by request: what our side should have made of it. */
const createFaultRecord = ({ clock, choose, leaverOf }: FaultRecord) => {
  const outcomes = new Map<string, AttemptOutcome[]>()
  const notBefore = new Map<string, number>()
  let tooEarly = 0
  return {
    fault(call: ServerCall): ServerFault | undefined {
      const { request } = call
      const leaver = call.ask === 1 ? leaverOf(request) : undefined
      // Nobody can say whether an answer still reached somebody who leaves: so there is none.
      if (leaver) queueMicrotask(() => leaver.abort())
      const fault = leaver ? 'hang' : choose(call)
      outcomes.set(request, [...(outcomes.get(request) ?? []), leaver ? 'aborted' : outcomeOf(fault)])

      const nowMs = clock.now()
      if (nowMs < (notBefore.get(request) ?? 0)) tooEarly += 1
      if (typeof fault === 'object') notBefore.set(request, nowMs + (fault.retryAfterSeconds ?? 0) * 1000)
      return fault
    },
    /** In the order of its calls. */
    outcomesOf: (request: string): readonly AttemptOutcome[] => outcomes.get(request) ?? [],
    /** Calls that came back before the `Retry-After` of their request had passed. */
    tooEarly: () => tooEarly,
  }
}

/** The class that a call belongs to after what the server did to it; `nearJson` can be mended without asking again. */
const outcomeOf = (fault: ServerFault | undefined): AttemptOutcome => {
  if (fault === undefined || fault === 'nearJson') return 'ok'
  if (fault === 'hang') return 'timeout'
  if (fault === 'drop' || fault === 'brokenBody') return 'unavailable'
  if (fault === 'prose') return 'invalid'
  return fault.status === 429 ? 'rate-limited' : 'unavailable'
}

const malformed = ['nearJson', 'prose', 'brokenBody'] as const
const RETRY_AFTER_SECONDS = 1
const SILENT_SHARE = 0.05

interface StormFault {
  /** Whether one call in twenty never answers, too. */
  withSilence: boolean
}

/** 30 % 429 with `Retry-After`, 10 % 500, 10 % cut connections, 10 % malformed JSON of three kinds. */
const stormFault =
  ({ withSilence }: StormFault) =>
  ({ random }: ServerCall): ServerFault | undefined => {
    const luck = random('fault')
    if (luck < 0.3) return { status: 429, retryAfterSeconds: RETRY_AFTER_SECONDS }
    if (luck < 0.4) return { status: 500 }
    if (luck < 0.5) return 'drop'
    if (luck < 0.6) return malformed[Math.floor(random('malformed') * malformed.length)]
    return withSilence && luck < 0.6 + SILENT_SHARE ? 'hang' : undefined
  }

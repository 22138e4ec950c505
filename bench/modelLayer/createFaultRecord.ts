import type { AttemptOutcome } from '../../src/model/Attempt.js'
import type { Clock } from '../../src/model/clock.js'
import { outcomeOf } from './outcomeOf.js'
import type { ServerFault } from './ServerFault.js'
import type { ServerCall } from './startFaultServer.js'

interface FaultRecord {
  clock: Clock
  choose(call: ServerCall): ServerFault | undefined
  /** The caller of this request leaves during its first call, if there is one. */
  leaverOf(request: string): AbortController | undefined
}

/** Lets calls go wrong and remembers how, request by request: what our side should have made of it. */
export const createFaultRecord = ({ clock, choose, leaverOf }: FaultRecord) => {
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

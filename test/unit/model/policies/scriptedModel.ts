import type { Attempt, AttemptOutcome } from '../../../../src/model/Attempt.js'
import type { Clock } from '../../../../src/model/clock.js'
import { ModelCallFailed } from '../../../../src/model/failures.js'
import type { Model, ModelRequest } from '../../../../src/model/Model.js'

interface Call {
  outcome: AttemptOutcome
  /** How long it takes. Default 0. */
  ms?: number
  retryAfterMs?: number
  completionTokens?: number
  firstTokenMs?: number
  answer?: unknown
}

interface Script {
  clock: Clock
  provider?: string
  /** One call after the other; the last one again and again. */
  calls: readonly (AttemptOutcome | Call)[]
}

interface ScriptedModel extends Model {
  readonly requests: ModelRequest[]
}

const forGood: ReadonlySet<AttemptOutcome> = new Set(['rejected', 'unauthorized', 'out-of-credit'])

/** The port as a provider's endpoint keeps it, with outcomes that are told beforehand. */
export const scriptedModel = ({ clock, provider = 'first', calls }: Script): ScriptedModel => {
  const requests: ModelRequest[] = []
  return {
    requests,
    async generate(request) {
      const next = calls[Math.min(requests.length, calls.length - 1)] ?? 'ok'
      const {
        outcome,
        ms = 0,
        retryAfterMs,
        completionTokens = 10,
        firstTokenMs,
        answer,
      } = typeof next === 'string' ? ({ outcome: next } as Call) : next
      requests.push(request)
      const startedAtMs = clock.now()
      let isAborted = false
      await clock.wait(ms, request.signal).catch(() => {
        isAborted = true
      })
      const attempt: Attempt = {
        outcome: isAborted ? 'aborted' : outcome,
        provider,
        model: `${provider}-${request.tier}`,
        servedModel: undefined,
        usage:
          isAborted || outcome === 'timeout'
            ? undefined
            : { promptTokens: 100, cachedTokens: 0, completionTokens, reasoningTokens: 0 },
        ms: clock.now() - startedAtMs,
        firstTokenMs,
        requestId: undefined,
        message: undefined,
      }
      await request.context?.onAttempt?.(
        attempt,
        answer === undefined ? undefined : request.judge(answer, request.keys),
      )
      if (attempt.outcome === 'ok') {
        return {
          good: new Map([['', { from: provider }]]),
          usage: attempt.usage as NonNullable<Attempt['usage']>,
          provider,
          model: attempt.model,
          attempts: [attempt],
        }
      }
      const isRetryable = !forGood.has(attempt.outcome)
      throw new ModelCallFailed(`${provider}: ${attempt.outcome}`, { attempt, isRetryable, retryAfterMs })
    },
  }
}

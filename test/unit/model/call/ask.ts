import { inspect } from 'node:util'
import { expect } from 'vitest'
import { z } from 'zod'
import type { Attempt } from '../../../../src/model/Attempt.js'
import { callProvider } from '../../../../src/model/call/callProvider.js'
import { type Clock, createSystemClock } from '../../../../src/model/clock.js'
import { ModelCallFailed } from '../../../../src/model/failures.js'
import type { ModelAnswer, ModelRequest, Verdict } from '../../../../src/model/Model.js'
import type { Provider } from '../../../../src/model/Provider.js'
import { judgeWhole } from '../answer/judgeWhole.js'

export const apiKey = 'sk-very-secret-0123456789'

export const answerSchema = z.object({ drills: z.array(z.object({ key: z.string() })) })

export const provider = (facts: Partial<Provider>): Provider => ({
  name: 'Acme',
  baseURL: 'http://127.0.0.1:9/v1',
  apiKey,
  needsKey: true,
  models: { complex: 'big-1', simple: 'small-1' },
  prices: {},
  capabilities: ['json_schema'],
  streams: false,
  maxTokensField: 'max_completion_tokens',
  reasoningEffort: {},
  promptCache: { complex: 'automatic', simple: 'automatic' },
  serviceTier: 'normal',
  limits: { maxConcurrency: 10, concurrency: 3 },
  offline: false,
  ...facts,
})

interface Ask {
  request?: Partial<ModelRequest>
  clock?: Clock
  stallMs?: number
  logBodies?: boolean
  fetch?: typeof globalThis.fetch
  /** Whether the call is expected to be made. Default `true`. */
  isMade?: boolean
  /** Filled while the call is under way. */
  partials?: string[]
}

interface Settled {
  answer?: ModelAnswer
  failed?: unknown
}

/** One call, and what was told while it was under way. */
export const ask = async (facts: Partial<Provider>, options: Ask = {}) => {
  const { request, clock = createSystemClock(), stallMs = 30_000, logBodies = false, partials = [], fetch } = options
  const { isMade = true } = options
  const told: { attempt: Attempt; verdict: Verdict | undefined }[] = []
  const settled = await callProvider({ provider: provider(facts), stallMs, logBodies, clock, fetch })
    .generate({
      messages: [
        { role: 'system', content: 'You write drills.' },
        { role: 'user', content: '{"task":"drills"}' },
      ],
      schemaName: 'drills',
      wireSchema: answerSchema,
      keys: [],
      judge: judgeWhole(answerSchema),
      tier: 'complex',
      timeoutMs: 5000,
      maxOutputTokens: 100,
      ...request,
      context: {
        onAttempt: (attempt, verdict) => {
          told.push({ attempt, verdict })
        },
        onPartial: (text) => {
          partials.push(text)
        },
      },
    })
    .then(
      (answer): Settled => ({ answer }),
      (failed: unknown): Settled => ({ failed }),
    )
  // Whatever happened: one attempt for a call, and the key is in nothing that is kept or shown.
  expect(told).toHaveLength(isMade ? 1 : 0)
  expect(inspect([settled, told], { depth: null, showHidden: true })).not.toContain('secret')
  return { ...settled, told, partials }
}

/** The answer of a call that must succeed. */
export const answerOf = async (...args: Parameters<typeof ask>): Promise<ModelAnswer> => {
  const { answer, failed, told } = await ask(...args)
  if (!answer) throw failed
  expect(told).toEqual([{ attempt: answer.attempts[0], verdict: { good: answer.good, problems: [] } }])
  return answer
}

/** The failure of a call that must fail. */
export const failureOf = async (...args: Parameters<typeof ask>): Promise<ModelCallFailed> => {
  const { failed, told } = await ask(...args)
  if (!(failed instanceof ModelCallFailed)) throw new Error(`Expected ModelCallFailed, got ${inspect(failed)}`)
  expect(failed.message).toBe(failed.attempt.message)
  expect(told).toEqual([
    { attempt: failed.attempt, verdict: failed.good && { good: failed.good, problems: failed.problems } },
  ])
  return failed
}

/** What a call throws that is not made. */
export const refusalOf = async (facts: Partial<Provider>, options: Ask = {}): Promise<unknown> => {
  const { failed } = await ask(facts, { ...options, isMade: false })
  return failed
}

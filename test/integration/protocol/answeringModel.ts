import type { Attempt } from '../../../src/model/Attempt.js'
import { ModelCallFailed, ProviderOpen, ProvidersOpen } from '../../../src/model/failures.js'
import type { Model, PlannedCall } from '../../../src/model/Model.js'
import { RunPaused } from '../../../src/runs/kind/RunPaused.js'

/** Which items an answer has right, that nobody could be asked, or that the budget does not allow the call. */
export const answers = ['all', 'first', 'none', 'unasked', 'unpaid'] as const

/**
 * Or nobody is left to hear the answer; or the step is taken away while it is being written, and whoever asked hears it all
 * the same.
 */
export type Answer = (typeof answers)[number] | 'unheard' | 'overtaken'

const goodKeys = { all: ['a', 'b', 'c'], first: ['a'], none: [], unheard: [], overtaken: ['a', 'b', 'c'] }

/** Its worker is killed in the middle of a call: nothing more is heard of it. */
export class WorkerDied extends Error {}

const planned: PlannedCall = {
  ...{ provider: 'test', model: 'test', promptTokens: 10, schemaTokens: 0, maxCompletionTokens: 100, items: 1 },
  ...{ serviceTier: 'normal', maxCostUsd: () => 0.01, signal: undefined },
}

/** The model port as steps see it, whose calls end one way. */
export const answeringModel = (answer: Answer, overtake: () => Promise<void>): Model => ({
  generate: async ({ context, judge, keys }) => {
    if (answer === 'unpaid') throw new RunPaused('budget', 'The budget is used up.')
    if (answer === 'unasked') throw new ProvidersOpen([new ProviderOpen('test', 0, 'Not now.')])
    const reservation = (await context?.reserve?.(planned)) ?? undefined
    if (answer === 'unheard') throw new WorkerDied()
    if (answer === 'overtaken') await overtake()
    const usage = { promptTokens: 1, cachedTokens: 0, cacheWriteTokens: 0, completionTokens: 1, reasoningTokens: 0 }
    const attempt: Attempt = {
      reservation,
      outcome: answer === 'all' ? 'ok' : 'unavailable',
      provider: 'test',
      model: 'test',
      servedModel: undefined,
      usage,
      ms: 1,
      firstTokenMs: undefined,
      requestId: undefined,
      message: undefined,
    }
    const verdict = judge(goodKeys[answer], keys)
    await context?.onAttempt?.(attempt, verdict)
    if (answer !== 'all')
      throw new ModelCallFailed('Not everything came.', { attempt, isRetryable: true, retryAfterMs: 0 })
    return { good: verdict.good, usage, provider: 'test', model: 'test', attempts: [attempt] }
  },
})

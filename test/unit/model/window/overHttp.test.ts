import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { type OfflineModel, startOfflineModel } from '../../../../demo/model/startOfflineModel.js'
import { judgeNothing } from '../../../../src/model/answer/judge.js'
import { createSystemClock } from '../../../../src/model/clock.js'
import { ModelCallFailed } from '../../../../src/model/failures.js'
import type { Model } from '../../../../src/model/Model.js'
import { createWindow, withWindow } from '../../../../src/model/policies/window.js'
import { attemptOf } from './attemptOf.js'

let server: OfflineModel | undefined
afterEach(() => server?.stop())

/** The least that can be called a model: one POST, and 429 told from the rest. */
const post = (baseURL: string): Model => ({
  async generate() {
    const response = await fetch(`${baseURL}/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'big-1', messages: [{ role: 'user', content: '{}' }] }),
    })
    await response.text()
    if (response.ok) {
      const usage = { promptTokens: 0, cachedTokens: 0, completionTokens: 0, reasoningTokens: 0 }
      return { good: new Map(), usage, provider: 'local', model: 'big-1', attempts: [attemptOf('ok')] }
    }
    const retryAfterMs = Number(response.headers.get('retry-after')) * 1000
    throw new ModelCallFailed('429', { attempt: attemptOf('rate-limited'), isRetryable: true, retryAfterMs })
  },
})

const sendAll = async (calls: number, limits: { concurrency: number; maxConcurrency: number }) => {
  if (!server) throw new Error('No server was started.')
  const window = createWindow({ limits, clock: createSystemClock() })
  const model = withWindow(window, post(server.baseURL))
  const request = {
    messages: [],
    schemaName: 'x',
    wireSchema: z.unknown(),
    keys: [],
    judge: judgeNothing,
    tier: 'complex',
    maxOutputTokens: 1,
  } as const
  await Promise.allSettled(Array.from({ length: calls }, () => model.generate(request)))
  return window.state()
}

test('a server that answers sees as many calls at once as allowed, and never more', async () => {
  server = await startOfflineModel({ latencyMs: 15, respond: () => ({}) })
  const state = await sendAll(60, { concurrency: 3, maxConcurrency: 6 })
  expect(server.requests()).toHaveLength(60)
  expect(server.maxInFlight()).toBe(6)
  expect(state).toEqual({ limit: 6, inFlight: 0, waiting: 0, heldMs: 0 })
})

test('a server that asks for a pause is left alone by everyone for as long as it said', async () => {
  server = await startOfflineModel({
    faults: (_, call) => (call === 3 ? { status: 429, retryAfter: 1 } : undefined),
    respond: () => ({}),
  })
  await sendAll(6, { concurrency: 1, maxConcurrency: 1 })
  const [, , refused, next] = server.requests()
  expect(server.requests()).toHaveLength(6)
  expect((next?.startedAt ?? 0) - (refused?.startedAt ?? 0)).toBeGreaterThanOrEqual(1000)
})

import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Attempt } from '../../../../src/model/Attempt.js'
import { type Clock, createSystemClock } from '../../../../src/model/clock.js'
import { createModel } from '../../../../src/model/createModel.js'
import type { CallContext, ModelRequest, PlannedCall } from '../../../../src/model/Model.js'
import { memoryBreakerStore } from '../../../../src/model/policies/breakerStore.js'
import { countMessageTokens } from '../../../../src/model/tokens.js'
import { provider } from '../call/ask.js'
import { serve } from '../call/serve.js'
import { FakeClock } from '../FakeClock.js'
import { requestOf } from './scriptedModel.js'

class Paused extends Error {}

const answer = {
  choices: [{ finish_reason: 'stop', message: { content: '{"ok":true}' } }],
  usage: { prompt_tokens: 10, completion_tokens: 5 },
}

const wireSchema = z.object({ ok: z.boolean() })
const ask = (facts: Partial<ModelRequest>) => requestOf({ wireSchema, ...facts })

/** A model over servers that answer one status after the other, the last one again and again. */
const servers = async (
  scripts: { name: string; statuses: number[] }[],
  clock: Clock = createSystemClock(),
  maxOutputTokens?: number,
) => {
  const calls: string[] = []
  const providers = await Promise.all(
    scripts.map(async ({ name, statuses }) => {
      const left = [...statuses]
      const { baseURL } = await serve((response) => {
        calls.push(name)
        const status = (left.length > 1 ? left.shift() : left[0]) ?? 200
        response.writeHead(status, { 'content-type': 'application/json' })
        response.end(JSON.stringify(status === 200 ? answer : { error: { message: 'No.' } }))
      })
      const limits = { maxConcurrency: 10, concurrency: 3, maxOutputTokens }
      return provider({ name, baseURL, limits, prices: { 'big-1': { promptUsd: 1, completionUsd: 2 } } })
    }),
  )
  const breakerStore = memoryBreakerStore({ clock })
  const opened: string[] = []
  const model = createModel({
    providers,
    clock,
    breakerStore,
    timeoutMs: 5000,
    stallMs: 5000,
    deadlineMs: 600_000,
    maxCalls: 20,
    retry: { baseMs: 0 },
    onOpen: ({ provider }) => opened.push(provider),
  })
  const attempts: Attempt[] = []
  const planned: PlannedCall[] = []
  const settled: (Attempt | undefined)[] = []
  const context: CallContext = {
    onAttempt: (attempt) => void attempts.push(attempt),
    reserve: (call) => {
      planned.push(call)
      return { settle: (attempt) => void settled.push(attempt) }
    },
  }
  return { model, context, breakerStore, calls, attempts, planned, settled, opened }
}

describe('what is set aside for a call', () => {
  it('is asked for before every call, retries and other providers included, and settled with its attempt', async () => {
    const { model, context, calls, attempts, planned, settled } = await servers([
      { name: 'first', statuses: [503, 402] },
      { name: 'second', statuses: [200] },
    ])
    await model.generate(ask({ context }))
    expect(calls).toEqual(['first', 'first', 'second'])
    expect(planned.map((call) => call.provider)).toEqual(calls)
    expect(settled).toEqual(attempts)
    expect(settled.map((attempt) => attempt?.outcome)).toEqual(['unavailable', 'out-of-credit', 'ok'])
  })

  it('is asked for before the repair of an answer, too', async () => {
    const { model, context, planned, attempts, settled } = await servers([{ name: 'first', statuses: [200] }])
    const judge = () => ({ good: new Map(), problems: [{ key: '', problem: 'never good' }] })
    await model.generate(ask({ context, judge })).catch(() => undefined)
    expect(planned).toHaveLength(3)
    expect(attempts.map(({ outcome }) => outcome)).toEqual(['invalid', 'invalid', 'invalid'])
    expect(settled.map((attempt) => attempt?.usage)).toEqual(attempts.map(({ usage }) => usage))
  })

  it('is told who is asked, for which model, and what the call may take at most', async () => {
    const { model, context, planned } = await servers([{ name: 'first', statuses: [200] }])
    const request = ask({ context, maxOutputTokens: 500 })
    await model.generate(request)
    const promptTokens = await countMessageTokens(request.messages)
    expect(planned).toMatchObject([
      {
        provider: 'first',
        model: 'big-1',
        promptTokens,
        maxCompletionTokens: 500,
        serviceTier: 'normal',
        items: 0,
      },
    ])
    expect(planned[0]?.schemaTokens).toBeGreaterThan(0)
    expect(planned[0]?.maxCostUsd(promptTokens)).toBe((promptTokens + 2 * 500) / 1_000_000)
  })

  it('counts an answer as no longer than the provider’s models write', async () => {
    const { model, context, planned } = await servers([{ name: 'first', statuses: [200] }], createSystemClock(), 300)
    await model.generate(ask({ context, maxOutputTokens: 500 }))
    expect(planned[0]?.maxCompletionTokens).toBe(300)
    expect(planned[0]?.maxCostUsd(0)).toBe((2 * 300) / 1_000_000)
  })

  it('is waited for, and then the time of the call begins', async () => {
    const clock = new FakeClock()
    const { model, context, calls } = await servers([{ name: 'first', statuses: [200] }], clock)
    const reserve = async () => {
      await clock.advance(20_000)
      expect(calls).toEqual([])
      return undefined
    }
    await model.generate(ask({ context: { ...context, reserve } }))
    expect(calls).toEqual(['first'])
  })

  it('is given back when nobody wants the call any more', async () => {
    const { model, context, calls, settled } = await servers([{ name: 'first', statuses: [200] }])
    const stop = new AbortController()
    const reserve: CallContext['reserve'] = (call) => {
      stop.abort(new Error('stopped'))
      return context.reserve?.(call)
    }
    const asked = model.generate(ask({ context: { ...context, reserve }, signal: stop.signal }))
    await expect(asked).rejects.toThrow('stopped')
    expect([calls, settled]).toEqual([[], [undefined]])
  })
})

describe('a call that nothing is set aside for', () => {
  it('is not made: the request ends with what was thrown, and it is no failure of the provider', async () => {
    const { model, context, breakerStore, calls, attempts, opened } = await servers([
      { name: 'first', statuses: [200] },
      { name: 'second', statuses: [200] },
    ])
    const paused = new Paused('The budget of today is spent.')
    const reserve = () => Promise.reject(paused)
    for (let times = 0; times < 12; times += 1) {
      await expect(model.generate(ask({ context: { ...context, reserve } }))).rejects.toBe(paused)
    }
    expect([calls, attempts, opened, await breakerStore.read()]).toEqual([[], [], [], []])
  })

  it('costs the provider’s window nothing', async () => {
    const { model, context, calls } = await servers([{ name: 'first', statuses: [200] }])
    const reserve = () => Promise.reject(new Paused())
    const refused = Array.from({ length: 12 }, () =>
      model.generate(ask({ context: { ...context, reserve } })).catch(() => undefined),
    )
    await Promise.all(refused)
    await model.generate(ask({ context }))
    expect(calls).toEqual(['first'])
  })

  it('lets the next one try where it was to try whether an open breaker can close', async () => {
    const { model, context, breakerStore, calls } = await servers([{ name: 'first', statuses: [200] }])
    await breakerStore.open({ provider: 'first', model: 'big-1', retryAfterMs: 0, openings: 1, reason: 'It failed.' })
    const reserve = () => Promise.reject(new Paused())
    await expect(model.generate(ask({ context: { ...context, reserve } }))).rejects.toThrow(Paused)
    await model.generate(ask({ context }))
    expect(calls).toEqual(['first'])
    expect(await breakerStore.read()).toEqual([])
  })

  it('leaves what earlier calls brought with whoever was told of them', async () => {
    const { model, context, attempts, calls } = await servers([{ name: 'first', statuses: [503, 200] }])
    let asked = 0
    const reserve: CallContext['reserve'] = (call) => {
      asked += 1
      if (asked === 2) throw new Paused()
      return context.reserve?.(call)
    }
    await expect(model.generate(ask({ context: { ...context, reserve } }))).rejects.toThrow(Paused)
    expect(calls).toEqual(['first'])
    expect(attempts.map(({ outcome }) => outcome)).toEqual(['unavailable'])
  })
})

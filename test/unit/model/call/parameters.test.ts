import { describe, expect, test } from 'vitest'
import type { Attempt } from '../../../../src/model/Attempt.js'
import { createSystemClock } from '../../../../src/model/clock.js'
import { createModel } from '../../../../src/model/createModel.js'
import type { CallContext, ModelRequest } from '../../../../src/model/Model.js'
import type { Provider } from '../../../../src/model/Provider.js'
import { memoryBreakerStore } from '../../../../src/model/policies/breakerStore.js'
import { waitFor } from '../../../shared/waitFor.js'
import { FakeClock } from '../FakeClock.js'
import { requestOf } from '../policies/scriptedModel.js'
import { answerOf, answerSchema, failureOf, provider } from './ask.js'
import { serve } from './serve.js'

type Body = Record<string, unknown> & { messages: { role: string; content: unknown }[] }
type Answer = (body: Body, call: number) => { status: number; error?: object; service_tier?: string } | undefined

const usage = { prompt_tokens: 10, completion_tokens: 5 }

/** A provider that takes everything, or what `refuse` does not refuse. */
const serveModel = async (refuse: Answer = () => undefined) => {
  const bodies: Body[] = []
  const server = await serve((response) => {
    const body = server.requests()[bodies.length] as Body
    bodies.push(body)
    const { status = 200, error, service_tier } = refuse(body, bodies.length) ?? {}
    response.writeHead(status, { 'content-type': 'application/json' })
    const choices = [{ finish_reason: 'stop', message: { content: '{"drills":[]}' } }]
    response.end(JSON.stringify(error ? { error } : { choices, usage, service_tier }))
  })
  return { baseURL: server.baseURL, bodies }
}

/** The body of one call to a provider of which these facts are known. */
const bodyOf = async (facts: Partial<Provider>, request: Partial<ModelRequest> = {}) => {
  const { baseURL, bodies } = await serveModel()
  await answerOf({ baseURL, ...facts }, { request })
  return bodies[0] as Body
}

/** A whole model over one provider, and what became of its calls. */
const modelOf = (facts: Partial<Provider>, options: Partial<Parameters<typeof createModel>[0]> = {}) => {
  const clock = createSystemClock()
  const breakerStore = memoryBreakerStore({ clock })
  const attempts: Attempt[] = []
  const model = createModel({
    providers: [provider({ limits: { concurrency: 4, maxConcurrency: 4 }, ...facts })],
    clock,
    breakerStore,
    timeoutMs: 5000,
    stallMs: 5000,
    deadlineMs: 60_000,
    maxCalls: 8,
    retry: { baseMs: 0 },
    ...options,
  })
  const ask = (request: Partial<ModelRequest> = {}) =>
    model.generate(
      requestOf({
        wireSchema: answerSchema,
        context: { onAttempt: (attempt) => void attempts.push(attempt) },
        ...request,
      }),
    )
  return { ask, attempts, breakerStore }
}

describe('how much a model is to think', () => {
  test('is sent by tier, and nothing where nothing is known', async () => {
    const reasoningEffort = { complex: 'none', simple: undefined } as const
    expect(await bodyOf({ reasoningEffort })).toMatchObject({ reasoning_effort: 'none' })
    expect(await bodyOf({ reasoningEffort }, { tier: 'simple' })).not.toHaveProperty('reasoning_effort')
    const body = await bodyOf({ reasoningEffort })
    expect(body).not.toHaveProperty('temperature')
    expect(body).not.toHaveProperty('top_p')
  })
})

describe('the prompt cache of a model that charges for writing', () => {
  const promptCache = { complex: 'breakpoints', simple: 'breakpoints' } as const
  const shared = `{"task":"drills","curriculum":${JSON.stringify('The rook belongs behind the pawn. '.repeat(200))}`
  const messagesOf = (items: string, before = shared) => [
    { role: 'system' as const, content: 'You write drills.' },
    { role: 'user' as const, content: `${before},"items":${items}}`, sharedCharacters: before.length },
  ]

  test('ends where what requests share ends, and all of them carry one key', async () => {
    const first = await bodyOf({ promptCache }, { messages: messagesOf('[1]') })
    const second = await bodyOf({ promptCache }, { messages: messagesOf('[2]') })
    expect(first.prompt_cache_options).toEqual({ mode: 'explicit' })
    expect(first.messages.at(-1)).toEqual({
      role: 'user',
      content: [
        { type: 'text', text: shared, prompt_cache_breakpoint: { mode: 'explicit' } },
        { type: 'text', text: ',"items":[1]}' },
      ],
    })
    expect(first.prompt_cache_key).toMatch(/^coursewright-[0-9a-f]{32}$/)
    expect(second.prompt_cache_key).toBe(first.prompt_cache_key)
    const other = await bodyOf({ promptCache }, { messages: messagesOf('[1]', shared.replace('drills', 'cards')) })
    expect(other.prompt_cache_key).not.toBe(first.prompt_cache_key)
  })

  test.each([
    ['short', '{"task":"drills"'],
    ['long in characters, but not in tokens', `{"task":"drills","note":"${' '.repeat(3000)}"`],
  ])('is off where what they share is too %s to be kept, so that nobody pays for writing', async (_, before) => {
    const body = await bodyOf({ promptCache }, { messages: messagesOf('[1]', before) })
    expect(body.prompt_cache_options).toEqual({ mode: 'explicit' })
    expect(body).not.toHaveProperty('prompt_cache_key')
    expect(body.messages.at(-1)).toEqual({ role: 'user', content: `${before},"items":[1]}` })
  })

  test('works by itself elsewhere: nothing is sent', async () => {
    const body = await bodyOf({}, { messages: messagesOf('[1]') })
    expect(JSON.stringify(body)).not.toContain('prompt_cache')
    expect(body.messages.at(-1)).toEqual({ role: 'user', content: `${shared},"items":[1]}` })
  })
})

describe('a parameter the model does not take', () => {
  const all: Partial<Provider> = {
    reasoningEffort: { complex: 'none' },
    promptCache: { complex: 'breakpoints', simple: 'breakpoints' },
    serviceTier: 'flex',
    streams: true,
  }
  const named = (body: Body, name: string) => Object.keys(body).some((field) => field.startsWith(name))

  test.each([
    ['reasoning_effort', { param: 'reasoning_effort', message: 'Unsupported value.' }],
    ['prompt_cache', { message: "Unknown parameter: 'prompt_cache_options'." }],
    ['prompt_cache', { param: 'messages[0].content[0].prompt_cache_breakpoint', message: 'Unknown parameter.' }],
    ['prompt_cache', { param: 'prompt_cache_options.mode', message: 'Invalid value.' }],
    ['service_tier', { message: "Invalid service_tier argument: 'flex'." }],
    ['max_completion_tokens', { message: "Unsupported parameter: 'max_completion_tokens'. Use 'max_tokens' instead." }],
    ['stream_options', { message: 'stream_options is not supported' }],
  ])('(%s) is left out from then on in this process, asked again at once, and told', async (name, error) => {
    const { baseURL, bodies } = await serveModel((body) => (named(body, name) ? { status: 400, error } : undefined))
    const { ask, attempts, breakerStore } = modelOf({ ...all, baseURL })
    await ask()
    await ask()
    expect(bodies.map((body) => named(body, name))).toEqual([true, false, false])
    expect(attempts.map(({ outcome, switchedOff }) => [outcome, switchedOff])).toEqual([
      ['rejected', name],
      ['ok', undefined],
      ['ok', undefined],
    ])
    expect(attempts[0]?.message).toBe(
      `Acme does not take ${name} for big-1 (400): left out from now on, and asked again.`,
    )
    expect(await breakerStore.read()).toEqual([])
    // What else can be sent still is.
    expect(Object.keys(bodies[1] ?? {}).length).toBeGreaterThan(4)
  })

  test('the length limit keeps its number under its other name', async () => {
    const error = { message: "Unsupported parameter: 'max_completion_tokens'." }
    const { baseURL, bodies } = await serveModel((body) =>
      'max_completion_tokens' in body ? { status: 400, error } : undefined,
    )
    await modelOf({ baseURL }).ask({ maxOutputTokens: 700 })
    expect(bodies[1]?.max_tokens).toBe(700)
  })

  test.each([
    [{ param: 'max_completion_tokens', message: 'integer above maximum value, this model supports at most 16384' }],
    [{ message: "Invalid 'max_completion_tokens': integer above maximum value." }],
  ])('a length limit that is out of range is no parameter that a model does not take', async (error) => {
    const { baseURL, bodies } = await serveModel(() => ({ status: 400, error }))
    const { ask, attempts } = modelOf({ baseURL })
    await expect(ask()).rejects.toMatchObject({ attempt: { outcome: 'rejected' } })
    expect(attempts.map(({ switchedOff }) => switchedOff)).toEqual([undefined])
    expect(bodies).toHaveLength(1)
  })

  test('one after the other, as many as there are', async () => {
    const names = ['reasoning_effort', 'prompt_cache', 'service_tier', 'stream_options']
    const { baseURL, bodies } = await serveModel((body) => {
      const name = names.find((one) => named(body, one))
      return name ? { status: 400, error: { message: `Unknown parameter: ${name}` } } : undefined
    })
    await modelOf({ ...all, baseURL }).ask()
    expect(bodies).toHaveLength(5)
  })

  test('a model is asked for what another of the same provider has refused', async () => {
    const error = { message: "Unknown parameter: 'reasoning_effort'." }
    const { baseURL, bodies } = await serveModel((body) =>
      body.model === 'big-1' && 'reasoning_effort' in body ? { status: 400, error } : undefined,
    )
    const { ask } = modelOf({ baseURL, reasoningEffort: { complex: 'low', simple: 'low' } })
    await ask()
    await ask({ tier: 'simple' })
    expect(bodies.map(({ reasoning_effort }) => reasoning_effort)).toEqual(['low', undefined, 'low'])
  })

  test('a request that is wrong in another way is rejected, whatever was sent with it', async () => {
    const { baseURL, bodies } = await serveModel(() => ({ status: 400, error: { message: 'Bad messages.' } }))
    await expect(modelOf({ ...all, baseURL }).ask()).rejects.toMatchObject({ attempt: { outcome: 'rejected' } })
    expect(bodies).toHaveLength(1)
  })

  test('nothing is asked again when no call is left', async () => {
    const { baseURL, bodies } = await serveModel(() => ({ status: 400, error: { param: 'reasoning_effort' } }))
    const { ask } = modelOf({ ...all, baseURL }, { maxCalls: 1 })
    await expect(ask()).rejects.toMatchObject({ attempt: { outcome: 'rejected' } })
    expect(bodies).toHaveLength(1)
  })
})

describe('the flex tier', () => {
  test.each([
    ['normal', 'flex', undefined],
    ['asked', undefined, undefined],
    ['asked', 'normal', undefined],
    ['asked', 'flex', 'flex'],
    ['flex', undefined, 'flex'],
    ['flex', 'normal', 'flex'],
  ] as const)(
    'of a provider set to %s, asked with urgency %s, is asked for as %s',
    async (serviceTier, urgency, sent) => {
      const body = await bodyOf({ serviceTier }, { urgency })
      expect(body.service_tier).toBe(sent)
    },
  )

  test('is told in the attempt when the call was served there', async () => {
    const { baseURL } = await serveModel((_, call) => ({ status: 200, service_tier: call === 1 ? 'flex' : 'default' }))
    const { ask, attempts } = modelOf({ baseURL, serviceTier: 'flex' })
    await ask()
    await ask()
    expect(attempts.map(({ serviceTier }) => serviceTier)).toEqual(['flex', undefined])
  })

  test.each([
    [429, 'resource_unavailable'],
    [498, 'capacity_exceeded'],
  ])(
    'without room (%i) goes on at the normal one, at once, and is no failure of the provider',
    async (status, code) => {
      const { baseURL, bodies } = await serveModel((body) =>
        body.service_tier === 'flex' ? { status, error: { code, message: 'No room.' } } : undefined,
      )
      const { ask, attempts, breakerStore } = modelOf({ baseURL, serviceTier: 'asked' })
      for (let times = 0; times < 8; times += 1) await ask({ urgency: 'flex' })
      // The tier may have room again: each request tries.
      expect(bodies.map(({ service_tier }) => service_tier)).toEqual(Array(8).fill(['flex', undefined]).flat())
      expect(attempts.slice(0, 2).map(({ outcome }) => outcome)).toEqual(['rate-limited', 'ok'])
      expect(attempts[0]?.message).toBe(`Acme had no room at its flex tier (${status}): asked again at the normal one.`)
      expect(await breakerStore.read()).toEqual([])
    },
  )

  test('is reserved for at the price of the normal one, which a model that does not take it serves', async () => {
    const error = { param: 'service_tier', message: "Invalid service_tier argument: 'flex'." }
    const { baseURL } = await serveModel((body) => ('service_tier' in body ? { status: 400, error } : undefined))
    const prices = { 'big-1': { promptUsd: 0, completionUsd: 2, flexFactor: 0.5 } }
    const { ask } = modelOf({ baseURL, serviceTier: 'asked', prices })
    const reserved: (number | null)[] = []
    const reserve: CallContext['reserve'] = ({ maxCostUsd }) => {
      reserved.push(maxCostUsd(0))
      return undefined
    }
    for (let times = 0; times < 2; times += 1)
      await ask({ urgency: 'flex', maxOutputTokens: 500_000, context: { reserve } })
    expect(reserved).toEqual([1, 1, 1])
  })

  test('leaves an empty account what it is', async () => {
    const { baseURL, bodies } = await serveModel(() => ({ status: 429, error: { code: 'insufficient_quota' } }))
    await expect(modelOf({ baseURL, serviceTier: 'flex' }).ask()).rejects.toThrow('no credit left')
    expect(bodies).toHaveLength(1)
  })

  test('that does not answer in time is given up for the normal one', async () => {
    const clock = new FakeClock()
    const served = await serve(() => undefined)
    const failing = failureOf({ baseURL: served.baseURL, serviceTier: 'flex' }, { clock, request: { timeoutMs: 3000 } })
    await waitFor('the request', () => served.open() === 1)
    await clock.advance(3000)
    expect(await failing).toMatchObject({ attempt: { outcome: 'timeout' }, again: 'normal-tier' })
    const normal = failureOf({ baseURL: served.baseURL }, { clock, request: { timeoutMs: 3000 } })
    await waitFor('the next request', () => served.requests().length === 2)
    await clock.advance(3000)
    expect((await normal).again).toBeUndefined()
  })
})

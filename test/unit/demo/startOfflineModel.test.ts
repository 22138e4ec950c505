import OpenAI from 'openai'
import { afterEach, describe, expect, it } from 'vitest'
import { type OfflineModelOptions, startOfflineModel } from '../../../demo/model/startOfflineModel.js'

const started: { stop(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(started.splice(0).map((model) => model.stop()))
})

async function start(options: OfflineModelOptions = {}) {
  const model = await startOfflineModel(options)
  started.push(model)
  const client = new OpenAI({ baseURL: model.baseURL, apiKey: 'any', maxRetries: 0, logLevel: 'off' })
  return { model, client }
}

const item = {
  key: 'd01',
  notation: 'r1bqkb1r/pppp1ppp/2n2n2/4p2Q/2B1P3/8/PPPP1PPP/RNB1K1NR w KQkq - 4 4',
  phase: 'opening',
  difficulty: 'beginner',
  solution: 'Qxf7#',
  alternatives: ['Qxe5+', 'Nf3', 'd3', 'Nc3', 'a3', 'h4'],
  themes: ['mate-in-one'],
}
const task = { task: 'drills', game: 'chess', language: 'English', choices: 4, items: [item] }

const ask = (content: unknown): OpenAI.ChatCompletionCreateParamsNonStreaming => ({
  model: 'gpt-5-mini',
  messages: [
    { role: 'system', content: 'You write drills.' },
    { role: 'user', content: typeof content === 'string' ? content : JSON.stringify(content) },
  ],
})

const failureOf = (promise: Promise<unknown>) =>
  promise.then(
    () => {
      throw new Error('The call should have failed.')
    },
    (error: unknown) => error,
  )

async function waitUntil(isTrue: () => boolean) {
  const deadline = Date.now() + 5_000
  while (!isTrue()) {
    if (Date.now() > deadline) throw new Error('The condition did not come true within 5 seconds.')
    await new Promise((resolve) => setImmediate(resolve))
  }
}

describe('startOfflineModel', () => {
  it('answers a drills task with one drill per item, as the model offline-demo', async () => {
    const { client } = await start()
    const completion = await client.chat.completions.create(ask(task))
    const { drills } = JSON.parse(completion.choices[0]?.message.content ?? '')
    expect(completion.model).toBe('offline-demo')
    expect(drills).toHaveLength(1)
    expect(drills[0]).toMatchObject({ key: 'd01', solution: 'Qxf7#' })
    expect(drills[0].choices.map(({ text }: { text: string }) => text)).toEqual(['Qxf7#', 'Qxe5+', 'Nf3', 'd3'])
  })

  it('counts the messages with their framing as prompt tokens and the content as completion tokens', async () => {
    const { client } = await start({ respond: () => 'Hello, world!' })
    const { usage } = await client.chat.completions.create({
      model: 'gpt-5-mini',
      messages: [{ role: 'user', content: 'Hello, world!' }],
    })
    // "Hello, world!" is 4 tokens of o200k_base, a role is 1; 3 frame a message and 3 open the answer.
    expect(usage).toMatchObject({ prompt_tokens: 11, completion_tokens: 4, total_tokens: 15 })
  })

  it.each([
    ['another task', { task: 'poem' }, /knows the tasks "drills", .* only, not "poem"/],
    ['a message that is no JSON', 'Write me a drill', /must be one JSON object/],
    ['a task without items', { task: 'drills', game: 'chess', choices: 4 }, /items/],
  ])('answers 400 with the reason to %s', async (_, content, message) => {
    const { client } = await start()
    const error = await failureOf(client.chat.completions.create(ask(content)))
    expect(error).toMatchObject({ status: 400, message: expect.stringMatching(message) })
  })

  it('answers through the function tool where a request has no response format', async () => {
    const { client } = await start()
    const completion = await client.chat.completions.create({
      ...ask(task),
      tools: [{ type: 'function', function: { name: 'save_drills', parameters: { type: 'object' } } }],
    })
    const call = completion.choices[0]?.message.tool_calls?.[0]
    expect(call).toMatchObject({ type: 'function', function: { name: 'save_drills' } })
    expect(call?.type === 'function' && JSON.parse(call.function.arguments).drills[0].key).toBe('d01')
  })

  it('streams the same answer when asked to', async () => {
    const { client } = await start()
    const whole = await client.chat.completions.create(ask(task))
    let streamed = ''
    for await (const chunk of await client.chat.completions.create({ ...ask(task), stream: true })) {
      streamed += chunk.choices[0]?.delta.content ?? ''
    }
    expect(streamed).toBe(whole.choices[0]?.message.content)
  })

  it('writes a streamed answer as fast as it is told to, and any other at once', async () => {
    const { client } = await start({ charactersPerSecond: 4000 })
    const whole = (await client.chat.completions.create(ask(task))).choices[0]?.message.content ?? ''
    const startedAt = performance.now()
    let streamed = ''
    for await (const chunk of await client.chat.completions.create({ ...ask(task), stream: true })) {
      streamed += chunk.choices[0]?.delta.content ?? ''
    }
    expect(streamed).toBe(whole)
    // Of timers, some come a millisecond early.
    expect(performance.now() - startedAt).toBeGreaterThan((whole.length / 4000) * 1000 * 0.8)
  })

  it('lets calls with a latency run side by side, and records how many did', async () => {
    const { client, model } = await start({ latencyMs: 200 })
    const startedAt = performance.now()
    await Promise.all(Array.from({ length: 8 }, () => client.chat.completions.create(ask(task))))
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(199)
    expect(model.maxInFlight()).toBe(8)
  })

  it('records each request with its parsed message and its times', async () => {
    const { client, model } = await start({ latencyMs: 20 })
    await client.chat.completions.create(ask(task))
    await client.chat.completions.create(ask({ ...task, items: [{ ...item, key: 'd02' }] }))
    await waitUntil(() => model.requests().every(({ finishedAt }) => finishedAt !== undefined))
    const [first, second] = model.requests()
    expect(first).toMatchObject({ call: 1, inFlight: 1, message: task })
    expect(second).toMatchObject({ call: 2, message: { items: [{ key: 'd02' }] } })
    expect((first?.finishedAt ?? 0) - (first?.startedAt ?? 0)).toBeGreaterThanOrEqual(19)
    expect(model.maxInFlight()).toBe(1)
  })

  it('lets the caller answer chosen calls in its own way', async () => {
    const { client } = await start({ respond: (_, call) => (call === 1 ? { drills: [] } : undefined) })
    const contents = []
    for (let call = 1; call <= 2; call += 1) {
      const completion = await client.chat.completions.create(ask(task))
      contents.push(JSON.parse(completion.choices[0]?.message.content ?? '').drills.length)
    }
    expect(contents).toEqual([0, 1])
  })
})

describe('faults of the offline model', () => {
  it('answers 429 with Retry-After, then as usual', async () => {
    const { client } = await start({ faults: (_, call) => (call === 1 ? { status: 429, retryAfter: 7 } : undefined) })
    const error = await failureOf(client.chat.completions.create(ask(task)))
    expect(error).toMatchObject({ status: 429 })
    expect((error as InstanceType<typeof OpenAI.APIError>).headers?.get('retry-after')).toBe('7')
    await expect(client.chat.completions.create(ask(task))).resolves.toMatchObject({ model: 'offline-demo' })
  })

  it('answers any other status with its message', async () => {
    const { client } = await start({ faults: () => ({ status: 503, message: 'Down for repairs' }) })
    const error = await failureOf(client.chat.completions.create(ask(task)))
    expect(error).toMatchObject({ status: 503, message: expect.stringContaining('Down for repairs') })
  })

  it('cuts the connection on drop', async () => {
    const { client } = await start({ faults: () => 'drop' })
    expect(await failureOf(client.chat.completions.create(ask(task)))).toBeInstanceOf(OpenAI.APIConnectionError)
  })

  it('sends a body that is no JSON on malformed', async () => {
    const { model } = await start({ faults: () => 'malformed' })
    const response = await fetch(`${model.baseURL}/chat/completions`, {
      method: 'POST',
      body: JSON.stringify(ask(task)),
    })
    expect(response.status).toBe(200)
    await expect(response.json()).rejects.toThrow(SyntaxError)
  })

  it('breaks the answer off and says so on truncated', async () => {
    const { client } = await start({ faults: () => 'truncated' })
    const choice = (await client.chat.completions.create(ask(task))).choices[0]
    expect(choice?.finish_reason).toBe('length')
    expect(() => JSON.parse(choice?.message.content ?? '{}')).toThrow(SyntaxError)
  })

  it('keeps a slow call waiting until its client gives up, and serves others meanwhile', async () => {
    const { client, model } = await start({ faults: (_, call) => (call === 1 ? 'slow' : undefined) })
    const giveUp = new AbortController()
    const slow = failureOf(client.chat.completions.create(ask(task), { signal: giveUp.signal }))
    await waitUntil(() => model.requests().length === 1)
    await client.chat.completions.create(ask(task))
    expect(model.requests()[0]?.finishedAt).toBeUndefined()
    giveUp.abort()
    expect(await slow).toBeInstanceOf(OpenAI.APIUserAbortError)
    await waitUntil(() => model.requests()[0]?.finishedAt !== undefined)
  })

  it('stops at once although calls are under way', async () => {
    const { client, model } = await start({ faults: () => 'slow' })
    const call = failureOf(client.chat.completions.create(ask(task)))
    await waitUntil(() => model.requests().length === 1)
    await model.stop()
    expect(await call).toBeInstanceOf(OpenAI.APIConnectionError)
  })
})

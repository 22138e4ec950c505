import { describe, expect, test } from 'vitest'
import { waitFor } from '../../../shared/waitFor.js'
import { FakeClock } from '../FakeClock.js'
import { answerOf, ask, failureOf } from './ask.js'
import { serve, serveBody, serveStream } from './serve.js'

const good = { drills: [{ key: 'd01' }] }
const content = (text: string) => ({ choices: [{ delta: { content: text } }] })
const toolCall = (facts: object, index?: number) => ({
  choices: [{ delta: { tool_calls: [{ index, function: facts }] } }],
})
const finish = { choices: [{ delta: {}, finish_reason: 'stop' }] }

test('all the text so far is told as it comes', async () => {
  const { baseURL } = await serveStream([content('{"drills":'), content('[{"key":'), content('"d01"}]}'), finish])
  const { answer, partials } = await ask({ baseURL, streams: true })
  expect(answer?.good.get('')).toEqual(good)
  expect(partials).toEqual(['{"drills":', '{"drills":[{"key":', '{"drills":[{"key":"d01"}]}'])
})

test('the arguments of a tool call are put together, and those of a second call left out', async () => {
  const { baseURL } = await serveStream([
    content('Let me see.'),
    toolCall({ name: 'drills', arguments: '' }, 0),
    toolCall({ arguments: '{"drills":[{"key":' }, 0),
    toolCall({ name: 'drills', arguments: '{}' }, 1),
    toolCall({ arguments: '"d01"}]}' }),
    finish,
  ])
  expect((await answerOf({ baseURL, streams: true })).good.get('')).toEqual(good)
})

test('a server that cannot stream may answer plainly', async () => {
  const message = { content: JSON.stringify(good) }
  const { baseURL } = await serveBody({ choices: [{ finish_reason: 'stop', message }] })
  const { answer, partials } = await ask({ baseURL, streams: true })
  expect(answer?.good.get('')).toEqual(good)
  expect(partials).toEqual([])
})

test('usage counts wherever in the stream it stands', async () => {
  const usage = { prompt_tokens: 11, completion_tokens: 7 }
  const { baseURL } = await serveStream([
    { usage, ...content(JSON.stringify(good)) },
    finish,
    { usage: null, choices: [] },
  ])
  expect((await answerOf({ baseURL, streams: true })).usage).toMatchObject({ promptTokens: 11, completionTokens: 7 })
})

test('the time to the first token is known', async () => {
  const clock = new FakeClock()
  const served = await serve((response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write('data: {"model":"big-1-2026","choices":[{"delta":{"role":"assistant"}}]}\n\n')
    clock.advance(700).then(() => {
      response.write(`data: ${JSON.stringify(content(JSON.stringify(good)))}\n\n`)
      response.end(`data: ${JSON.stringify(finish)}\n\n`)
    })
  })
  const { attempts } = await answerOf({ baseURL: served.baseURL, streams: true }, { clock })
  expect(attempts[0]).toMatchObject({ firstTokenMs: 700, ms: 700 })
})

describe('a stream that is cut before its answer is whole is no answer', () => {
  test.each([
    ['at a piece', [content('{"drills":[{"key":"d01"}]}')], ''],
    ['with a [DONE] that is not true', [content('{"drills":[{"key":"d01"}]')], 'data: [DONE]\n\n'],
    [
      'with a reason that says so',
      [{ choices: [{ delta: { content: '{"drills":[]}' }, finish_reason: 'error' }] }],
      'data: [DONE]\n\n',
    ],
    ['before anything came', [], ''],
  ])('%s', async (_, pieces, end) => {
    const { baseURL } = await serveStream(pieces, { end })
    const { attempt, good: kept, isRetryable } = await failureOf({ baseURL, streams: true })
    expect({ outcome: attempt.outcome, isRetryable, kept }).toEqual({ outcome: 'unavailable', isRetryable: true })
  })

  test('with its connection', async () => {
    const { baseURL } = await serve((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write(`data: ${JSON.stringify(content('{"dri'))}\n\n`, () => response.destroy())
    })
    expect((await failureOf({ baseURL, streams: true })).attempt.outcome).toBe('unavailable')
  })
})

test('a stream that is cut after its answer was whole is an answer', async () => {
  const { baseURL } = await serve((response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.write(`data: ${JSON.stringify(content(JSON.stringify(good)))}\n\n`)
    response.write(`data: ${JSON.stringify(finish)}\n\n`, () => response.destroy())
  })
  expect((await answerOf({ baseURL, streams: true })).good.get('')).toEqual(good)
})

describe('silence', () => {
  const piece = (facts: object) => `data: ${JSON.stringify(facts)}\n\n`

  /** Notes each part of a body once whoever reads it has seen it, and asks for the next. */
  const counter =
    (pieces: number[]): typeof fetch =>
    async (...request) => {
      const response = await fetch(...request)
      const reader = response.body?.getReader()
      let seen = 0
      const body = new ReadableStream<Uint8Array>(
        {
          async pull(controller) {
            if (seen > 0) pieces.push(seen)
            const { value, done } = (await reader?.read()) ?? { done: true }
            if (done || !value) return controller.close()
            seen += 1
            controller.enqueue(value)
          },
          cancel: (reason) => reader?.cancel(reason),
        },
        { highWaterMark: 0 },
      )
      return new Response(body, response)
    }

  const tooEarly = () => {
    throw new Error('Nobody has asked yet.')
  }

  /** A server that says something only when told to. */
  const silent = async () => {
    let say: (text: string) => void = tooEarly
    const served = await serve((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()
      say = (text) => response.write(text)
    })
    return { ...served, say: (text: string) => say(text) }
  }

  test('of a stream that has begun ends the call and closes the connection', async () => {
    const clock = new FakeClock()
    const served = await silent()
    const partials: string[] = []
    const failing = ask({ baseURL: served.baseURL, streams: true }, { clock, stallMs: 1000, partials })
    await waitFor('the request', () => served.requests().length === 1)
    served.say(piece(content('{"drills":')))
    await waitFor('the text', () => partials.length === 1)
    await clock.advance(999)
    expect(served.open()).toBe(1)
    await clock.advance(1)
    const { told } = await failing
    expect(told[0]?.attempt).toMatchObject({ outcome: 'timeout', message: 'Acme fell silent for 1 second.', ms: 1000 })
    await waitFor('the connection to close', () => served.open() === 0, { deadlineMs: 2000 })
  })

  test.each<[string, object]>([
    ['text', content('{"drills":')],
    ['thinking', { choices: [{ delta: { reasoning_content: 'Let me see.' } }] }],
    ['thinking by its other name', { choices: [{ delta: { reasoning: 'Let me see.' } }] }],
    ['what a tool is called with', toolCall({ arguments: '{"drills":' }, 0)],
  ])('is broken by %s', async (_, said) => {
    const clock = new FakeClock()
    const served = await silent()
    const pieces: number[] = []
    const counting = counter(pieces)
    const failing = failureOf({ baseURL: served.baseURL, streams: true }, { clock, stallMs: 1000, fetch: counting })
    await waitFor('the request', () => served.requests().length === 1)
    for (let times = 1; times <= 3; times += 1) {
      served.say(piece(said))
      await waitFor('the piece', () => pieces.length === times)
      await clock.advance(900)
    }
    expect(served.open()).toBe(1)
    await clock.advance(100)
    expect((await failing).attempt).toMatchObject({ outcome: 'timeout', ms: 2800 })
  })

  test.each<[string, string]>([
    ['comments that keep the connection alive', ': still thinking\n\n'],
    ['pieces without a word', piece({ choices: [{ delta: { role: 'assistant', content: '' } }] })],
  ])('is not broken by %s', async (_, said) => {
    const clock = new FakeClock()
    const served = await silent()
    const pieces: number[] = []
    const counting = counter(pieces)
    const failing = failureOf({ baseURL: served.baseURL, streams: true }, { clock, stallMs: 1000, fetch: counting })
    await waitFor('the request', () => served.requests().length === 1)
    served.say(piece(content('{"drills":')))
    await waitFor('the text', () => pieces.length === 1)
    await clock.advance(900)
    served.say(said)
    await waitFor('what is not a word', () => pieces.length === 2)
    await clock.advance(100)
    expect((await failing).attempt).toMatchObject({ outcome: 'timeout', ms: 1000 })
  })

  test('before the first token is none: models think in it', async () => {
    const clock = new FakeClock()
    const served = await silent()
    const pieces: number[] = []
    const counting = counter(pieces)
    const answering = answerOf({ baseURL: served.baseURL, streams: true }, { clock, stallMs: 1000, fetch: counting })
    await waitFor('the request', () => served.requests().length === 1)
    served.say(`: thinking\n\n${piece({ choices: [{ delta: { role: 'assistant', content: '' } }] })}`)
    await waitFor('the piece', () => pieces.length === 1)
    await clock.advance(4900)
    served.say(`${piece(content(JSON.stringify(good)))}${piece(finish)}data: [DONE]\n\n`)
    await waitFor('the answer', () => pieces.length === 2)
    // The server keeps the connection open, and is waited for no longer than that.
    await clock.advance(1000)
    expect((await answering).good.get('')).toEqual(good)
  })

  test('before the first token lasts no longer than the call may', async () => {
    const clock = new FakeClock()
    const served = await serve(() => undefined)
    const failing = failureOf({ baseURL: served.baseURL, streams: true }, { clock, stallMs: 1000 })
    await waitFor('the request', () => served.requests().length === 1)
    await clock.advance(5000)
    expect((await failing).message).toBe('Acme did not answer within 5 seconds.')
  })

  test('is no reason to end a call that is not streamed', async () => {
    const clock = new FakeClock()
    const served = await serve(() => undefined)
    const failing = failureOf({ baseURL: served.baseURL }, { clock, stallMs: 1000 })
    await waitFor('the request', () => served.requests().length === 1)
    await clock.advance(4999)
    expect(served.open()).toBe(1)
    await clock.advance(1)
    expect((await failing).message).toBe('Acme did not answer within 5 seconds.')
  })
})

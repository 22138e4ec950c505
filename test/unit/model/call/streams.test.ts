import { describe, expect, test } from 'vitest'
import { waitFor } from '../../../waitFor.js'
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
  expect(answer?.value).toEqual(good)
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
  expect((await answerOf({ baseURL, streams: true })).value).toEqual(good)
})

test('a server that cannot stream may answer plainly', async () => {
  const message = { content: JSON.stringify(good) }
  const { baseURL } = await serveBody({ choices: [{ finish_reason: 'stop', message }] })
  const { answer, partials } = await ask({ baseURL, streams: true })
  expect(answer?.value).toEqual(good)
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
    ['with a [DONE] that is not true', [content('{"drills":[{"key":"d01"}]}')], 'data: [DONE]\n\n'],
    ['before anything came', [], ''],
  ])('%s', async (_, pieces, end) => {
    const { baseURL } = await serveStream(pieces, { end })
    const { attempt, answer, isRetryable } = await failureOf({ baseURL, streams: true })
    expect({ outcome: attempt.outcome, isRetryable, answer }).toEqual({ outcome: 'unavailable', isRetryable: true })
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
  expect((await answerOf({ baseURL, streams: true })).value).toEqual(good)
})

describe('silence', () => {
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

  test('of a stream ends the call and closes the connection', async () => {
    const clock = new FakeClock()
    const served = await silent()
    const failing = failureOf({ baseURL: served.baseURL, streams: true }, { clock, stallMs: 1000 })
    await waitFor('the request', () => served.requests().length === 1)
    await clock.advance(999)
    expect(served.open()).toBe(1)
    await clock.advance(1)
    const failed = await failing
    expect(failed.attempt).toMatchObject({ outcome: 'timeout', message: 'Acme fell silent for 1 second.' })
    expect(failed.isRetryable).toBe(true)
    await waitFor('the connection to close', () => served.open() === 0, { deadlineMs: 2000 })
  })

  test('is broken by every byte, comments included', async () => {
    const clock = new FakeClock()
    const served = await silent()
    const partials: string[] = []
    const answering = ask({ baseURL: served.baseURL, streams: true }, { clock, stallMs: 1000, partials })
    await waitFor('the request', () => served.requests().length === 1)
    for (const text of ['{"drills":', '[{"key":', '"d01"}]}']) {
      await clock.advance(900)
      served.say(`: still thinking\n\ndata: ${JSON.stringify(content(text))}\n\n`)
      await waitFor('the text', () => partials.at(-1)?.endsWith(text))
    }
    await clock.advance(900)
    served.say(`data: ${JSON.stringify(finish)}\n\ndata: [DONE]\n\n`)
    await clock.advance(2000)
    expect((await answering).answer?.value).toEqual(good)
  })

  test('is broken by headers', async () => {
    const clock = new FakeClock()
    let sendHeaders: () => void = tooEarly
    let sendRest: () => void = tooEarly
    const { baseURL, requests } = await serve((response) => {
      sendHeaders = () => response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders()
      sendRest = () =>
        response.end(`data: ${JSON.stringify(content(JSON.stringify(good)))}\n\ndata: ${JSON.stringify(finish)}\n\n`)
    })
    let hasHeaders = false
    const noticing: typeof fetch = async (...request) => {
      const response = await fetch(...request)
      hasHeaders = true
      return response
    }
    const answering = answerOf({ baseURL, streams: true }, { clock, stallMs: 1000, fetch: noticing })
    await waitFor('the request', () => requests().length === 1)
    await clock.advance(900)
    sendHeaders()
    await waitFor('the headers', () => hasHeaders)
    await clock.advance(900)
    sendRest()
    await answering
  })

  test('before the headers counts too', async () => {
    const clock = new FakeClock()
    const served = await serve(() => undefined)
    const failing = failureOf({ baseURL: served.baseURL, streams: true }, { clock, stallMs: 1000 })
    await waitFor('the request', () => served.requests().length === 1)
    await clock.advance(1000)
    expect((await failing).attempt.outcome).toBe('timeout')
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

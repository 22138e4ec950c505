import type { IncomingHttpHeaders } from 'node:http'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { z } from 'zod'
import { startOfflineModel } from '../../../../demo/model/startOfflineModel.js'
import type { Capability } from '../../../../src/model/Provider.js'
import { waitFor } from '../../../shared/waitFor.js'
import { judgeWhole } from '../answer/judgeWhole.js'
import { FakeClock } from '../FakeClock.js'
import { answerOf, apiKey, type ask, failureOf, refusalOf } from './ask.js'
import { serve, serveBody, serveStream } from './serve.js'

const good = { drills: [{ key: 'd01' }] }
const usage = {
  prompt_tokens: 11,
  completion_tokens: 7,
  prompt_tokens_details: { cached_tokens: 5, cache_write_tokens: 4 },
  completion_tokens_details: { reasoning_tokens: 3 },
}
const counted = { promptTokens: 11, cachedTokens: 5, cacheWriteTokens: 4, completionTokens: 7, reasoningTokens: 3 }
const said = (message: object, finish_reason = 'stop') => ({
  model: 'big-1-2026',
  usage,
  choices: [{ finish_reason, message }],
})

const offline = async (respond: () => unknown = () => good) => {
  const model = await startOfflineModel({ respond })
  return { ...model, body: () => model.requests()[0]?.body, [Symbol.asyncDispose]: model.stop }
}

test('a provider is sent what its options say, and nothing of the environment', async () => {
  vi.stubEnv('OPENAI_ORG_ID', 'org-other')
  vi.stubEnv('OPENAI_PROJECT_ID', 'proj_other')
  vi.stubEnv('OPENAI_ADMIN_KEY', 'sk-admin')
  vi.stubEnv('OPENAI_CUSTOM_HEADERS', 'X-Gateway-Token: other\nAuthorization: Bearer sk-other\nAccept: text/html')
  onTestFinished(() => void vi.unstubAllEnvs())
  const received: IncomingHttpHeaders[] = []
  const { baseURL } = await serve((response, { headers }) => {
    received.push(headers)
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(said({ content: JSON.stringify(good) })))
  })
  await answerOf({ baseURL })
  expect(received).toHaveLength(1)
  expect(received[0]).toMatchObject({ authorization: `Bearer ${apiKey}`, accept: 'application/json' })
  expect(JSON.stringify(received)).not.toContain('other')
  expect(JSON.stringify(received)).not.toContain('admin')
})

describe.each<[string, boolean]>([
  ['plainly', false],
  ['as a stream', true],
])('answered %s', (_, streams) => {
  test.each<[Capability]>([['json_schema'], ['tools'], ['json_object']])(
    'a provider gives JSON by %s',
    async (capability) => {
      await using model = await offline()
      const answer = await answerOf({ baseURL: model.baseURL, streams, capabilities: [capability] })
      expect(answer.good.get('')).toEqual(good)
      expect(answer).toMatchObject({ provider: 'Acme', model: 'offline-demo' })
      expect(answer.usage.promptTokens).toBeGreaterThan(0)
      expect(answer.attempts).toEqual([
        expect.objectContaining({ outcome: 'ok', model: 'big-1', servedModel: 'offline-demo', usage: answer.usage }),
      ])
      expect(answer.attempts[0]?.firstTokenMs).toEqual(streams ? expect.any(Number) : undefined)
      expect(model.requests()).toHaveLength(1)
    },
  )

  test('what it cost is known to the token, thinking and cache included', async () => {
    const message = { content: JSON.stringify(good) }
    const pieces = [
      { model: 'big-1-2026', choices: [{ delta: message, finish_reason: 'stop' }] },
      { usage, choices: [] },
    ]
    const { baseURL } = await (streams ? serveStream(pieces) : serveBody(said(message)))
    expect((await answerOf({ baseURL, streams })).usage).toEqual(counted)
  })

  test('usage that was not told is unknown in the attempt, and nothing in the sum', async () => {
    const choice = { finish_reason: 'stop', [streams ? 'delta' : 'message']: { content: JSON.stringify(good) } }
    const { baseURL } = await (streams ? serveStream([{ choices: [choice] }]) : serveBody({ choices: [choice] }))
    const answer = await answerOf({ baseURL, streams })
    expect(answer.attempts[0]).toMatchObject({ usage: undefined, servedModel: undefined })
    expect(answer.usage).toEqual({
      promptTokens: 0,
      cachedTokens: 0,
      cacheWriteTokens: 0,
      completionTokens: 0,
      reasoningTokens: 0,
    })
    expect(answer.model).toBe('big-1')
  })

  test.each([
    ['declines', { refusal: 'I cannot do that.' }, 'stop', 'refused'],
    ['is stopped by a filter', { content: '{"dri' }, 'content_filter', 'refused'],
    ['says nothing', { content: null }, 'stop', 'invalid'],
    ['writes prose', { content: 'Sure! Here are your drills:' }, 'stop', 'invalid'],
    ['writes JSON of another shape', { content: '{"exercises": []}' }, 'stop', 'invalid'],
    ['runs into its limit', { content: '{"drills": [' }, 'length', 'truncated'],
  ])('a model that %s has cost what it cost', async (_, message, reason, outcome) => {
    const pieces = [
      { model: 'big-1-2026', choices: [{ delta: message, finish_reason: reason }] },
      { usage, choices: [] },
    ]
    const headers = { 'x-request-id': 'req-1' }
    const { baseURL } = await (streams
      ? serveStream(pieces, { headers })
      : serveBody(said(message, reason), { headers }))
    const failed = await failureOf({ baseURL, streams })
    expect(failed.isRetryable).toBe(true)
    const facts = { usage: counted, model: 'big-1', servedModel: 'big-1-2026', requestId: 'req-1' }
    expect(failed.attempt).toMatchObject({ outcome, ...facts })
  })

  test('what is whole of an answer that ran into its limit is handed on', async () => {
    const message = { content: '{"drills":[{"key":"d01"},{"key":"d0' }
    const pieces = [{ choices: [{ delta: message, finish_reason: 'length' }] }]
    const { baseURL } = await (streams ? serveStream(pieces) : serveBody(said(message, 'length')))
    const failed = await failureOf({ baseURL, streams })
    expect(failed.good?.get('')).toEqual(good)
  })

  test('an abort closes the connection at the server at once, and is told apart', async () => {
    const served = await serve((response) => {
      response.writeHead(200, { 'content-type': streams ? 'text/event-stream' : 'application/json' })
      response.write(streams ? 'data: {"choices":[]}\n\n' : '{"choices": [')
    })
    const abort = new AbortController()
    const failing = failureOf({ baseURL: served.baseURL, streams }, { request: { signal: abort.signal } })
    await waitFor('the request', () => served.open() === 1)
    abort.abort()
    const failed = await failing
    expect(failed.attempt).toMatchObject({ outcome: 'aborted', message: 'The call was stopped.' })
    await waitFor('the connection to close', () => served.open() === 0, { deadlineMs: 2000 })
  })

  test('the timeout covers the body, and closes the connection', async () => {
    const served = await serve((response) => {
      response.writeHead(200, { 'content-type': streams ? 'text/event-stream' : 'application/json' })
      response.write(streams ? 'data: {"choices":[]}\n\n' : '{"choices": [')
    })
    const clock = new FakeClock()
    const failing = failureOf({ baseURL: served.baseURL, streams }, { clock, request: { timeoutMs: 20_000 } })
    await waitFor('the request', () => served.requests().length === 1)
    await clock.advance(19_999)
    expect(served.open()).toBe(1)
    await clock.advance(1)
    const failed = await failing
    expect(failed).toMatchObject({ isRetryable: true, message: 'Acme did not answer within 20 seconds.' })
    expect(failed.attempt).toMatchObject({ outcome: 'timeout', ms: 20_000 })
    await waitFor('the connection to close', () => served.open() === 0, { deadlineMs: 2000 })
    expect(clock.pending).toBe(0)
  })
})

describe('the request', () => {
  const sent = async (facts: Parameters<typeof ask>[0], request: object = {}) => {
    const served = await serveBody(said({ content: JSON.stringify(good) }))
    await answerOf({ baseURL: served.baseURL, ...facts }, { request })
    return served.requests()[0]
  }
  const schema = { type: 'object', additionalProperties: false, required: ['drills'] }

  test('asks for a strict JSON schema, of the tier’s model, for no more tokens than allowed', async () => {
    const body = await sent({})
    expect(body).toMatchObject({
      model: 'big-1',
      max_completion_tokens: 100,
      response_format: { type: 'json_schema', json_schema: { name: 'drills', strict: true, schema } },
    })
    expect(body).not.toHaveProperty('stream')
    expect((await sent({}, { tier: 'simple' }))?.model).toBe('small-1')
  })

  test('calls the length limit by the provider’s name for it', async () => {
    const body = await sent({ maxTokensField: 'max_tokens' })
    expect(body).toMatchObject({ max_tokens: 100 })
    expect(body).not.toHaveProperty('max_completion_tokens')
  })

  test('asks for a stream with usage from providers that stream', async () => {
    expect(await sent({ streams: true })).toMatchObject({ stream: true, stream_options: { include_usage: true } })
  })

  test('forces one strict function where the provider has tools', async () => {
    const body = await sent({ capabilities: ['tools', 'json_object'] })
    expect(body).toMatchObject({
      tools: [{ type: 'function', function: { name: 'drills', strict: true, parameters: schema } }],
      tool_choice: { type: 'function', function: { name: 'drills' } },
    })
    expect(body).not.toHaveProperty('response_format')
  })

  test('says the schema in the system message where the provider has no other way', async () => {
    const { messages, response_format } = (await sent({ capabilities: ['json_object'] })) as {
      messages: { role: string; content: string }[]
      response_format: object
    }
    expect(response_format).toEqual({ type: 'json_object' })
    expect(messages.map(({ role }) => role)).toEqual(['system', 'user'])
    expect(messages[0]?.content).toMatch(
      /^You write drills\.\n\nAnswer with one JSON object[\s\S]*"required":\["drills"\]/,
    )
    expect(messages[1]?.content).toBe('{"task":"drills"}')
    const alone = await sent({ capabilities: ['json_object'] }, { messages: [{ role: 'user', content: '{}' }] })
    expect(alone?.messages).toMatchObject([{ role: 'system' }, { role: 'user', content: '{}' }])
  })

  test('tells the model the wire schema, and judges by the other', async () => {
    const wireSchema = z.object({ drills: z.array(z.object({ key: z.string(), prompt: z.string() })) })
    expect(JSON.stringify(await sent({}, { wireSchema }))).toContain('prompt')
  })

  describe('with a schema that strict mode cannot say', () => {
    const wireSchema = z.object({ drills: z.array(z.object({ key: z.string(), hint: z.string().optional() })) })
    const item = {
      type: 'object',
      properties: { key: { type: 'string' }, hint: { type: 'string' } },
      required: ['key'],
    }
    const loose = { type: 'object', properties: { drills: { type: 'array', items: item } }, required: ['drills'] }

    test('asks for a function that is not strict, where the provider has tools', async () => {
      const body = await sent({ capabilities: ['json_schema', 'tools', 'json_object'] }, { wireSchema })
      expect(body).toMatchObject({ tools: [{ function: { strict: false, parameters: loose } }] })
      expect(body).not.toHaveProperty('response_format')
    })

    test('says it in words, where the provider has JSON but no tools', async () => {
      const body = await sent({ capabilities: ['json_schema', 'json_object'] }, { wireSchema })
      expect(body).toMatchObject({ response_format: { type: 'json_object' } })
      expect(JSON.stringify(body?.messages)).toContain(JSON.stringify(JSON.stringify(item.properties)).slice(1, -1))
    })

    test('is not sent where the provider has no other way', async () => {
      const served = await serveBody({})
      const refusal = await refusalOf({ baseURL: served.baseURL }, { request: { wireSchema } })
      expect(String(refusal)).toContain('optional')
      expect(served.requests()).toHaveLength(0)
    })
  })

  test('is not sent when it was stopped before, and is no attempt', async () => {
    const served = await serveBody({})
    const reason = new Error('Nobody wants it any more.')
    const request = { signal: AbortSignal.abort(reason) }
    expect(await refusalOf({ baseURL: served.baseURL }, { request })).toBe(reason)
    expect(served.requests()).toHaveLength(0)
  })
})

describe('what a server says of itself', () => {
  test.each([
    ['plainly', false],
    ['in a stream', true],
  ])('%s is kept without our key, which it may echo', async (_, streams) => {
    const served = await serve((response, request) => {
      const echo = `proxy ${request.headers.authorization} by ${apiKey}`
      const type = streams ? 'text/event-stream' : 'application/json'
      response.writeHead(200, { 'content-type': type, 'x-request-id': echo })
      const message = { content: JSON.stringify(good) }
      const choice = { finish_reason: 'stop', [streams ? 'delta' : 'message']: message }
      const body = JSON.stringify({ model: echo, choices: [choice] })
      response.end(streams ? `data: ${body}\n\ndata: [DONE]\n\n` : body)
    })
    const { attempts, model } = await answerOf({ baseURL: served.baseURL, streams })
    const redacted = 'proxy Bearer [redacted] by [redacted]'
    expect(attempts[0]).toMatchObject({ requestId: redacted, servedModel: redacted })
    expect(model).toBe(redacted)
  })

  test('keeps the ids that help to find a call again', async () => {
    const requestId = 'req_0123456789abcdef0123456789abcdef'
    const { baseURL } = await serveBody(said({ content: JSON.stringify(good) }), {
      headers: { 'x-request-id': requestId },
    })
    expect((await answerOf({ baseURL })).attempts[0]).toMatchObject({ requestId })
  })

  test('keeps names that hold the word which somebody gave for a key', async () => {
    const body = { ...said({ content: JSON.stringify(good) }), model: 'local-model' }
    const { baseURL } = await serveBody(body, { headers: { 'x-request-id': 'local-77' } })
    expect((await answerOf({ baseURL, apiKey: 'local' })).attempts[0]).toMatchObject({
      servedModel: 'local-model',
      requestId: 'local-77',
    })
  })

  test('is cut to 200 characters where it is an id', async () => {
    const { baseURL } = await serveBody({}, { status: 500, headers: { 'request-id': 'a'.repeat(5000) } })
    expect((await failureOf({ baseURL })).attempt.requestId).toHaveLength(200)
  })
})

describe('what no database takes is left out: NUL, and half of a character', () => {
  const odd = 'a\0b\ud800c'
  const even = 'ab\uFFFDc'

  test('of the answer, at any depth, of its names, and of the model’s', async () => {
    const content = JSON.stringify({ drills: [{ key: odd, [odd]: [{ [odd]: odd }] }] })
    const { baseURL } = await serveBody({ model: odd, choices: [{ finish_reason: 'stop', message: { content } }] })
    const schema = z.object({ drills: z.array(z.looseObject({ key: z.string() })) })
    const answer = await answerOf({ baseURL }, { request: { judge: judgeWhole(schema) } })
    expect(answer.good.get('')).toEqual({ drills: [{ key: even, [even]: [{ [even]: even }] }] })
    expect(answer.model).toBe(even)
  })

  test('of a model whose name is nothing else, so that it has none', async () => {
    const { baseURL } = await serveBody({ ...said({ content: JSON.stringify(good) }), model: '\0' })
    expect((await answerOf({ baseURL })).attempts[0]?.servedModel).toBeUndefined()
  })

  test('of the bodies', async () => {
    const { baseURL } = await serveBody(said({ content: odd }))
    const messages = [{ role: 'user' as const, content: odd }]
    const { attempt } = await failureOf({ baseURL }, { logBodies: true, request: { messages } })
    expect(attempt.bodies).toEqual({ request: JSON.stringify(messages), answer: even })
    expect(attempt.bodies?.request).toContain('a\\u0000b\\ud800c')
  })

  test('but two halves that come in two pieces are one character', async () => {
    const [first, second] = ['\ud83d', '\ude00']
    const delta = (content: string) => ({ choices: [{ delta: { content } }] })
    const { baseURL } = await serveStream([
      delta(`{"drills":[{"key":"${first}`),
      delta(`${second}"}]}`),
      { choices: [{ delta: {}, finish_reason: 'stop' }] },
    ])
    expect((await answerOf({ baseURL, streams: true })).good.get('')).toEqual({ drills: [{ key: '😀' }] })
  })
})

describe('bodies', () => {
  test('are not kept by default', async () => {
    const { baseURL } = await serveBody(said({ content: JSON.stringify(good) }))
    expect((await answerOf({ baseURL })).attempts[0]).not.toHaveProperty('bodies')
  })

  test('are kept redacted when asked for', async () => {
    const { baseURL } = await serveBody(said({ content: `Write to jane@example.org, with ${apiKey}.` }))
    const messages = [{ role: 'user' as const, content: `Authorization: Bearer ${apiKey}` }]
    const { attempt } = await failureOf({ baseURL }, { logBodies: true, request: { messages } })
    expect(attempt.bodies).toEqual({
      request: '[{"role":"user","content":"Authorization: Bearer [redacted]"}]',
      answer: 'Write to [redacted], with [redacted].',
    })
  })

  test('are cut at 64 kB, and are kept of calls that failed', async () => {
    const { baseURL } = await serveBody({}, { status: 500 })
    const request = { messages: [{ role: 'user' as const, content: 'a '.repeat(50_000) }] }
    const { attempt } = await failureOf({ baseURL }, { logBodies: true, request })
    expect(attempt.bodies?.request).toHaveLength(64 * 1024)
    expect(attempt.bodies?.answer).toBeUndefined()
  })
})

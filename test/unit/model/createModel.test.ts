import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Fault } from '../../../demo/model/Fault.js'
import { type OfflineModel, startOfflineModel } from '../../../demo/model/startOfflineModel.js'
import { createModel } from '../../../src/model/createModel.js'
import { ModelCallFailed } from '../../../src/model/ModelCallFailed.js'

const apiKey = 'sk-very-secret-0123456789'
const schema = z.object({ drills: z.array(z.object({ key: z.string() })) })
const opened: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of opened.splice(0)) await close()
})

const offline = async (fault?: Fault, respond: () => unknown = () => ({ drills: [{ key: 'd01' }] })) => {
  const model = await startOfflineModel({ faults: () => fault, respond })
  opened.push(() => model.stop())
  return model
}

/** A server that answers each request as told, to say what no well-behaved one would. */
const server = async (answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> => {
  const http: Server = createServer((request, response) => {
    request.resume().on('end', () => answer(request, response))
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  opened.push(async () => {
    http.closeAllConnections()
    await new Promise((resolve) => http.close(resolve))
  })
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}/v1`
}
const json = (body: unknown, status = 200, headers = {}) =>
  server((_, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(JSON.stringify(body))
  })

const call = (baseURL: string, { timeoutMs = 5000, signal }: { timeoutMs?: number; signal?: AbortSignal } = {}) =>
  createModel({ name: 'provider', baseURL, apiKey, complex: 'big-1', simple: 'small-1', timeoutMs }).generate({
    messages: [{ role: 'user', content: '{"task":"drills"}' }],
    schemaName: 'drills',
    wireSchema: schema,
    schema,
    tier: 'complex',
    maxOutputTokens: 100,
    signal,
  })
const failureOf = async (...args: Parameters<typeof call>): Promise<ModelCallFailed> => {
  const error = await call(...args).then(
    () => undefined,
    (failed: unknown) => failed,
  )
  if (!(error instanceof ModelCallFailed)) throw new Error(`Expected ModelCallFailed, got ${String(error)}`)
  expect(error.message).toBe(error.attempt.message)
  expect(JSON.stringify([error.message, error.attempt])).not.toContain('secret')
  return error
}
const usage = { prompt_tokens: 11, completion_tokens: 7, prompt_tokens_details: { cached_tokens: 5 } }
const counted = { promptTokens: 11, cachedTokens: 5, completionTokens: 7 }
const said = (message: object, finish_reason = 'stop') => ({
  model: 'big-1-2026',
  usage,
  choices: [{ finish_reason, message }],
})

test('a good answer comes with its usage, its model and one attempt', async () => {
  const model: OfflineModel = await offline()
  const answer = await call(model.baseURL)
  expect(answer).toMatchObject({ value: { drills: [{ key: 'd01' }] }, provider: 'provider' })
  expect(answer.usage.promptTokens).toBeGreaterThan(0)
  expect(answer.attempts).toEqual([expect.objectContaining({ outcome: 'ok', usage: answer.usage, message: undefined })])
  expect(model.requests()).toHaveLength(1)
})

test('the request asks for the schema in strict mode, for no more tokens than allowed, of the tier’s model', async () => {
  const model = await offline()
  await call(model.baseURL)
  expect(model.requests()[0]?.body).toMatchObject({
    model: 'big-1',
    max_completion_tokens: 100,
    response_format: {
      type: 'json_schema',
      json_schema: { name: 'drills', strict: true, schema: { additionalProperties: false, required: ['drills'] } },
    },
  })
})

describe('failures before an answer', () => {
  test.each<[string, Fault, object]>([
    ['429', { status: 429 }, { outcome: 'rate-limited', isRetryable: true }],
    ['500', { status: 500 }, { outcome: 'unavailable', isRetryable: true }],
    ['503', { status: 503 }, { outcome: 'unavailable', isRetryable: true }],
    ['408', { status: 408 }, { outcome: 'unavailable', isRetryable: true }],
    ['400', { status: 400 }, { outcome: 'rejected', isRetryable: false }],
    ['404', { status: 404 }, { outcome: 'rejected', isRetryable: false }],
    [
      '401',
      { status: 401, message: `Incorrect API key provided: ${apiKey}` },
      { outcome: 'rejected', isRetryable: false },
    ],
    ['403', { status: 403, message: apiKey }, { outcome: 'rejected', isRetryable: false }],
    ['a cut connection', 'drop', { outcome: 'unavailable', isRetryable: true }],
    ['a body that is no JSON', 'malformed', { isRetryable: true }],
    ['half an answer', 'truncated', { outcome: 'truncated', isRetryable: true }],
  ])(
    '%s',
    async (_, fault, { outcome = expect.any(String), isRetryable }: { outcome?: string; isRetryable?: boolean }) => {
      const model = await offline(fault)
      const failed = await failureOf(model.baseURL)
      expect(failed).toMatchObject({ isRetryable, attempt: { outcome, provider: 'provider' } })
      // One call, one attempt: trying again belongs to the step.
      expect(model.requests().length).toBeLessThanOrEqual(1)
    },
  )

  test('a refused key says which option to check', async () => {
    const { baseURL } = await offline({ status: 401, message: apiKey })
    expect((await failureOf(baseURL)).message).toBe('provider refused our key (401): check model.apiKey.')
  })

  test('Retry-After is passed on', async () => {
    const { baseURL } = await offline({ status: 429, retryAfter: 7 })
    expect((await failureOf(baseURL)).retryAfterMs).toBe(7000)
    expect((await failureOf(await json({}, 429))).retryAfterMs).toBeUndefined()
  })

  test('nobody listening', async () => {
    const { baseURL, stop } = await startOfflineModel()
    await stop()
    expect(await failureOf(baseURL)).toMatchObject({ isRetryable: true, attempt: { outcome: 'unavailable' } })
  })

  test('no answer in time', async () => {
    const { baseURL } = await offline('slow')
    expect(await failureOf(baseURL, { timeoutMs: 200 })).toMatchObject({
      isRetryable: true,
      attempt: { outcome: 'timeout' },
    })
  })

  test('an answer that begins in time but never ends is a timeout too', async () => {
    const url = await server((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.write('{"choices": [')
    })
    expect(await failureOf(url, { timeoutMs: 300 })).toMatchObject({ attempt: { outcome: 'timeout' } })
  })

  test('an abort ends the call at once and is told apart from a timeout', async () => {
    const { baseURL } = await offline('slow')
    const abort = new AbortController()
    setTimeout(() => abort.abort(), 50)
    const failed = await failureOf(baseURL, { signal: abort.signal })
    expect(failed.attempt).toMatchObject({ outcome: 'aborted', message: 'The call was stopped.' })
    expect(failed.attempt.ms).toBeLessThan(3000)
  })
})

describe('answers that are no use keep what they cost', () => {
  test.each([
    ['a refusal', said({ content: null, refusal: 'I cannot do that.' }), 'refused'],
    ['an answer cut off', said({ content: '{"drills": [' }, 'length'), 'truncated'],
    ['text instead of JSON', said({ content: 'Sure! Here are your drills:' }), 'invalid'],
    ['JSON of another shape', said({ content: '{"exercises": []}' }), 'invalid'],
    ['no content', said({ content: null }), 'invalid'],
    ['no choices', { model: 'big-1-2026', usage, choices: [] }, 'invalid'],
  ])('%s', async (_, body, outcome) => {
    const failed = await failureOf(await json(body, 200, { 'x-request-id': 'req-1' }))
    expect(failed).toMatchObject({ isRetryable: true })
    expect(failed.attempt).toMatchObject({ outcome, usage: counted, model: 'big-1-2026', requestId: 'req-1' })
  })

  test.each([
    ['null', null],
    ['a list', []],
    ['a text', 'hello'],
    ['choices of another shape', { choices: [{}] }],
    ['usage of another shape', { usage: { prompt_tokens: 'many', completion_tokens: -1 }, choices: 'none' }],
  ])('a body that is %s is an invalid answer, not a crash', async (_, body) => {
    const { attempt } = await failureOf(await json(body))
    expect(attempt).toMatchObject({ outcome: 'invalid', model: 'big-1' })
    expect(attempt.usage).toEqual({ promptTokens: 0, cachedTokens: 0, completionTokens: 0 })
  })

  test('an empty body and a page of HTML are invalid answers too', async () => {
    const empty = await server((_, response) => response.writeHead(204).end())
    expect((await failureOf(empty)).attempt.outcome).toBe('invalid')
    const html = await server((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'))
    expect((await failureOf(html)).attempt.outcome).toBe('invalid')
  })
})

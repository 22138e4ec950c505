import { describe, expect, test } from 'vitest'
import { startOfflineModel } from '../../../../demo/model/startOfflineModel.js'
import { answerOf, apiKey, failureOf } from './ask.js'
import { serve, serveBody, serveStream } from './serve.js'

const error = (facts: object) => ({ error: { message: `Something with ${apiKey} in it.`, ...facts } })

interface Expected {
  outcome: string
  message?: string | RegExp
}

type Case = [what: string, status: number, body: object, expected: Expected]

const answers: Case[] = [
  ['a refused key', 401, error({}), { outcome: 'unauthorized', message: /refused our key \(401\): check its apiKey/ }],
  ['a forbidden call', 403, error({}), { outcome: 'unauthorized', message: /check its apiKey/ }],
  ['a bad key, as Google says it', 400, [error({ message: 'API key not valid.' })], { outcome: 'unauthorized' }],
  ['an empty account', 402, error({}), { outcome: 'out-of-credit', message: /no credit left \(402\)/ }],
  ['an empty account, as OpenAI says it', 429, error({ code: 'insufficient_quota' }), { outcome: 'out-of-credit' }],
  ['a stopped account', 403, error({ code: 'billing_not_active' }), { outcome: 'out-of-credit' }],
  [
    'an empty account, as Anthropic says it',
    400,
    error({ message: 'Your credit balance is too low.' }),
    { outcome: 'out-of-credit' },
  ],
  ['too many requests', 429, error({ code: 'rate_limit_exceeded' }), { outcome: 'rate-limited' }],
  [
    'too many requests, in words that sound like an empty account',
    429,
    [error({ message: 'You exceeded your current quota, please check your plan and billing details.' })],
    { outcome: 'rate-limited' },
  ],
  ['a failing server', 500, error({}), { outcome: 'unavailable', message: 'Acme failed (500).' }],
  ['an overloaded server', 529, error({}), { outcome: 'unavailable' }],
  ['a gateway', 503, {}, { outcome: 'unavailable' }],
  ['a request that took too long there', 408, error({}), { outcome: 'unavailable' }],
  ['a conflict', 409, error({}), { outcome: 'unavailable' }],
  [
    'a model nobody knows',
    404,
    error({ code: 'model_not_found' }),
    { outcome: 'rejected', message: 'Acme does not know the model "big-1" (404): check the model\'s name.' },
  ],
  [
    'a model that is not installed',
    404,
    error({ message: 'model "big-1" not found, try pulling it' }),
    { outcome: 'rejected', message: /check the model's name/ },
  ],
  ['a wrong address', 404, {}, { outcome: 'rejected', message: /check its baseURL/ }],
  [
    'a way to answer that is not known',
    400,
    error({ message: "Unsupported value: 'response_format' of type 'json_schema'" }),
    { outcome: 'rejected', message: /set its capabilities/ },
  ],
  ['a request that cannot be read', 422, error({}), { outcome: 'rejected', message: /rejected the request \(422\)/ }],
]

const retryable = ['rate-limited', 'unavailable']

describe.each([
  ['plainly', false],
  ['of a stream', true],
])('an error answer %s tells', (_, streams) => {
  test.each(answers)('%s', async (_, status, body, { outcome, message = /./ }) => {
    const { baseURL } = await serveBody(body, { status, headers: { 'x-request-id': 'req-1' } })
    const failed = await failureOf({ baseURL, streams })
    expect(failed).toMatchObject({
      message: message instanceof RegExp ? expect.stringMatching(message) : message,
      isRetryable: retryable.includes(outcome),
      attempt: { outcome, provider: 'Acme', model: 'big-1', requestId: 'req-1', usage: undefined },
    })
  })
})

test('an error page that cannot be read has its status still', async () => {
  const { baseURL } = await serveBody(Uint8Array.from([0xff, 0xfe, 0xfd]), { status: 403 })
  expect((await failureOf({ baseURL })).attempt.outcome).toBe('unauthorized')
})

test('a provider that was given no key says so', async () => {
  const { baseURL } = await serveBody({}, { status: 401 })
  const { message } = await failureOf({ baseURL, apiKey: undefined })
  expect(message).toBe('Acme wants a key and was given none (401): check its apiKey.')
})

describe('how long to wait is passed on', () => {
  test('when we are too fast', async () => {
    const { baseURL, stop } = await startOfflineModel({ faults: () => ({ status: 429, retryAfter: 7 }) })
    expect((await failureOf({ baseURL })).retryAfterMs).toBe(7000)
    await stop()
  })

  test('when the server is overloaded', async () => {
    const { baseURL } = await serveBody({}, { status: 503, headers: { 'retry-after-ms': '250' } })
    expect((await failureOf({ baseURL })).retryAfterMs).toBe(250)
  })

  test('until an allowance is there again; and what is left of it stands in the attempt', async () => {
    const headers = { 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': '1m2s' }
    const { baseURL } = await serveBody({}, { status: 429, headers })
    const failed = await failureOf({ baseURL })
    expect(failed.retryAfterMs).toBe(62_000)
    expect(failed.attempt.rateLimit).toMatchObject({ remainingTokens: 0, resetTokensMs: 62_000 })
  })

  test('but not when nobody says', async () => {
    const { baseURL } = await serveBody({}, { status: 429 })
    expect((await failureOf({ baseURL })).retryAfterMs).toBeUndefined()
  })
})

describe('the network fails', () => {
  test('nobody listens: address and code are named, credentials are not', async () => {
    const { baseURL, stop } = await startOfflineModel()
    await stop()
    const { message, attempt, isRetryable } = await failureOf({ baseURL })
    const host = new URL(baseURL).host
    expect(message).toBe(`Acme could not be reached at ${host} (ECONNREFUSED): check its baseURL.`)
    expect({ outcome: attempt.outcome, isRetryable }).toEqual({ outcome: 'unavailable', isRetryable: true })
  })

  test('a host without an address', async () => {
    const { message, attempt } = await failureOf({ baseURL: 'http://no-such-host.invalid/v1' })
    expect(attempt.outcome).toBe('unavailable')
    expect(message).toMatch(/^Acme could not be reached at no-such-host\.invalid \((ENOTFOUND|EAI_AGAIN)\)/)
  })

  test('a URL with credentials', async () => {
    const { message } = await failureOf({ baseURL: 'http://user:secret@127.0.0.1:9/v1' })
    expect(message).not.toContain('user')
  })

  test('the connection is cut before it answers', async () => {
    const { baseURL, stop } = await startOfflineModel({ faults: () => 'drop' })
    const { message, attempt } = await failureOf({ baseURL })
    expect(attempt.outcome).toBe('unavailable')
    expect(message).toMatch(/^The connection to Acme broke off/)
    await stop()
  })

  test('the connection is cut in the middle of an answer', async () => {
    const { baseURL } = await serve((response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
      response.write('{"choices": [', () => response.destroy())
    })
    const { message, attempt } = await failureOf({ baseURL })
    expect(attempt.outcome).toBe('unavailable')
    expect(message).toMatch(/^The connection to Acme broke off/)
  })

  test('a key that no header can hold is never sent nor shown', async () => {
    const { baseURL, requests } = await serveBody({})
    const { message, attempt } = await failureOf({ baseURL, apiKey: 'sk-secret-\n-key' })
    expect(attempt.outcome).toBe('rejected')
    expect(message).toContain('apiKey')
    expect(requests()).toHaveLength(0)
  })
})

describe('an error under a 200, where the answer should be, tells', () => {
  test.each<[string, object | string, string]>([
    ['too many requests', { code: 429, message: `Slow down, ${apiKey}` }, 'rate-limited'],
    ['a gateway', { code: 502, message: 'Bad gateway' }, 'unavailable'],
    ['an empty account', { code: 402, message: 'Pay' }, 'out-of-credit'],
    ['a refused key', { code: 401, message: 'No' }, 'unauthorized'],
    ['a failure with a number of its own', { code: 1302, message: 'Busy' }, 'unavailable'],
    ['a failure in a word', 'busy', 'unavailable'],
    ['a model that is not there', { code: 'model_not_found', message: 'No such model' }, 'rejected'],
  ])('%s', async (_, error, outcome) => {
    for (const choices of [null, []]) {
      const { baseURL } = await serveBody({ error, choices }, { headers: { 'retry-after-ms': '250' } })
      for (const streams of [false, true]) {
        const failed = await failureOf({ baseURL, streams })
        expect(failed.attempt).toMatchObject({ outcome, usage: undefined })
        if (outcome === 'rate-limited') expect(failed.retryAfterMs).toBe(250)
      }
    }
  })

  test.each(['error', 'insufficient_system_resource'])(
    'a model that broke off (%s), with half an answer in it',
    async (finish_reason) => {
      const message = { content: '{"drills":[{"key":"d01"}' }
      const whole = await serveBody({ choices: [{ finish_reason, message }] })
      expect((await failureOf({ baseURL: whole.baseURL })).attempt.outcome).toBe('unavailable')
      const stream = await serveStream([{ choices: [{ delta: message }] }, { choices: [{ delta: {}, finish_reason }] }])
      expect((await failureOf({ baseURL: stream.baseURL, streams: true })).attempt.outcome).toBe('unavailable')
    },
  )

  test('nothing when the answer is there all the same', async () => {
    const message = { content: '{"drills":[]}' }
    const { baseURL } = await serveBody({ error: { code: 0 }, choices: [{ finish_reason: 'stop', message }] })
    expect((await answerOf({ baseURL })).good.get('')).toEqual({ drills: [] })
  })
})

test.each(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'])(
  'a server that is slower than Node’s own limits (%s) is too slow, not broken',
  async (code) => {
    const fetch = async () => {
      throw new TypeError('fetch failed', { cause: Object.assign(new Error('Timeout'), { code }) })
    }
    const { attempt, isRetryable } = await failureOf({}, { fetch })
    expect({ outcome: attempt.outcome, isRetryable }).toEqual({ outcome: 'timeout', isRetryable: true })
    expect(attempt.message).toMatch(/^Acme sent nothing for 5 minutes/)
  },
)

describe('an error in the middle of a stream tells', () => {
  test.each<[string, object, string]>([
    ['a failing server', { message: `Failed with ${apiKey}.` }, 'unavailable'],
    ['a gateway that sends its status as a code', { code: 502, message: 'Bad gateway' }, 'unavailable'],
    ['too many requests', { code: 429, message: 'Slow down' }, 'rate-limited'],
    ['an empty account', { code: 'insufficient_quota', message: 'Pay' }, 'out-of-credit'],
  ])('%s', async (_, error, outcome) => {
    const { baseURL } = await serveStream([
      { model: 'big-1-2026', choices: [{ delta: { content: '{"drills": [' } }] },
      { error },
    ])
    const failed = await failureOf({ baseURL, streams: true })
    expect(failed.attempt).toMatchObject({ outcome, servedModel: 'big-1-2026' })
    expect(failed.good).toBeUndefined()
  })
})

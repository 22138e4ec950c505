import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { waitFor } from '../../../shared/waitFor.js'
import { failureOf } from './ask.js'
import { serve, serveBody, serveStream } from './serve.js'

const answered = (content: unknown) => ({ choices: [{ finish_reason: 'stop', message: { content } }] })
const piece = (content: unknown) => ({ choices: [{ finish_reason: 'stop', delta: { content } }] })
const deep = '['.repeat(100_000)
const closed = `${deep}${']'.repeat(100_000)}`
const page = '<!doctype html><html><body>502 Bad gateway</body></html>'
const json = JSON.stringify(answered('{"drills": [{"key": "Läufer"}]}'))

type Case = [what: string, body: string | Uint8Array | object]

/** A chat completion, or text that cannot be taken for JSON that broke off: a model answered, only not as asked. */
const answers: Case[] = [
  ['choices of another shape', { choices: [{}] }],
  ['tool calls of another shape', { choices: [{ message: { tool_calls: [{ function: 'drills' }] } }] }],
  ['content of another type', answered(['{"drills": []}'])],
  ['100,000 lists in each other as its choices', `{"choices": [{"message": {"content": ${closed}}}]}`],
  ['an answer of 100,000 open brackets', answered(deep)],
  ['an answer of 100,000 lists in each other', answered(closed)],
  ['an answer that is a web page', answered(page)],
  ['an answer of 2 MB', answered(JSON.stringify({ drills: [{ key: 'a'.repeat(2_000_000) }] }))],
  ['UTF-16', Buffer.from(json, 'utf16le')],
  ['UTF-16 with a byte order mark', Buffer.from(`\uFEFF${json}`, 'utf16le')],
  ['Latin-1', Buffer.from(json, 'latin1')],
  ['bytes that are no text', new Uint8Array([0xff, 0xfe, 0x00, 0x80, 0xc3, 0x28])],
]

/** No chat completion: something stands between us and the model, or it never came to an answer. */
const garbage: Case[] = [
  ['null', 'null'],
  ['a list', '[]'],
  ['a text', '"hello"'],
  ['no choices', { choices: [] }],
  ['a choice that is nothing', { choices: [null] }],
  ['usage of another shape', { usage: { prompt_tokens: 'many', completion_tokens: -1 }, choices: 'none' }],
  ['100,000 lists in each other', closed],
  ['nothing', ''],
  ['a web page', page],
  ['half of its JSON', json.slice(0, -10)],
  ['100,000 open brackets', deep],
  ['NUL characters', '\0'.repeat(1000)],
]

describe('an answer that is none costs the call, and no more: the body is', () => {
  test.each([
    ...answers.map(([what, body]) => [what, body, 'invalid'] as const),
    ...garbage.map(([what, body]) => [what, body, 'unavailable'] as const),
  ])('%s', async (_, body, outcome) => {
    const { baseURL } = await serveBody(body)
    const { attempt, isRetryable } = await failureOf({ baseURL })
    expect({ outcome: attempt.outcome, isRetryable }).toEqual({ outcome, isRetryable: true })
    expect(attempt.usage).toBeUndefined()
  })

  test('a web page instead of a stream', async () => {
    const { baseURL } = await serveBody(page, { headers: { 'content-type': 'text/html' } })
    expect((await failureOf({ baseURL, streams: true })).attempt.outcome).toBe('unavailable')
  })

  test('no body at all', async () => {
    const { baseURL } = await serve((response) => response.writeHead(204).end())
    expect((await failureOf({ baseURL })).attempt.outcome).toBe('unavailable')
  })
})

describe('a stream that is none costs the call, and no more: it holds', () => {
  test.each<[string, Parameters<typeof serveStream>]>([
    ['an answer of 100,000 open brackets', [[piece(deep)]]],
    ['an answer of 2 MB', [[piece(`"${'a'.repeat(2_000_000)}"`)]]],
    ['a web page', [[piece(page)]]],
    ['pieces of another shape', [[{ choices: 'none' }, { choices: [null] }, piece(7)]]],
  ])('%s', async (_, served) => {
    const { baseURL } = await serveStream(...served)
    expect((await failureOf({ baseURL, streams: true })).attempt.outcome).toBe('invalid')
  })

  test('pieces that are no JSON, and so from nobody who answers', async () => {
    const { baseURL } = await serveStream([], { end: 'data: {"choices": [\n\n' })
    expect((await failureOf({ baseURL, streams: true })).attempt.outcome).toBe('unavailable')
  })

  test('bytes that are not UTF-8', async () => {
    const { baseURL } = await serve((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.end(Buffer.from(`data: ${JSON.stringify(piece('{"drills":[{"key":"Läufer"}]}'))}\n\n`, 'latin1'))
    })
    const { attempt } = await failureOf({ baseURL, streams: true })
    expect(attempt).toMatchObject({ outcome: 'invalid', message: 'Acme sent an answer that is not UTF-8.' })
  })
})

describe('no more than 8 MB are read', { timeout: 60_000 }, () => {
  const tooLong = 'Acme sent an answer of more than 8 MB.'

  test.each([
    ['plain', 'application/json', '{"choices": "', tooLong],
    ['streamed in pieces', 'text/event-stream', '', tooLong],
    ['streamed in one piece', 'text/event-stream', 'data: "', 'Acme sent a piece of more than 2 MB.'],
  ])('of an endless answer, %s; the connection is closed', async (_, type, start, message) => {
    const part = start
      ? 'a'.repeat(64 * 1024)
      : `data: ${JSON.stringify({ choices: [{ delta: { content: 'a'.repeat(16_000) } }] })}\n\n`
    const served = await serve((response) => {
      response.writeHead(200, { 'content-type': type })
      response.write(start)
      const write = () => {
        while (!response.destroyed && response.write(part));
      }
      response.on('drain', write)
      write()
    })
    const { attempt } = await failureOf({ baseURL: served.baseURL, streams: true }, { request: { timeoutMs: 30_000 } })
    expect(attempt).toMatchObject({ outcome: 'invalid', message })
    await waitFor('the connection to close', () => served.open() === 0)
  })

  test('of a small answer that is large when unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024, ' '))
    expect(bomb.byteLength).toBeLessThan(1024 * 1024)
    const { baseURL } = await serveBody(bomb, { headers: { 'content-encoding': 'gzip' } })
    const { attempt } = await failureOf({ baseURL })
    expect(attempt).toMatchObject({ outcome: 'invalid', message: tooLong })
  })

  test('of an error, which stays what its status says', async () => {
    const { baseURL } = await serveBody('a'.repeat(10_000_000), { status: 503 })
    expect((await failureOf({ baseURL })).attempt.outcome).toBe('unavailable')
  })

  test('an answer that cannot be unpacked is one that broke off', async () => {
    const { baseURL } = await serveBody('no gzip', { headers: { 'content-encoding': 'gzip' } })
    expect((await failureOf({ baseURL })).attempt.outcome).toBe('unavailable')
  })
})

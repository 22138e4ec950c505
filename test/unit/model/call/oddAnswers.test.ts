import { describe, expect, test } from 'vitest'
import { answerOf, failureOf } from './ask.js'
import { serveBody, serveStream } from './serve.js'

const good = { drills: [{ key: 'd01' }] }
const json = JSON.stringify(good)
const usage = { prompt_tokens: 1000, completion_tokens: 500, total_tokens: 1500 }
const whole = (message: object) => ({ choices: [{ index: 0, finish_reason: 'stop', message }], usage })
const toolCall = (args: unknown) => ({
  content: null,
  tool_calls: [{ id: 't', type: 'function', function: { name: 'drills', arguments: args } }],
})
const hm = { type: 'thinking', thinking: [{ type: 'text', text: 'hm' }] }

describe('an answer is read that comes', () => {
  test.each<[string, object]>([
    [
      'in parts',
      {
        content: [
          { type: 'text', text: json.slice(0, 9) },
          { type: 'text', text: json.slice(9) },
        ],
      },
    ],
    ['in parts, after a part of thinking', { content: [hm, { type: 'text', text: json }] }],
    ['as an object where text is wanted', { content: good }],
    ['as an object for the arguments of a tool', toolCall(good)],
    ['as thinking alone', { content: '', reasoning_content: json }],
    ['as thinking alone, by its other name', { content: null, reasoning: json }],
    ['after thinking that holds JSON', { content: `<think>\nItems are {"key": "d01"}.\n</think>\n\n${json}` }],
    ['after thinking that was never opened', { content: `use { "drills": [ then fill</think>${json}` }],
    [
      'in a channel of its own',
      { content: `<|channel|>analysis<|message|>We need {"a":<|end|><|channel|>final<|message|>${json}` },
    ],
    ['as JSON in JSON', { content: JSON.stringify(json) }],
    ['beside thinking that holds other JSON', { content: json, reasoning_content: '{"drills": []}' }],
    ['with `</think>` in one of its texts', { content: JSON.stringify({ ...good, note: 'a </think> b' }) }],
  ])('%s', async (_, message) => {
    const { baseURL } = await serveBody(whole(message))
    const { good: read, usage: used } = await answerOf({ baseURL })
    expect(read.get('')).toEqual(good)
    expect(used).toMatchObject({ promptTokens: 1000, completionTokens: 500 })
  })

  const content = (text: unknown, finish_reason: string | null = null) => ({
    choices: [{ delta: { content: text }, finish_reason }],
  })
  const pieces = [content(json.slice(0, 9)), content(json.slice(9)), { choices: [], usage }]
  const end = { choices: [{ delta: {}, finish_reason: 'stop' }] }

  test.each<[string, object[], Parameters<typeof serveStream>[1]]>([
    ['without a reason for its end', pieces, {}],
    ['with an empty reason for its end', [content(json, ''), { choices: [], usage }], {}],
    ['under another content type', [...pieces, end], { headers: { 'content-type': 'text/plain' } }],
    ['under its content type in capitals', [...pieces, end], { headers: { 'content-type': 'Text/Event-Stream' } }],
    [
      'as one message',
      [{ choices: [{ message: { content: json }, finish_reason: 'stop' }] }, { choices: [], usage }],
      {},
    ],
    ['in pieces of parts', [content([{ type: 'text', text: json }]), end, { choices: [], usage }], {}],
    ['as thinking alone', [{ choices: [{ delta: { reasoning_content: json } }] }, end, { choices: [], usage }], {}],
    [
      'as an object for the arguments of a tool',
      [{ choices: [{ delta: toolCall(good) }] }, end, { choices: [], usage }],
      {},
    ],
  ])('as a stream, %s', async (_, sent, options) => {
    const { baseURL } = await serveStream(sent, options)
    const { good: read, usage: used } = await answerOf({ baseURL, streams: true })
    expect(read.get('')).toEqual(good)
    expect(used).toMatchObject({ promptTokens: 1000, completionTokens: 500 })
  })

  test('what a model thinks is not shown as its answer while it is written', async () => {
    const partials: string[] = []
    const thinking = { choices: [{ delta: { reasoning_content: 'Items are {"key": "d01"}.' } }] }
    const { baseURL } = await serveStream([thinking, ...pieces, end])
    await answerOf({ baseURL, streams: true }, { partials })
    expect(partials).toEqual([json.slice(0, 9), json])
  })
})

test.each([
  ['no choices at all', { id: 'c', usage }],
  ['an empty list of choices', { choices: [], usage }],
])('a 200 with %s is an error of the server, as a 500 is', async (_, body) => {
  const { baseURL } = await serveBody(body)
  const { attempt, isRetryable } = await failureOf({ baseURL })
  expect({ outcome: attempt.outcome, isRetryable, message: attempt.message }).toEqual({
    outcome: 'unavailable',
    isRetryable: true,
    message: 'Acme sent JSON without an answer in it.',
  })
})

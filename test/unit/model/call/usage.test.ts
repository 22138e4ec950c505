import { expect, test } from 'vitest'
import { isUntold } from '../../../../src/model/Attempt.js'
import { answerOf, failureOf } from './ask.js'
import { serve, serveBody, serveStream } from './serve.js'

const message = { content: '{"drills":[]}' }
const usageOf = async (usage: object) => {
  const { baseURL } = await serveBody({ choices: [{ finish_reason: 'stop', message }], usage })
  return (await answerOf({ baseURL })).usage
}

test.each([
  ['as part of the completion', { prompt_tokens: 100, completion_tokens: 50, total_tokens: 150 }, 20, 50],
  ['on top of it, by the total', { prompt_tokens: 100, completion_tokens: 50, total_tokens: 170 }, 20, 70],
  ['on top of it, as there is more of it', { prompt_tokens: 100, completion_tokens: 50 }, 400, 450],
  ['without a total', { prompt_tokens: 100, completion_tokens: 50 }, 20, 50],
])('thinking that is told %s is billed once', async (_, told, reasoning, completionTokens) => {
  const usage = await usageOf({ ...told, completion_tokens_details: { reasoning_tokens: reasoning } })
  expect(usage).toMatchObject({ promptTokens: 100, completionTokens, reasoningTokens: reasoning })
})

test('thinking that only the total knows of is billed too', async () => {
  const usage = await usageOf({ prompt_tokens: 100, completion_tokens: 50, total_tokens: 400 })
  expect(usage).toMatchObject({ completionTokens: 300, reasoningTokens: 250 })
})

test('what was written into the cache is told, and is not what came from it', async () => {
  const details = { cached_tokens: 60, cache_write_tokens: 60 }
  const usage = await usageOf({ prompt_tokens: 100, completion_tokens: 50, prompt_tokens_details: details })
  expect(usage).toMatchObject({ cachedTokens: 60, cacheWriteTokens: 40 })
})

test('our own count of the prompt is told beside the provider’s', async () => {
  const usage = { prompt_tokens: 100, completion_tokens: 50 }
  const { baseURL } = await serveBody({ choices: [{ finish_reason: 'stop', message }], usage })
  const { attempts } = await answerOf({ baseURL })
  expect(attempts[0]?.countedPromptTokens).toBeGreaterThan(5)
  const silent = await serveBody({ choices: [{ finish_reason: 'stop', message }] })
  expect((await answerOf({ baseURL: silent.baseURL })).attempts[0]?.countedPromptTokens).toBeUndefined()
})

test.each<[string, string, string]>([
  ['an answer', '{"drills":[]}', 'stop'],
  ['an answer that cannot be read', 'Sure!', 'stop'],
  ['an answer that was cut off', '{"drills":[', 'length'],
  ['a refusal', '', 'content_filter'],
])('the tokens of %s that came without usage are untold, not 0', async (_, content, finish_reason) => {
  const { baseURL } = await serveBody({ choices: [{ finish_reason, message: { content } }] })
  const asked = finish_reason === 'stop' && content.startsWith('{')
  const attempt = asked ? (await answerOf({ baseURL })).attempts[0] : (await failureOf({ baseURL })).attempt
  expect(attempt && isUntold(attempt)).toBe(true)
})

test('the tokens of a stream that broke off are untold; a call that was turned away is free', async () => {
  const { baseURL } = await serveStream([{ choices: [{ delta: { content: '{"dri' } }] }], { end: '' })
  expect(isUntold((await failureOf({ baseURL, streams: true })).attempt)).toBe(true)
  for (const status of [429, 500, 401]) {
    const away = await serve((response) => response.writeHead(status).end('{}'))
    expect(isUntold((await failureOf({ baseURL: away.baseURL })).attempt)).toBe(false)
  }
})

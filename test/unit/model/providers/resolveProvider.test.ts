import { expect, test } from 'vitest'
import { resolveProvider } from '../../../../src/model/providers/resolveProvider.js'

const local = { baseURL: 'http://127.0.0.1:11434/v1', complex: 'qwen' }

test('any server needs its URL and the name of a model; the rest is what every server can be expected to do', () => {
  expect(resolveProvider(local)).toEqual({
    name: '127.0.0.1:11434',
    baseURL: local.baseURL,
    apiKey: undefined,
    needsKey: false,
    models: { complex: 'qwen', simple: 'qwen' },
    prices: {},
    capabilities: ['json_schema', 'tools', 'json_object'],
    streams: false,
    reasoningEffort: { complex: undefined, simple: undefined },
    promptCache: { complex: 'automatic', simple: 'automatic' },
    serviceTier: 'normal',
    maxTokensField: 'max_completion_tokens',
    limits: { concurrency: 3, maxConcurrency: 10 },
    offline: false,
  })
})

test('a preset brings what it knows', () => {
  expect(resolveProvider({ preset: 'openai', apiKey: 'k' })).toMatchObject({
    name: 'OpenAI',
    baseURL: 'https://api.openai.com/v1',
    apiKey: 'k',
    needsKey: true,
    models: { complex: 'gpt-6-luna', simple: 'gpt-6-luna' },
    streams: true,
    reasoningEffort: { complex: 'none', simple: 'none' },
    promptCache: { complex: 'breakpoints', simple: 'breakpoints' },
    serviceTier: 'asked',
  })
})

test('what is given wins over the preset', () => {
  const given = {
    name: 'proxy',
    baseURL: 'https://proxy.example.com/v1',
    complex: 'big',
    simple: 'small',
    capabilities: ['json_object'],
    streams: false,
    maxTokensField: 'max_tokens',
    serviceTier: 'flex',
    offline: true,
  } as const
  const { complex, simple, ...rest } = given
  expect(resolveProvider({ preset: 'openai', ...given })).toMatchObject({ ...rest, models: { complex, simple } })
  const { reasoningEffort, promptCache } = resolveProvider({
    preset: 'openai',
    reasoningEffort: { complex: 'low' },
    promptCache: 'automatic',
  })
  expect(reasoningEffort).toEqual({ complex: 'low', simple: 'none' })
  expect(promptCache).toEqual({ complex: 'automatic', simple: 'automatic' })
})

test.each([
  ['openai', 'gpt-4.1-mini', undefined, 'automatic'],
  ['openai', 'gpt-5.4-mini', 'none', 'automatic'],
  ['openai', 'gpt-6.1-sol', 'none', 'breakpoints'],
  ['groq', 'openai/gpt-oss-20b', 'low', 'automatic'],
  ['groq', 'qwen/qwen3-32b', undefined, 'automatic'],
  ['google', 'gemini-3.8-flash', 'low', 'automatic'],
  ['google', 'gemini-3.5-flash-lite', 'minimal', 'automatic'],
  ['anthropic', 'claude-haiku-5-5', undefined, 'automatic'],
] as const)(
  'of %s the model %s is sent the effort %s, and its cache is used as %s',
  (preset, complex, effort, cache) => {
    const { reasoningEffort, promptCache } = resolveProvider({ preset, complex })
    expect([reasoningEffort.complex, promptCache.complex]).toEqual([effort, cache])
  },
)

test('prices are added to those of the preset, and replace them', () => {
  const mini = { promptUsd: 9, completionUsd: 9 }
  const { prices } = resolveProvider({ preset: 'openai', prices: { 'gpt-4.1-mini': mini, mine: mini } })
  expect(prices).toMatchObject({ 'gpt-4.1-mini': mini, mine: mini, 'gpt-4.1-nano': { promptUsd: 0.1 } })
})

test.each([
  [{ concurrency: 20 }, { concurrency: 20, maxConcurrency: 20 }],
  [{ maxConcurrency: 2 }, { concurrency: 2, maxConcurrency: 2 }],
  [
    { concurrency: 4, maxConcurrency: 6 },
    { concurrency: 4, maxConcurrency: 6 },
  ],
  [{ requestsPerMinute: 5 }, { concurrency: 3, maxConcurrency: 10, requestsPerMinute: 5 }],
])('the limits %o become %o', (limits, resolved) => {
  expect(resolveProvider({ ...local, limits }).limits).toEqual(resolved)
})

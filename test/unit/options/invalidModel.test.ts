import { describe, expect, test } from 'vitest'
import { refusalOf } from './refusalOf.js'

interface Case {
  model: unknown
  /** What the message calls it. */
  option: string
  says: string
  allowed: string
}

const local = { baseURL: 'http://127.0.0.1:11434/v1', complex: 'qwen' }
const provider = (details: object): object => ({ providers: [{ ...local, ...details }] })
const httpUrl = 'give an http(s) URL such as https://api.openai.com/v1'
const [first, second] = ['model.providers[0]', 'model.providers[1]']

const cases: Case[] = [
  { model: { providers: [] }, option: 'model.providers', says: 'is []', allowed: 'give at least one provider' },
  { model: { providers: null }, option: 'model.providers', says: 'is null', allowed: 'give a list of providers' },
  { model: { providers: local }, option: 'model.providers', says: 'is {', allowed: 'give a list of providers' },
  { model: { providers: [null] }, option: first, says: 'is null', allowed: 'give an object' },
  {
    model: { providers: [{ preset: 'opneai' }] },
    option: `${first}.preset`,
    says: 'is "opneai"',
    allowed: 'use openai, anthropic, google, groq, cerebras, deepinfra',
  },
  {
    model: { providers: [{ preset: 'openai' }, { preset: 'openai', complex: 'gpt-4.1' }] },
    option: `${second}.name`,
    says: `is "OpenAI", as is that of ${first}`,
    allowed: 'give each provider its own name',
  },
  {
    model: { providers: [local, { ...local, name: 'again', baseURL: `${local.baseURL}/` }] },
    option: second,
    says: `asks the same server for the same models as ${first}`,
    allowed: 'remove one of them',
  },
  {
    model: provider({ baseURL: undefined }),
    option: `${first}.baseURL`,
    says: 'is undefined; a provider without a preset',
    allowed: httpUrl,
  },
  { model: provider({ baseURL: '' }), option: `${first}.baseURL`, says: 'is ""', allowed: httpUrl },
  {
    model: provider({ complex: '' }),
    option: `${first}.complex`,
    says: 'is ""; a provider without a preset (openai, ',
    allowed: 'the name of its model',
  },
  ...['not a URL', 'localhost:4010', 'ftp://example.com/v1', 'file:///etc/passwd'].map((baseURL) => ({
    model: provider({ baseURL }),
    option: `${first}.baseURL`,
    says: `is "${baseURL}"`,
    allowed: httpUrl,
  })),
  {
    model: provider({ baseURL: 'https://me:secret@example.com/v1' }),
    option: `${first}.baseURL`,
    says: 'is "…@example.com/v1"',
    allowed: 'leave user and password out of it and use apiKey',
  },
  { model: provider({ complex: 4 }), option: `${first}.complex`, says: 'is 4', allowed: 'give text' },
  { model: provider({ streams: 'yes' }), option: `${first}.streams`, says: 'is "yes"', allowed: 'give true or false' },
  { model: provider({ tier: 1 }), option: `${first}.tier`, says: 'is unknown', allowed: 'use preset, name, baseURL' },
  {
    model: provider({ capabilities: [] }),
    option: `${first}.capabilities`,
    says: 'is []',
    allowed: 'give at least one of json_schema, tools, json_object',
  },
  {
    model: provider({ capabilities: ['xml'] }),
    option: `${first}.capabilities[0]`,
    says: 'is "xml"',
    allowed: 'use json_schema, tools, json_object',
  },
  {
    model: provider({ maxTokensField: 'limit' }),
    option: `${first}.maxTokensField`,
    says: 'is "limit"',
    allowed: 'use max_completion_tokens, max_tokens',
  },
  ...['concurrency', 'maxConcurrency', 'requestsPerMinute', 'tokensPerMinute'].flatMap((limit) =>
    [0, 1.5, '3'].map((given) => ({
      model: provider({ limits: { [limit]: given } }),
      option: `${first}.limits.${limit}`,
      says: `is ${JSON.stringify(given)}`,
      allowed: 'give a whole number from 1 to',
    })),
  ),
  {
    model: provider({ limits: { concurrency: 5, maxConcurrency: 4 } }),
    option: `${first}.limits.concurrency`,
    says: 'is 5',
    allowed: 'give at most maxConcurrency, which is 4',
  },
  {
    model: provider({ prices: { small: { promptUsd: -1, completionUsd: 1 } } }),
    option: `${first}.prices.small.promptUsd`,
    says: 'is -1',
    allowed: 'give US dollars per million tokens, 0 or more',
  },
  {
    model: provider({ prices: { x: { promptUsd: Number.POSITIVE_INFINITY, completionUsd: 1 } } }),
    option: `${first}.prices.x.promptUsd`,
    says: 'is Infinity',
    allowed: 'give US dollars per million tokens',
  },
  {
    model: provider({ prices: { x: { promptUsd: 1, completionUsd: 1, asOf: 'May' } } }),
    option: `${first}.prices.x.asOf`,
    says: 'is "May"',
    allowed: 'give a day such as 2026-11-21',
  },
  { model: provider({ prices: { x: null } }), option: `${first}.prices.x`, says: 'is null', allowed: 'give an object' },
  {
    model: { sections: { title: { tier: 'cheap' } } },
    option: 'model.sections.title.tier',
    says: 'is "cheap"',
    allowed: 'use complex, simple',
  },
  {
    model: { sections: { title: { timeoutMs: 5 } } },
    option: 'model.sections.title.timeoutMs',
    says: 'is 5',
    allowed: 'give a whole number from 100 to 600000',
  },
  ...[99, 600_001, 1.5, 'fast', null].map((timeoutMs) => ({
    model: { timeoutMs },
    option: 'model.timeoutMs',
    says: `is ${JSON.stringify(timeoutMs)}`,
    allowed: "give a whole number from 100 to 600000, or 'dynamic'",
  })),
  { model: { stallMs: 0 }, option: 'model.stallMs', says: 'is 0', allowed: 'give a whole number from 100 to' },
  { model: { maxCalls: 0 }, option: 'model.maxCalls', says: 'is 0', allowed: 'give a whole number from 1 to 100' },
  { model: { maxTokens: 0 }, option: 'model.maxTokens', says: 'is 0', allowed: 'give a whole number from 1 to' },
  { model: { maxCostUsd: 0 }, option: 'model.maxCostUsd', says: 'is 0', allowed: 'give US dollars, more than 0' },
  { model: { logBodies: 1 }, option: 'model.logBodies', says: 'is 1', allowed: 'give true or false' },
]

describe('a bad model option stops the boot and says which, what was given and what is allowed', () => {
  test.each(cases)('$option $says', ({ model, option, says, allowed }) => {
    const refusal = refusalOf({ model })
    expect(refusal.option).toBe(option)
    expect(refusal.message).toContain(`coursewright: option \`${option}\` ${says}`)
    expect(refusal.message).toContain(allowed)
  })
})

test.each([
  [{ apiKey: 'sk-secret' }],
  [{ providers: 'sk-secret' }],
  [{ providers: ['sk-secret'] }],
  [{ providers: { apiKey: 'sk-secret' } }],
  [{ providers: [{ preset: 'openai', apiKey: ['sk-secret'] }] }],
  [{ providers: [{ preset: 'openai', apikey: 'sk-secret' }] }],
  [provider({ apiKey: 'sk-secret', streams: 1 })],
  [provider({ baseURL: 'ftp://user:sk-secret@example.com/v1?key=sk-secret' })],
  [provider({ baseURL: 'https://user:sk-secret@example.com/v1' })],
  [provider({ baseURL: 'user:sk-secret@example.com/v1' })],
  [provider({ baseURL: 'https://user:pass/sk-secret@example.com' })],
  [{ providers: [local, { ...local, apiKey: 'sk-secret' }] }],
  [[{ apiKey: 'sk-secret' }]],
])('no message shows a key: case %#', (model) => {
  expect(refusalOf({ model }).message).not.toContain('sk-secret')
})

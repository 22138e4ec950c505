import { afterEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import {
  type OfflineModel,
  type OfflineModelOptions,
  startOfflineModel,
} from '../../../../demo/model/startOfflineModel.js'
import type { Attempt } from '../../../../src/model/Attempt.js'
import { judgeBySchema, judgeItems } from '../../../../src/model/answer/judge.js'
import { createModel } from '../../../../src/model/createModel.js'
import { ModelCallFailed } from '../../../../src/model/failures.js'
import type { Verdict } from '../../../../src/model/Model.js'
import type { ProviderOptions } from '../../../../src/model/providers/resolveProvider.js'
import { resolveProvider } from '../../../../src/model/providers/resolveProvider.js'
import { countSavings } from '../../../../src/model/singlePrompts.js'
import { countMessageTokens } from '../../../../src/model/tokens.js'

let server: OfflineModel | undefined
afterEach(() => server?.stop())

const card = z.object({ key: z.string(), text: z.string().min(1) })
const message = (keys: readonly string[]) => ({
  task: 'cards',
  language: 'en',
  curriculum: { objectives: Array.from({ length: 20 }, (_, at) => `can explain the idea ${at} in words of one's own`) },
  items: keys.map((key) => ({ key, topic: `Topic ${key}` })),
})

interface Ask {
  keys: readonly string[]
  /** Of the request. Default 12. */
  maxCalls?: number
  /** Keys that a call brings, by its number and what it was asked for, or what it says instead; `undefined` for all. */
  brings?(call: number, wanted: readonly string[]): readonly string[] | string | undefined
  faults?: OfflineModelOptions['faults']
  provider?: Partial<ProviderOptions>
}

/** Asks for cards by the whole model layer, over HTTP. */
const ask = async ({ keys, maxCalls = 12, brings, faults, provider }: Ask) => {
  server = await startOfflineModel({
    faults,
    respond: ({ message: { items } = {} }, call) => {
      const wanted = (items as { key: string }[]).map(({ key }) => key)
      const brought = brings?.(call, wanted) ?? wanted
      if (typeof brought === 'string') return brought
      return { cards: brought.map((key) => ({ key, text: `${key} of call ${call}` })) }
    },
  })
  const model = createModel({
    providers: [resolveProvider({ name: 'offline', baseURL: server.baseURL, complex: 'big', ...provider })],
    ...{ timeoutMs: 5000, stallMs: 5000, deadlineMs: 20_000, maxCalls },
    retry: { baseMs: 1, capMs: 5 },
  })
  const messages = [
    { role: 'system' as const, content: 'You write cards.' },
    { role: 'user' as const, content: JSON.stringify(message(keys)) },
  ]
  const told: { attempt: Attempt; verdict: Verdict | undefined; saved: number | undefined }[] = []
  const savings = countSavings({ messages, keys })
  const end = await model
    .generate({
      messages,
      keys,
      schemaName: 'create_card_batch',
      wireSchema: z.object({ cards: z.array(card) }),
      judge: (answer, wanted) =>
        judgeItems({ answer, keys: wanted, noun: 'card', judgeItem: (entry) => judgeBySchema(card, entry) }),
      tier: 'complex',
      maxOutputTokens: 500,
      split: { maxOutputTokens: 100 },
      context: {
        onAttempt: async (attempt, verdict) => {
          told.push({ attempt, verdict, saved: await savings(attempt, verdict) })
        },
      },
    })
    .catch((error: unknown) => {
      if (error instanceof ModelCallFailed) return error
      throw error
    })
  const asked = server.requests().map(({ message: { items, problems } = {} }) => ({
    keys: (items as { key: string }[]).map(({ key }) => key),
    problems,
  }))
  const texts = [...(end.good ?? [])].map(([key, item]) => [key, (item as z.infer<typeof card>).text])
  return { end, texts: Object.fromEntries(texts), asked, told, requests: server.requests() }
}

const keysOf = (asked: readonly { keys: readonly string[] }[]) => asked.map(({ keys }) => keys)

test('one key is a plain call', async () => {
  const { texts, asked, told } = await ask({ keys: ['a'] })
  expect(texts).toEqual({ a: 'a of call 1' })
  expect(asked).toHaveLength(1)
  expect(told[0]).toMatchObject({ attempt: { items: 1 }, saved: undefined })
})

test('a call that brings all is the only one, and saves what single calls would have sent more', async () => {
  const keys = ['a', 'b', 'c']
  const { texts, asked, told } = await ask({ keys })
  expect(Object.keys(texts)).toEqual(keys)
  expect(keysOf(asked)).toEqual([keys])
  const messagesOf = (of: readonly string[]) => [
    { role: 'system', content: 'You write cards.' },
    { role: 'user', content: JSON.stringify(message(of)) },
  ]
  const singles = await Promise.all(keys.map((key) => countMessageTokens(messagesOf([key]))))
  const really = singles.reduce((sum, tokens) => sum + tokens, 0) - (await countMessageTokens(messagesOf(keys)))
  expect(told[0]?.attempt.items).toBe(3)
  expect(really).toBeGreaterThan(400)
  expect(Math.abs((told[0]?.saved ?? 0) - really)).toBeLessThanOrEqual(2 * keys.length)
})

test('a call that brings half keeps it and asks once more for the others together', async () => {
  const { texts, asked, told } = await ask({
    keys: ['a', 'b', 'c', 'd'],
    brings: (call) => (call === 1 ? ['b', 'd', 'z'] : undefined),
  })
  expect(keysOf(asked)).toEqual([
    ['a', 'b', 'c', 'd'],
    ['a', 'c'],
  ])
  expect(asked[1]?.problems).toEqual([
    { key: 'a', problem: 'no card with this key came back' },
    { key: 'c', problem: 'no card with this key came back' },
  ])
  expect(texts).toEqual({ a: 'a of call 2', b: 'b of call 1', c: 'c of call 2', d: 'd of call 1' })
  expect(told.map(({ verdict }) => [...(verdict?.good.keys() ?? [])])).toEqual([
    ['b', 'd'],
    ['b', 'd', 'a', 'c'],
  ])
})

test('what is still missing after that is not asked for again', async () => {
  const { end, texts, asked } = await ask({ keys: ['a', 'b', 'c', 'd'], brings: () => ['a', 'b'] })
  expect(end).toBeInstanceOf(ModelCallFailed)
  expect(asked).toHaveLength(2)
  expect(Object.keys(texts)).toEqual(['a', 'b'])
})

describe('a call that brings less than half', () => {
  test.each([
    ['was cut short where its budget left some of them no call to mend', 4, true],
    ['was not cut short where all were mended in vain', 30, false],
  ])('%s', async (_, maxCalls, isCutShort) => {
    const { end } = await ask({ keys: ['a', 'b', 'c', 'd', 'e'], maxCalls, brings: () => [] })
    expect(end).toBeInstanceOf(ModelCallFailed)
    expect(end).toMatchObject({ isCutShort })
  })

  test('falls back to single calls, side by side, for what is missing alone', async () => {
    const { texts, asked, told, requests } = await ask({
      keys: ['a', 'b', 'c', 'd', 'e'],
      brings: (call) => (call === 1 ? ['c', 'c2'] : undefined),
      faults: () => ({ delayMs: 60 }),
      provider: { limits: { concurrency: 4 } },
    })
    const [batch, ...singles] = keysOf(asked)
    expect(batch).toHaveLength(5)
    expect(singles.toSorted()).toEqual([['a'], ['b'], ['d'], ['e']])
    expect(Object.keys(texts).toSorted()).toEqual(['a', 'b', 'c', 'd', 'e'])
    expect(texts.c).toBe('c of call 1')
    expect(Math.max(...requests.map(({ inFlight }) => inFlight))).toBe(4)
    // One after the other, each with all there is: whoever keeps what is told last has everything.
    expect(told.map(({ verdict }) => verdict?.good.size)).toEqual([1, 2, 3, 4, 5])
    expect(told.at(-1)?.verdict?.problems).toEqual([])
    expect(told[0]?.saved, 'it cost more than the one it brought').toBeLessThan(0)
  })

  test('does so too when it was cut off, with what came before the cut', async () => {
    const { texts, asked } = await ask({
      keys: ['a', 'b', 'c'],
      faults: (_, call) => (call === 1 ? 'truncated' : undefined),
    })
    expect(texts).toMatchObject({ a: 'a of call 1' })
    expect(keysOf(asked).slice(1).toSorted()).toEqual([['b'], ['c']])
  })

  test('does so too when it was no JSON', async () => {
    const { texts, asked } = await ask({
      keys: ['a', 'b', 'c'],
      brings: (call) => (call === 1 ? 'I am sorry.' : undefined),
    })
    expect(Object.keys(texts).toSorted()).toEqual(['a', 'b', 'c'])
    expect(asked.slice(1)).toEqual(['a', 'b', 'c'].map((key) => ({ keys: [key], problems: undefined })))
  })

  test('asks once more for a single one that came back wrong, and keeps the others', async () => {
    const { end, texts, asked } = await ask({
      keys: ['a', 'b', 'c'],
      brings: (call, wanted) => (call === 1 ? [] : wanted.filter((key) => key !== 'b')),
    })
    expect(end).toMatchObject({ attempt: { outcome: 'invalid' }, problems: [{ key: 'b' }] })
    expect(Object.keys(texts).toSorted()).toEqual(['a', 'c'])
    expect(
      keysOf(asked)
        .slice(1)
        .filter(([key]) => key === 'b'),
    ).toHaveLength(2)
  })

  test('goes on with what came while a provider is overloaded for one of them', async () => {
    const { end, texts } = await ask({
      keys: ['a', 'b', 'c'],
      brings: (call) => (call === 1 ? [] : undefined),
      faults: ({ message: { items } = {} }) =>
        (items as { key: string }[]).length === 1 && (items as { key: string }[])[0]?.key === 'b'
          ? { status: 503 }
          : undefined,
    })
    expect(end).toMatchObject({ attempt: { outcome: 'unavailable' }, isRetryable: true })
    expect(Object.keys(texts).toSorted()).toEqual(['a', 'c'])
  })
})

test('a server that turns everybody away is not asked once for each key', async () => {
  const { end, asked } = await ask({ keys: ['a', 'b', 'c'], faults: () => ({ status: 400 }) })
  expect(end).toBeInstanceOf(ModelCallFailed)
  expect(asked).toHaveLength(1)
})

test('a provider without schemas gets a function tool of the name of the schema', async () => {
  const { texts, requests } = await ask({ keys: ['a', 'b'], provider: { capabilities: ['tools'] } })
  expect(Object.keys(texts)).toEqual(['a', 'b'])
  expect(requests[0]?.body).toMatchObject({
    tools: [{ type: 'function', function: { name: 'create_card_batch' } }],
    tool_choice: { type: 'function', function: { name: 'create_card_batch' } },
  })
  expect(requests[0]?.body.response_format).toBeUndefined()
})

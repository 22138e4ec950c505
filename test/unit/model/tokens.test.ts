import { describe, expect, it, test } from 'vitest'
import { countMessageTokens, countTokens, tokenFactor } from '../../../src/model/tokens.js'

describe('countTokens', () => {
  it('counts in the encoding of the model, the current one by default', async () => {
    // The two encodings split Russian differently; the later one needs fewer tokens.
    const text = 'Мат в два хода'
    const current = await countTokens(text)
    expect(await countTokens(text, 'gpt-4o-mini')).toBe(current)
    expect(await countTokens(text, 'openai/gpt-5')).toBe(current)
    expect(await countTokens(text, 'gpt-4-turbo')).toBeGreaterThan(current)
    expect(await countTokens(text, 'openai/gpt-4')).toBeGreaterThan(current)
  })

  it('counts what looks like a control token as ordinary text', async () => {
    expect(await countTokens('<|endoftext|>')).toBeGreaterThan(1)
  })

  it('takes a megabyte of one letter in its stride', async () => {
    const before = process.cpuUsage()
    const tokens = await countTokens('a'.repeat(1_000_000))
    expect(tokens).toBeGreaterThan(100_000)
    // Without cutting it up this takes minutes.
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(5_000)
  })

  it('counts a text again as it did at first, in each encoding, also when many others were counted since', async () => {
    const textsOf = (length: number, word: string) =>
      Array.from({ length }, (_, index) => `${word.repeat((index % 7) + 1)}${index}`)
    const countAll = async (texts: readonly string[], model?: string) => {
      const counts: number[] = []
      for (const text of texts) counts.push(await countTokens(text, model))
      return counts
    }
    const texts = textsOf(20, 'Мат в два хода. ')
    const [first, older] = [await countAll(texts), await countAll(texts, 'gpt-4')]
    expect(older.every((tokens, index) => tokens > (first[index] ?? 0))).toBe(true)
    expect(new Set(first).size).toBeGreaterThan(5)
    for (const others of [0, 30, 200]) {
      await countAll(textsOf(others, 'Another text. '))
      expect([await countAll(texts), await countAll(texts, 'gpt-4')]).toEqual([first, older])
    }
  })

  it('counts no tokens in an empty text', async () => {
    expect(await countTokens('')).toBe(0)
  })
})

describe('countMessageTokens', () => {
  it('adds three tokens for each message and three for the answer', async () => {
    expect(await countMessageTokens([])).toBe(3)
    expect(await countMessageTokens([{ role: 'user', content: 'Hello, world!' }])).toBe(3 + 3 + 1 + 4)
  })

  it('counts names, and the texts among the parts of a message', async () => {
    const plain = await countMessageTokens([{ role: 'user', content: 'Hello, world!' }])
    const parts = [{ type: 'text', text: 'Hello, ' }, { type: 'image_url' }, { type: 'text', text: 'world!' }]
    expect(await countMessageTokens([{ role: 'user', content: parts }])).toBe(plain)
    const name = await countTokens('Ada')
    expect(await countMessageTokens([{ role: 'user', content: 'Hello, world!', name: 'Ada' }])).toBe(plain + 1 + name)
  })
})

test.each([
  ['as the last calls tell', { promptTokens: 1300, countedPromptTokens: 1000, calls: 5 }, 1.3],
  ['1 before there are five', { promptTokens: 1300, countedPromptTokens: 1000, calls: 4 }, 1],
  ['1 without a count', { promptTokens: 0, countedPromptTokens: 0, calls: 0 }, 1],
  ['never more than three', { promptTokens: 9000, countedPromptTokens: 1000, calls: 9 }, 3],
  ['never less than a half', { promptTokens: 100, countedPromptTokens: 1000, calls: 9 }, 0.5],
])('the factor from our tokens to the provider’s is %s', (_, counted, factor) => {
  expect(tokenFactor(counted)).toBe(factor)
})

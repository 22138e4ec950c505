import { describe, expect, it } from 'vitest'
import { countMessageTokens, countTokens } from '../../../src/model/tokens.js'

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
    const startedAt = performance.now()
    const tokens = await countTokens('a'.repeat(1_000_000))
    expect(tokens).toBeGreaterThan(100_000)
    // Without cutting it up this takes minutes.
    expect(performance.now() - startedAt).toBeLessThan(5_000)
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

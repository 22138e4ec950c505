import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { chess } from '../../../src/games/chess.js'
import { contentHash, sampleKey } from '../../../src/library/identity.js'

const FEN = '6k1/5ppp/8/8/8/8/5PPP/R5K1 w - -'

test('the hash covers game and identity, not move counters', () => {
  const hash = contentHash({ game: chess, notation: `${FEN} 0 1` })
  expect(hash).toBe(createHash('sha256').update(`chess\n${FEN}`).digest('hex'))
  expect(contentHash({ game: chess, notation: `${FEN} 7 40` })).toBe(hash)
  expect(contentHash({ game: { ...chess, slug: 'other' }, notation: `${FEN} 0 1` })).not.toBe(hash)
})

test('sample keys are the first 52 bits of the hash, in [0,1)', () => {
  expect(sampleKey('0'.repeat(64))).toBe(0)
  expect(sampleKey(`8${'0'.repeat(63)}`)).toBe(0.5)
  expect(sampleKey('f'.repeat(64))).toBe(1 - 2 ** -52)
})

test('sample keys spread evenly', () => {
  const tenths = Array.from({ length: 10 }, () => 0)
  for (let index = 0; index < 10_000; index++) {
    const tenth = Math.floor(sampleKey(createHash('sha256').update(`${index}`).digest('hex')) * 10)
    tenths[tenth] = (tenths[tenth] ?? 0) + 1
  }
  for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(150)
})

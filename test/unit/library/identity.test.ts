import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { chess } from '../../../src/games/chess.js'
import { contentHash, sampleKeyOf } from '../../../src/library/identity.js'

const FEN = '6k1/5ppp/8/8/8/8/5PPP/R5K1 w - -'

test('the hash covers game and identity, not move counters', () => {
  const hash = contentHash({ game: chess, notation: `${FEN} 0 1` })
  expect(hash).toBe(createHash('sha256').update(`chess\n${FEN}`).digest('hex'))
  expect(contentHash({ game: chess, notation: `${FEN} 7 40` })).toBe(hash)
  expect(contentHash({ game: { ...chess, slug: 'other' }, notation: `${FEN} 0 1` })).not.toBe(hash)
})

/** Where it would sit with another hash; moves to choose from there are. */
const sampleKey = (hash: string) =>
  sampleKeyOf({
    game: chess,
    facts: { notation: `${FEN} 0 1`, solution: { best: 'Ra8#', alsoBest: [], avoid: [] } },
    hash,
  })

test('sample keys are the first 52 bits of the hash, in [0,1)', () => {
  expect(sampleKey('0'.repeat(64))).toBe(0)
  expect(sampleKey(`8${'0'.repeat(63)}`)).toBe(0.5)
  expect(sampleKey('f'.repeat(64))).toBe(1 - 2 ** -52)
})

test('sample keys spread evenly', () => {
  const tenths = Array.from({ length: 10 }, () => 0)
  for (let index = 0; index < 2000; index++) {
    const key = sampleKey(createHash('sha256').update(`${index}`).digest('hex'))
    const tenth = Math.floor((key ?? 0) * 10)
    tenths[tenth] = (tenths[tenth] ?? 0) + 1
  }
  for (const count of tenths) expect(Math.abs(count - 200)).toBeLessThan(60)
})

test('a position whose every legal move is a solution has no place to be drawn from', () => {
  const keyOf = (notation: string, best: string, alsoBest: string[] = []) =>
    sampleKeyOf({ game: chess, facts: { notation, solution: { best, alsoBest, avoid: [] } }, hash: '8'.repeat(64) })
  const forced = 'k7/8/1K6/8/8/8/8/1R6 b - - 0 1'
  expect(chess.legalMoves(forced)).toEqual(['Kb8'])
  expect(keyOf(forced, 'Kb8')).toBeNull()
  expect(keyOf('k7/8/2K5/8/8/8/8/1R6 b - - 0 1', 'Ka7')).toBeNull()
  expect(keyOf('k7/8/8/2K5/8/8/8/7R b - - 0 1', 'Ka7', ['Kb7', 'Kb8'])).toBeNull()
  expect(keyOf('k7/8/8/2K5/8/8/8/7R b - - 0 1', 'Ka7', ['Kb7'])).toBeCloseTo(8 / 15)
})

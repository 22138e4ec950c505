import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bandsOf,
  duplicateFrom,
  duplicateTextOf,
  nearDuplicates,
  similarityOf,
} from '../../../../src/generators/quiz/nearDuplicates.js'

/** Stem and key; the second asks the same with a word or two exchanged. */
const same = [
  [
    'Which piece moves two squares in one direction and one square to the side? The knight',
    'Which piece moves two squares in one direction and one square sideways? The knight',
  ],
  [
    'What should Black do when a pawn attacks the bishop on g4 in this opening? Retreat along the diagonal to h5',
    'What should Black do when a pawn attacks his bishop on g4 in this opening? Retreat along the diagonal to h5',
  ],
  [
    'Why does the opposition matter in a pawn ending? It forces the other king aside',
    'Why does the opposition matter in pawn endings? It forces the other king aside.',
  ],
  [
    'Welche Figur darf über andere Figuren springen? Der Springer',
    'Welche Figur darf über andere springen? Der Springer',
  ],
  ['Какая фигура ходит только по диагонали доски? Слон', 'Какая фигура ходит только по диагонали? Слон'],
  [
    '日本の首都である東京はどの地方のどの川の近くにありますか。関東地方の隅田川',
    '日本の首都である東京はどの地方のどの川の近くにあるか。関東地方の隅田川',
  ],
] as const

/** Other questions of the same making. */
const different = [
  ['What is the capital of France? Paris', 'What is the capital of Spain? Madrid'],
  [
    'Which form of the verb completes the sentence: She ___ to school every day? goes',
    'Which form of the verb completes the sentence: They ___ in the garden now? are playing',
  ],
  [
    'Which move is legal for the king here? The step to the corner',
    'Which move is not legal for the king here? The step to the corner',
  ],
  [
    'How many squares does a bishop control from the corner of an empty board? 7',
    'How many squares does a bishop control from the corner of an empty board? 14',
  ],
  ['Which piece moves along ranks and files only? The rook', 'Which piece moves along diagonals only? The bishop'],
  ['日本の首都はどこですか。東京', '韓国の首都はどこですか。ソウル'],
  ['', ''],
] as const

describe('near-duplicates', () => {
  it.each(same)('are texts with a word or two exchanged: %s', (one, other) => {
    expect(similarityOf(one, other)).toBeGreaterThanOrEqual(duplicateFrom)
  })

  it.each(different)('are none that ask the same of something else: %s', (one, other) => {
    expect(similarityOf(one, other)).toBeLessThan(0.75)
  })

  it('are found among the items of a run, each with the earlier one that is most alike', () => {
    const text = (word: string) => `the ${word} white king walks to the side of the board and waits for a check`
    const items = [
      { key: 'a', text: text('old') },
      { key: 'b', text: 'Which piece jumps?' },
      { key: 'c', text: text('young') },
      { key: 'd', text: text('young') },
    ]
    const found = nearDuplicates(items)
    expect(found.map(({ key, of }) => [key, of])).toEqual([
      ['c', 'a'],
      ['d', 'c'],
    ])
    expect(found[1]?.similarity).toBe(1)
    expect(nearDuplicates([])).toEqual([])
  })

  it('compare what is asked with what is right, in any order', () => {
    const choices = ['Rook', 'Queen', 'Knight'].map((text) => ({ text, correct: text !== 'Knight', why: '' }))
    const question = { sort: 'multiple', stem: 'What mates?', choices, explanation: '' } as const
    expect(duplicateTextOf(question)).toBe('What mates? Queen Rook')
    expect(duplicateTextOf({ ...question, choices: choices.toReversed() })).toBe('What mates? Queen Rook')
  })

  it('are alike both ways, and like themselves', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (one, other) => {
        expect(similarityOf(one, other)).toBe(similarityOf(other, one))
        if (bandsOf(one).length > 0) expect(similarityOf(one, one)).toBe(1)
      }),
    )
  })
})

describe('bands', () => {
  const words = Array.from(
    { length: 400 },
    (_, number) => `word${String.fromCharCode(97 + (number % 26))}${'x'.repeat(number / 26)}`,
  )
  /** Texts of 18 words each, of which this many are shared. */
  const pair = (seed: number, shared: number): [string, string] => {
    const pick = (from: number, count: number) =>
      Array.from({ length: count }, (_, index) => words[(seed * 37 + from + index * 7) % words.length])
    const common = pick(0, shared)
    return [[...common, ...pick(200, 18 - shared)].join(' '), [...common, ...pick(303, 18 - shared)].join(' ')]
  }
  const shareOf = (shared: number) => {
    const pairs = Array.from({ length: 400 }, (_, seed) => pair(seed, shared))
    const found = pairs.filter(([one, other]) => bandsOf(one).some((band) => bandsOf(other).includes(band)))
    return found.length / pairs.length
  }

  it('find nearly all near-duplicates, and few others', () => {
    // 16 of 20 words: 0.8; 6 of 30: 0.2.
    expect(shareOf(16)).toBeGreaterThan(0.95)
    expect(shareOf(6)).toBeLessThan(0.05)
  })

  it('are a dozen short texts, whatever the length', () => {
    expect(bandsOf('word')).toHaveLength(12)
    expect(bandsOf('many words '.repeat(300))).toHaveLength(12)
    expect(new Set(bandsOf('word')).size).toBe(12)
    expect(bandsOf(' – ')).toEqual([])
  })
})

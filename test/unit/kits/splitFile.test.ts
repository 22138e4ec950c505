import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mostSourceCharacters, type SourcePiece, splitFile } from '../../../src/kits/splitFile.js'
import { cpuMs } from '../../shared/cpuMs.js'

const split = (markdown: string, fileName = 'rooks.md'): SourcePiece[] => {
  const sources = splitFile({ markdown }, fileName)
  if ('code' in sources) throw new Error(sources.code)
  return sources
}
const words = (characters: number) =>
  'rooks like files '
    .repeat(Math.ceil(characters / 17))
    .slice(0, characters)
    .trim()

describe('splitFile', () => {
  it('makes one source of a short file, by its heading or else its name', () => {
    expect(split('# On *rooks*\n\nThey like files.')).toEqual([
      { title: 'On rooks', text: '# On *rooks*\n\nThey like files.', fileName: 'rooks.md' },
    ])
    expect(split('They like files.', 'My rooks.v2.txt')).toEqual([
      { title: 'My rooks.v2', text: 'They like files.', fileName: 'My rooks.v2.txt' },
    ])
    expect(split('They like files.', '.md')[0]?.title).toBe('File')
  })

  it('takes a moment for a heading of little but blanks', () => {
    const blanks = ' '.repeat(1000)
    expect(split('# Rooks on files ##')[0]?.title).toBe('Rooks on files')
    expect(cpuMs(() => split(`#${blanks}a${blanks}b${blanks}\u2028c`))).toBeLessThan(1000)
  })

  it('begins a new source at a heading, unless the one before is short', () => {
    const long = `## First\n\n${words(2500)}`
    expect(split(`## Start\n\nShort.\n\n${long}\n\n## Second\n\nText`).map(({ title }) => title)).toEqual([
      'Start',
      'Second',
    ])
  })

  it('numbers pieces without a heading, each at most as long as a source may be, and loses no word', () => {
    const text = Array.from({ length: 8 }, () => words(3000)).join('\n\n')
    const sources = split(text)
    expect(sources.map(({ title }) => title)).toEqual(['rooks (1)', 'rooks (2)', 'rooks (3)', 'rooks (4)'])
    expect(sources.map((source) => source.text).join('\n\n')).toBe(text)
  })

  it('cuts a paragraph that is too long behind a sentence, else between words, else between characters', () => {
    const sentence = `${words(5000)}. ${words(6000)}`
    expect(split(sentence)[0]?.text).toBe(`${words(5000)}.`)
    expect(split(words(9000))[0]?.text.length).toBeLessThanOrEqual(mostSourceCharacters)
    expect(split('♞'.repeat(9000)).map(({ text }) => text.length)).toEqual([8000, 1000])
    expect(split(`a${'😀'.repeat(5000)}`).every(({ text }) => !/\p{Surrogate}/u.test(text))).toBe(true)
  })

  it('keeps the page, and cuts a page that is too long', () => {
    const sources = splitFile(
      {
        pages: [
          { page: 3, text: 'Rooks' },
          { page: 4, text: words(9000) },
        ],
      },
      'Book.PDF',
    )
    expect(sources).toMatchObject([
      { title: 'Book', page: 3, text: 'Rooks' },
      { title: 'Book', page: 4 },
      { title: 'Book', page: 4 },
    ])
  })

  it('refuses what would be more sources than a kit may have', () => {
    const markdown = Array.from({ length: 201 }, () => words(7900)).join('\n\n')
    expect(splitFile({ markdown }, 'long.txt')).toEqual({ code: 'too_many_sources', sources: 201 })
  })

  it('keeps every word in order, whatever the text', () => {
    const block = fc.oneof(fc.constantFrom('# Head', '\n\n', ' ', '. '), fc.integer({ min: 1, max: 9000 }).map(words))
    fc.assert(
      fc.property(fc.array(block, { maxLength: 12 }), (blocks) => {
        const text = blocks.join('')
        const sources = split(text)
        expect(sources.every((source) => source.text.length <= mostSourceCharacters && source.text !== '')).toBe(true)
        expect(
          sources
            .map((source) => source.text)
            .join(' ')
            .split(/\s+/)
            .join(''),
        ).toBe(text.split(/\s+/).join(''))
      }),
      { numRuns: 50 },
    )
  })
})

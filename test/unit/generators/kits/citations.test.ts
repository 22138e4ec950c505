import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { citationsIn, withoutSourceList, withSourceList } from '../../../../src/generators/kits/citations.js'

const sources = [
  { key: 's1', title: 'Rook endings', text: '…', page: 12 },
  { key: 's2', title: 'On *pawns* [and] <more>', text: '…' },
  { key: 's3', title: 'https://a.example/lucena', text: '…' },
]

describe('withSourceList', () => {
  it('names what is cited below a rule, in the order of the kit, and leaves the citations where they are', () => {
    expect(withSourceList('Build a bridge [s2], as Lucena did [s3, s1].\n', sources)).toBe(
      [
        'Build a bridge [s2], as Lucena did [s3, s1].',
        '',
        '---',
        '',
        '- [s1] Rook endings, p. 12',
        '- [s2] On \\*pawns\\* \\[and\\] \\<more\\>',
        '- [s3] <https://a.example/lucena>',
      ].join('\n'),
    )
  })

  it('adds nothing where nothing is cited, or only what the kit has not', () => {
    expect(withSourceList('Build a bridge [s9].', sources)).toBe('Build a bridge [s9].')
  })

  it('takes the place of a list that a model or an earlier kit left', () => {
    const old = 'Build a bridge [s1].\n\n***\n\n- \\[s1\\] An older title\n* [s7] Gone\n'
    expect(withSourceList(old, sources)).toBe('Build a bridge [s1].\n\n---\n\n- [s1] Rook endings, p. 12')
  })

  it('is taken away again to the letter, and changes nothing when said twice', () => {
    const piece = fc.constantFrom(
      'Text',
      ' [s1]',
      ' [s3, s2]',
      '\n\n',
      '\n- point',
      '\n- [s1] point',
      '\n---\n',
      '# Head',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const written = withoutSourceList(pieces.join(''))
        const stored = withSourceList(written, sources)
        expect(withSourceList(stored, sources)).toBe(stored)
        if (stored !== written) expect(withoutSourceList(stored)).toBe(written.trimEnd())
      }),
    )
  })
})

describe('withoutSourceList', () => {
  it.each([
    ['a list that no rule stands above', 'Points:\n\n- [s1] says so'],
    ['points below a heading', 'Points\n---\n- [s1] says so'],
    ['a rule above another list', 'Text\n\n---\n\n- first\n- second'],
    ['a last paragraph that begins with a citation', 'Text\n\n---\n\n[s1] says so.'],
  ])('leaves %s', (_, text) => {
    expect(withoutSourceList(text)).toBe(text)
  })
})

describe('citationsIn', () => {
  it('names each key once, as the kit spells it, and not those of the list below', () => {
    expect(citationsIn('One [S2] two [intro] three [s2].\n\n---\n\n- [s1] Rook endings', ['s2', 'Intro'])).toEqual([
      's2',
      'Intro',
    ])
  })
})

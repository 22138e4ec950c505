import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  citationsIn,
  withoutCitations,
  withoutSourceList,
  withSourceList,
} from '../../../../src/generators/kits/citations.js'

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
    ['a list to tick off', 'Text\n\n---\n\n- [x] I can castle\n- [ ] I can promote\n- [pin] I can pin'],
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

  const known = ['s1', 's2', 's3', 's5', 'Intro']

  it.each([
    ['with a page', '[s3, p. 4] [s2 p. 7]', ['s3', 's2']],
    ['with its title', '[s3: Rook endings]', ['s3']],
    ['with a title that has brackets', '[s3: On [pawns]]', ['s3']],
    ['as a footnote', '[^s3]', ['s3']],
    ['from one to another, of those that there are', '[s1–s3] [S3-5]', ['s1', 's2', 's3', 's5']],
    ['several with pages', '[s1, p. 4; s2, p. 5]', ['s1', 's2']],
    ['of a word', '[intro, p. 3]', ['Intro']],
    ['as the words of a link', '[s1](https://a.example)', ['s1']],
    ['of none of the kit, with a page', '[s99, p. 4]', ['s99']],
    ['of none of the kit, at the end of a range', '[s1–s9]', ['s1', 's2', 's3', 's5', 's9']],
    ['of none of the kit, behind another', '[s1, p. 4, s9: Title]', ['s1', 's9']],
    ['in the JSON of rich text', JSON.stringify([{ text: 'So [s2: "Pins"].' }]), ['s2']],
    ['other words', '[S3 buckets](https://a.example) [see s3] [s3rd] [introduction] (s3)', []],
  ])('reads a citation %s: %s', (_, text, cited) => {
    expect(citationsIn(text, known)).toEqual(cited)
    const left = withoutCitations(text, known)
    expect(citationsIn(withSourceList(text, sources), known)).toEqual(cited)
    if (cited.length === 0) expect(left).toBe(text)
  })

  it('is what is left out where wording is read, and listed below', () => {
    const text = 'Build a bridge [s1, p. 4], then cut off [s2: On pawns].'
    expect(withoutCitations(text, known)).toBe('Build a bridge  , then cut off  .')
    expect(withSourceList(text, sources)).toMatch(/^Build a bridge \[s1, p\. 4\].*\n\n---\n\n- \[s1\].*\n- \[s2\]/)
  })
})

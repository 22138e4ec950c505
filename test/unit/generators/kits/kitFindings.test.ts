import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { KitRules } from '../../../../src/generators/content/part.js'
import { kitFindings } from '../../../../src/generators/kits/findings.js'
import { kitRulesOf } from '../../../../src/generators/kits/kit.js'

const none: KitRules = { sources: [], links: [], glossary: [], protectedTerms: [], avoid: [] }
const messages = (text: string, rules: Partial<KitRules>, mustCite = false): string[] =>
  kitFindings(text, { ...none, ...rules }, { mustCite }).map(({ message }) => message)

const paragraph = 'A rook belongs on the open file, where it looks down the whole board. '.repeat(6)

describe('kitFindings', () => {
  it('finds nothing where the kit asks for nothing', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => kitFindings(text, none).length === 0))
  })

  it.each([
    ['one that the kit has', 'Rooks like open files [s1].', []],
    ['several at once', 'Rooks like open files [s1, s2] and seventh ranks [S2; s1].', []],
    ['one that the kit has not', 'So says the book [s9].', ['[s9] is no source of the kit: its sources are s1, s2']],
    ['one among those it has', 'So [s1, s7].', ['[s7] is no source of the kit: its sources are s1, s2']],
    ['words in brackets', 'He said [quietly] that a [knight] moves; see [1] and [sic].', []],
    [
      'brackets that an editor put a backslash before',
      'So \\[s8\\].',
      ['[s8] is no source of the kit: its sources are s1, s2'],
    ],
  ])('judges a citation: %s', (_, text, expected) => {
    expect(messages(text, { sources: ['s1', 's2'] })).toEqual(expected)
  })

  it('takes a citation for unknown where the kit has no sources', () => {
    expect(messages('So it is [s1].', {})).toEqual(['[s1] is no source of the kit: it has no sources'])
  })

  it('asks prose of some length, and nothing else, for a citation', () => {
    const rules = { sources: ['s1'] }
    expect(messages(paragraph, rules, true)).toEqual([
      'it cites no source; name what it rests on, as in [s1]: its sources are s1',
    ])
    expect(messages(`${paragraph} [s1]`, rules, true)).toEqual([])
    expect(messages(paragraph, rules)).toEqual([])
    expect(messages('Rooks like open files.', rules, true)).toEqual([])
    expect(messages(paragraph, {}, true)).toEqual([])
  })

  const glossary = (term: string, use: string) => ({ glossary: [{ term, use }] })

  it.each([
    ['another word', 'Send an e-mail.', glossary('e-mail', 'email'), ['it writes "e-mail"; write "email"']],
    ['with an ending', 'Send two E-mails.', glossary('e-mail', 'email'), ['it writes "E-mail"; write "email"']],
    ['as it should be', 'Emails: send an email.', glossary('e-mail', 'email'), []],
    ['within the right term', 'A passed pawn runs.', glossary('pawn', 'passed pawn'), []],
    [
      'beside the right term',
      'A pawn runs.',
      glossary('pawn', 'passed pawn'),
      ['it writes "pawn"; write "passed pawn"'],
    ],
    ['within another word', 'A card in the cart.', glossary('car', 'automobile'), []],
    [
      'in the wrong case',
      'It runs on payload cms.',
      glossary('Payload CMS', 'Payload CMS'),
      ['it writes "payload cms"; write "Payload CMS"'],
    ],
    ['at the start of a sentence', 'Open files matter.', glossary('open file', 'open file'), []],
    ['in a heading', '### Open Files', glossary('open file', 'open file'), []],
    [
      'over two lines',
      'an open\nfile',
      glossary('open file', 'line without pawns'),
      ['it writes "open file"; write "line without pawns"'],
    ],
    [
      'with emphasis inside',
      'an **open** _file_',
      glossary('open file', 'free line'),
      ['it writes "open file"; write "free line"'],
    ],
    [
      'in an address',
      'See [the page](https://a.example/e-mail) or https://b.example/e-mail',
      glossary('e-mail', 'email'),
      [],
    ],
    [
      'German, inflected',
      'Die Bauernketten halten.',
      glossary('Bauernkette', 'Bauernreihe'),
      ['it writes "Bauernkette"; write "Bauernreihe"'],
    ],
    ['Chinese, without spaces', '白方的将军很强', glossary('将军', '将'), ['it writes "将军"; write "将"']],
    ['an acronym and another word', 'Give us the US rules.', glossary('US', 'USA'), ['it writes "US"; write "USA"']],
    ['only another word', 'Give us the rules.', glossary('US', 'US'), []],
    [
      'composed and decomposed letters',
      'Die Eröffnung',
      glossary('Ero\u0308ffnung', 'Partieanfang'),
      ['it writes "Eröffnung"; write "Partieanfang"'],
    ],
  ])('holds a text to the glossary: %s', (_, text, rules, expected) => {
    expect(messages(text, rules)).toEqual(expected)
  })

  it.each([
    ['as it is', 'GitHub hosts it, and GitHub’s pages show it.', ['GitHub'], []],
    ['in another case', 'Github hosts it.', ['GitHub'], ['it writes "Github"; the name is "GitHub"']],
    ['in two words', 'Git hub hosts it.', ['GitHub'], ['it writes "Git hub"; the name is "GitHub"']],
    ['without its point', 'NextJS draws it.', ['Next.js'], ['it writes "NextJS"; the name is "Next.js"']],
    ['a small letter first', 'IPhone users know.', ['iPhone'], ['it writes "IPhone"; the name is "iPhone"']],
    ['an ordinary word first in a sentence', 'Castling is a move.', ['castling'], []],
    ['an acronym like a word', 'It is IT.', ['IT'], []],
    ['part of a longer one', 'Payload CMS stores it.', ['Payload CMS', 'Payload'], []],
    ['signs of regular expressions', 'C++ and c++ are one.', ['C++'], []],
  ])('holds a text to protected terms: %s', (_, text, protectedTerms, expected) => {
    expect(messages(text, { protectedTerms })).toEqual(expected)
  })

  it('names words to avoid, but for those in a term that the kit wants', () => {
    const rules = {
      avoid: ['simple', 'utilise', 'obviously'],
      protectedTerms: ['Simple Mail'],
      glossary: [{ term: 'x', use: 'simple majority' }],
    }
    expect(messages('Simple Mail needs a simple majority.', rules)).toEqual([])
    expect(messages('Obviously a simple move.', rules)).toEqual([
      'it uses "simple", which the kit asks to avoid',
      'it uses "obviously", which the kit asks to avoid',
    ])
    expect(messages('Simply oversimplify.', rules)).toEqual([])
  })

  it('never throws, whatever stands in text and rules', () => {
    const word = fc.string({ unit: 'binary', maxLength: 12 })
    fc.assert(
      fc.property(word, word, word, fc.string({ unit: 'binary' }), (term, use, other, text) => {
        const rules = {
          sources: [other],
          links: [],
          glossary: [{ term, use }],
          protectedTerms: [term, other],
          avoid: [use],
        }
        for (const { path, message } of kitFindings(`${text}${term}${use}`, rules, { mustCite: true })) {
          if (path !== '' || message === '') return false
        }
        return true
      }),
    )
  })
})

describe('kitRulesOf', () => {
  it('lets prose link to the addresses of its sources alone, without the punctuation around them', () => {
    const source = (key: string, title: string, text: string) => ({ key, title, text })
    const rules = kitRulesOf({
      title: 'Rooks',
      language: 'en',
      sources: [
        source(
          's1',
          'https://a.example/book',
          'See (https://b.example/x_(y)) and https://c.example/p?q=1, twice https://c.example/p?q=1.',
        ),
        source('s2', 'Plain', '[here](http://d.example/z) javascript:alert(1) ftp://e.example'),
      ],
      vocabulary: [],
      grammar: [],
      requirements: '',
      glossary: [],
      protectedTerms: ['Lucena'],
      avoid: [],
      tone: '',
    })
    expect(rules).toEqual({
      sources: ['s1', 's2'],
      links: ['https://a.example/book', 'https://b.example/x_(y)', 'https://c.example/p?q=1', 'http://d.example/z'],
      glossary: [],
      protectedTerms: ['Lucena'],
      avoid: [],
    })
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { KitRules } from '../../../../src/generators/content/part.js'
import { kitFindings } from '../../../../src/generators/kits/findings.js'
import { kitRulesOf } from '../../../../src/generators/kits/kit.js'
import { type Found, isOtherWord, isSpelled, plainWords, termFinder } from '../../../../src/generators/kits/terms.js'
import { countMade } from '../../../shared/countMade.js'
import { cpuMs } from '../../../shared/cpuMs.js'

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
    [
      'one that the kit has not, with a page',
      'So [s1]. So [s9, p. 4].',
      ['[s9] is no source of the kit: its sources are s1, s2'],
    ],
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
      'it cites no source; name what it rests on by its key in square brackets, as in [s1]: its sources are s1',
    ])
    expect(messages(`${paragraph} [s1]`, rules, true)).toEqual([])
    expect(messages(`${paragraph} [s1, p. 4]`, rules, true)).toEqual([])
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

describe('the terms of a large kit', () => {
  const names = (count: number, name: string) => Array.from({ length: count }, (_, at) => `${name}${at}-x part`)
  const large = (count: number): KitRules => ({
    ...none,
    glossary: names(count, 'Term').map((term) => ({ term, use: `${term} right` })),
    protectedTerms: names(count, 'Name'),
    avoid: names(count, 'Word'),
  })

  it('become expressions once, whatever number of texts they are looked for in', () => {
    const rules = large(20)
    const made = countMade(globalThis, 'RegExp', () => {
      for (let at = 0; at < 10; at += 1)
        kitFindings(`${paragraph} name${at} X part, term${at}-x part, word${at}-x part`, rules)
    })
    // Two of each name and each line of the glossary that one of the texts may have, one of each word to avoid.
    expect(made).toBeGreaterThanOrEqual(10)
    expect(made).toBeLessThanOrEqual(100)
  })

  it('are found in each text without being compared with each other', () => {
    const rules = large(500)
    const texts = Array.from({ length: 20 }, (_, at) => `${paragraph} name${at} x part`)
    expect(cpuMs(() => texts.map((text) => kitFindings(text, rules)))).toBeLessThan(2000)
  })

  /** The same rules, each read by itself. */
  const slowly = (text: string, { glossary, protectedTerms, avoid }: KitRules): string[] => {
    const find = (term: string, isLoose = false) => termFinder(term, isLoose)(plainWords(text))
    const isInside = ({ start, end }: Found, terms: readonly string[]) =>
      terms.flatMap((term) => find(term)).some((other) => other.start <= start && end <= other.end)
    const isWrong = ({ written }: Found, term: string) => !isSpelled(written, term) && !isOtherWord(written, term)
    return [
      ...glossary.flatMap(({ term, use }) => {
        const isOneWord = term.toLowerCase() === use.toLowerCase()
        const wrong = isOneWord
          ? find(use).find((found) => isWrong(found, use))
          : find(term).find((found) => !isInside(found, [use]) && !isOtherWord(found.written, term))
        return wrong ? [`it writes "${wrong.written}"; write "${use}"`] : []
      }),
      ...protectedTerms.flatMap((term) => {
        const longer = protectedTerms.filter((other) => other.length > term.length)
        const wrong = find(term, true).find((found) => isWrong(found, term) && !isInside(found, longer))
        return wrong ? [`it writes "${wrong.written}"; the name is "${term}"`] : []
      }),
      ...avoid
        .filter((word) =>
          find(word).some((found) => !isInside(found, [...protectedTerms, ...glossary.map(({ use }) => use)])),
        )
        .slice(0, 5)
        .map((word) => `it uses "${word}", which the kit asks to avoid`),
    ]
  }

  it('say what they say one by one', () => {
    const word = fc.constantFrom('Git', 'Hub', 'GitHub', 'US', 'open', 'passed', 'pawn', 'Next.js', 'C++', 'Zug', '王')
    const term = fc.array(word, { minLength: 1, maxLength: 2 }).map((words) => words.join(' '))
    const terms = fc.array(term, { maxLength: 5 })
    const spelled = fc
      .tuple(
        fc.oneof(term, term, word),
        fc.constantFrom('as it is', 'small', 'large', 'joined'),
        fc.constantFrom('', 's', 'en', '.'),
      )
      .map(([text, how, ending]) => {
        if (how === 'small') return `${text.toLowerCase()}${ending}`
        if (how === 'large') return `${text.toUpperCase()}${ending}`
        return `${how === 'joined' ? text.replace(/[ .]/g, '-') : text}${ending}`
      })
    const text = fc.array(spelled, { maxLength: 8 }).map((words) => words.join(' '))
    const rules = fc.record({
      glossary: fc.array(fc.record({ term, use: term }), { maxLength: 4 }),
      protectedTerms: terms,
      avoid: terms,
    })
    fc.assert(
      fc.property(rules, fc.array(text, { minLength: 1, maxLength: 3 }), (given, texts) => {
        const kit = { ...none, ...given }
        for (const one of texts) {
          expect(kitFindings(one, kit).map(({ message }) => message)).toEqual(slowly(one, kit))
        }
      }),
      { numRuns: 100 },
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

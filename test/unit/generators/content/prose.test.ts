import { expect, expectTypeOf, test } from 'vitest'
import { entries } from '../../../../src/generators/content/entries.js'
import type { PartFacts } from '../../../../src/generators/content/part.js'
import { prose } from '../../../../src/generators/content/prose.js'
import { kitRulesOf } from '../../../../src/generators/kits/kit.js'

const said = (markdown: string, facts: PartFacts = {}, part = prose()) =>
  part.check(part.schema.parse(markdown), facts).map(({ message }) => message)

const kit = { sources: [], links: ['https://example.org/a'], glossary: [], protectedTerms: [], avoid: [] }
const emptyKit = {
  ...{ title: '', language: '', requirements: '', tone: '', vocabulary: [], grammar: [] },
  ...{ glossary: [], protectedTerms: [], avoid: [] },
}

test('prose holds a text', () => {
  expectTypeOf(prose({ minWords: 3 }).schema._output).toEqualTypeOf<string>()
})

test('markdown with headings from level three, lists, emphasis and links is accepted', () => {
  const markdown =
    '### Outposts\n\nA **knight** on d5, see [a page](https://example.org/x).\n\n- one\n- two\n\n#### More\n\nWords.'
  expect(said(markdown)).toEqual([])
})

test.each([
  ['Look: <b>bold</b>', 'write no HTML, there is <b>'],
  ['<div>\nA block\n</div>', 'write no HTML, there is <div>'],
  ['Words <!-- hidden -->', 'write no HTML, there is <!-- hidden -->'],
  ['# A title\n\nWords', 'headings must begin at level 3: write ### or smaller'],
  ['A line\n---\nWords', 'headings must begin at level 3: write ### or smaller'],
  ['See ![a board](https://example.org/b.png)', 'write no images'],
  ['See [it](javascript:alert)', 'the link "javascript:alert" must lead to http or https'],
  ['See [it](mailto:a@example.org)', 'the link "mailto:a@example.org" must lead to http or https'],
  ['See [it](/local)', 'the link "/local" must lead to http or https'],
  ['See [it][1].\n\n[1]: https://example.org/a', 'write links as [words](https://…), where they stand'],
  ['***', 'it has no words, only markup'],
])('%j is not accepted: %s', (markdown, message) => {
  expect(said(markdown)).toContain(message)
})

test('with a kit only its addresses may be named, as a link or in words', () => {
  const unknown = 'the address "https://example.org/b" is none of the kit\'s; leave it out'
  expect(said('See [a](https://example.org/a/) and https://example.org/a.', { kit })).toEqual([])
  expect(said('See [b](https://example.org/b).', { kit })).toEqual([unknown])
  expect(said('See https://example.org/b, please.', { kit })).toEqual([unknown])
  expect(said('See <https://example.org/b>.', { kit })).toEqual([unknown])
  expect(said('See https://example.org/b, please.')).toEqual([])
})

test('an address is read in a text as it is in the sources of the kit', () => {
  const address = (name: string) => `https://en.wikipedia.org/wiki/${name}`
  const text = `See (${address('Pin_(chess)')}), ${address("King's_Gambit")} and '${address('Skewer')}'.`
  const { links } = kitRulesOf({ ...emptyKit, sources: [{ key: 's1', title: 'Tactics', text }] })
  expect(links).toEqual(['Pin_(chess)', "King's_Gambit", 'Skewer'].map(address))
  expect(said(`${text} [Here](<${address("King's_Gambit")}>).`, { kit: { ...kit, links } })).toEqual([])
  const other = `the address "${address('Pin_(wood)')}" is none of the kit's; leave it out`
  expect(said(`See ${address('Pin_(wood)')}!`, { kit: { ...kit, links } })).toEqual([other])
  expect(
    entries({ label: 'Term', body: 'its meaning' }).check([{ label: 'Pin', body: text }], { kit: { ...kit, links } }),
  ).toEqual([])
})

test('characters are counted as written, words as read', () => {
  const part = prose({ minChars: 10, maxChars: 30, minWords: 3, maxWords: 4 })
  expect(part.schema.safeParse('too short').success).toBe(false)
  expect(part.schema.safeParse('x'.repeat(31)).success).toBe(false)
  expect(said('**One** two, three.', {}, part)).toEqual([])
  expect(said('**Only** *two*.', {}, part)).toEqual(['write at least 3 words, there are 2'])
  expect(said('One two three four five.', {}, part)).toEqual(['write at most 4 words, there are 5'])
})

test('words of a language without blanks are counted too', () => {
  const part = prose({ minWords: 3 })
  expect(said('我喜欢下国际象棋', { language: 'zh' }, part)).toEqual([])
  expect(said('Eins zwei drei', { language: 'no language' }, part)).toEqual([])
})

test('what Postgres cannot store is refused, and blanks around a text are dropped', () => {
  expect(prose().schema.safeParse('a\0b').error?.issues[0]?.message).toBe('must not contain a NUL character')
  expect(prose().schema.safeParse('half \ud83d').success).toBe(false)
  expect(prose().schema.safeParse(' \n ').success).toBe(false)
  expect(prose().schema.parse('  words \n')).toBe('words')
})

test('markup that would take a parser minutes is refused, not parsed', () => {
  const [message] = said(`${'*a '.repeat(5000)}b`)
  expect(message).toBe('it has too much markup to be read as markdown; write it plainer')
})

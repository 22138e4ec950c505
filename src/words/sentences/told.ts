import type { Sentences } from './sentences.js'

/** Says what was made as an English sentence of ours in another language; anything else as it is. */
export type Told = (text: string) => string

/** For readers of English, and until a language is there. */
export const asItIs: Told = (text) => text

/** How a language writes what stands between sentences. */
interface Punctuation {
  fullStop: string
  semicolon: string
  space: string
}

const western: Punctuation = { fullStop: '.', semicolon: '; ', space: ' ' }
export const frenchPunctuation: Punctuation = { ...western, semicolon: ' ; ' }
export const chinesePunctuation: Punctuation = { fullStop: '。', semicolon: '；', space: '' }

/** Between problems of one thing, and between sentences. */
const separator = /(; |(?<=[.!?]) )/

/** So many sentences of one text stand together in one of ours at most, and so much of a text is read: what is longer is none of ours. */
const [mostPieces, mostCharacters] = [4, 2000]

/** Of the place in what was sent: `lessons.0.label: `, `hints[0]: `, `text#2: `. */
const place = /^(?:[\w-]+(?:[.#][\w-]+|\[\d+\])*: ){1,4}/

/**
 * Such sentences are stored with drafts and runs as text, and told to models too, so what they quote is read from the text itself, by
 * the sentence that it was made from. Several of them in one text are said one by one.
 */
export const toldIn = (sentences: Partial<Sentences>, marks = western): Told => {
  const known = Object.entries(sentences)
    .map(([english, said]) => patternOf(english, said))
    // Of several that fit, the one that says most is meant: others are parts of it.
    .sort((a, b) => b.length - a.length)

  const one = (text: string, isPart: boolean): string | undefined => {
    const isSentence = text.endsWith('.')
    const core = isSentence ? text.slice(0, -1) : text
    for (const pattern of known) {
      const facts = factsIn(core, pattern)
      if (!facts) continue
      let isSurelyOurs = isPart || !pattern.isPart
      const said = pattern.said.replaceAll(placeholder, (_, name: string) => {
        const fact = facts.get(name) ?? ''
        const ours = name.startsWith('said.') ? several(fact, true) : undefined
        isSurelyOurs ||= ours !== undefined
        return ours ?? fact
      })
      if (!isSurelyOurs) continue
      const begun = beginsAnew(core, pattern, isSentence) ? said.charAt(0).toLocaleUpperCase() + said.slice(1) : said
      return isSentence ? begun + marks.fullStop : begun
    }
    return undefined
  }

  const placed = (text: string, isPart: boolean): string | undefined => {
    const all = one(text, isPart)
    if (all !== undefined) return all
    const [at] = place.exec(text) ?? []
    const rest = at === undefined ? undefined : one(text.slice(at.length), isPart)
    return rest === undefined ? undefined : `${at}${rest}`
  }

  /** Sentences and what stands between them by turns; nothing where none is known. */
  const several = (text: string, isPart: boolean): string | undefined => {
    const all = placed(text, isPart)
    if (all !== undefined) return all
    const pieces = text.split(separator)
    const said: string[] = []
    let isKnown = false
    for (let from = 0; from < pieces.length; ) {
      if (from > 0) said.push(pieces[from - 1] === '; ' ? marks.semicolon : marks.space)
      let [to, piece] = [Math.min(pieces.length, from + 2 * mostPieces - 1), undefined as string | undefined]
      for (; to > from && piece === undefined; to -= 2) piece = placed(pieces.slice(from, to).join(''), isPart)
      if (piece !== undefined) isKnown = true
      said.push(piece ?? pieces[from] ?? '')
      from = piece === undefined ? from + 2 : to + 3
    }
    return isKnown ? said.join('') : undefined
  }

  return (text) => (text.length > mostCharacters ? text : (several(text, false) ?? text))
}

/** Whether a capital is due: where the text has one that its pattern has not, or where a sentence begins with words instead of a fact. */
const beginsAnew = (text: string, { english, said }: Pattern, isSentence: boolean): boolean =>
  /^\p{L}/u.test(english)
    ? !english.startsWith(text.charAt(0))
    : isSentence && !said.startsWith('{{') && !/^\p{Ll}/u.test(text)

const placeholder = /\{\{([\w.]+)\}\}/g

interface Pattern {
  readonly english: string
  readonly said: string
  /** What stands around the facts, one more than these. */
  readonly literals: readonly string[]
  readonly names: readonly string[]
  /** Of all that is no fact. */
  readonly length: number
  /** Too little of it is ours to be told from what other code says, unless it stands in a sentence of ours: `{{provider}} failed`. */
  readonly isPart: boolean
}

const patternOf = (english: string, said: string): Pattern => {
  const parts = english.split(placeholder)
  const literals = parts.filter((_, index) => index % 2 === 0)
  const names = parts.filter((_, index) => index % 2 === 1)
  const words = literals.join(' ').match(/\p{L}+/gu) ?? []
  const isPart = names.length > 0 && words.length < 3 && !/"\{\{|\{\{(count|status)\}\}/.test(english)
  return { english, said, literals, names, length: literals.join('').length, isPart }
}

/** Each fact as short as it can be, but the last, whose end is that of the text: linear, whatever the text is. */
const factsIn = (text: string, { literals, names }: Pattern): ReadonlyMap<string, string> | undefined => {
  const [begin = '', ...others] = literals
  if (!startsWith(text, begin)) return undefined
  const end = others.at(-1)
  if (end === undefined) return text.length === begin.length ? new Map() : undefined
  if (!text.endsWith(end)) return undefined
  const facts = new Map<string, string>()
  let at = begin.length
  for (const [index, name] of names.entries()) {
    const literal = others[index] ?? ''
    const next = index === names.length - 1 ? text.length - end.length : text.indexOf(literal, at)
    if (next < at) return undefined
    const fact = text.slice(at, next)
    const isQuoted = literals[index]?.endsWith('"') === true
    // What is said at the end may be said in several sentences.
    const isLast = index === names.length - 1 && end === ''
    const isOne = isQuoted ? isInQuotes(fact) : isFact(fact) || (isLast && name.startsWith('said.'))
    if (!isOne || (isNumber(name) && !/^[\d.,]+$/.test(fact))) return undefined
    facts.set(name, fact)
    at = next + literal.length
  }
  return facts
}

const isNumber = (name: string): boolean => name === 'count' || name === 'status'

/** One quoted thing, or several: `Nf3", "Qh5`. */
const isInQuotes = (fact: string): boolean => !fact.replaceAll('", "', '').includes('"')

/** No more than one thing is said, other than in quotes: else it is the next problem or sentence. */
const isFact = (fact: string): boolean => fact !== '' && !/; |[.!?] /.test(fact.replaceAll(/"[^"]*"/g, ''))

/** A sentence of its own begins with a capital, a part of one need not. */
const startsWith = (text: string, begin: string): boolean =>
  text.startsWith(begin) ||
  (begin !== '' && text.charAt(0) === begin.charAt(0).toUpperCase() && text.startsWith(begin.slice(1), 1))

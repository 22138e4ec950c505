import type { Sentences } from './sentences.js'

/** Says what was made as an English sentence of ours in another language; anything else as it is. */
export type Told = (text: string) => string

/** For readers of English, and until a language is there. */
export const asItIs: Told = (text) => text

/** Between problems of one thing, and between sentences. */
const separator = /(; |(?<=[.!?]) )/

/** Of the place in what was sent: `lessons.0.label: `, `hints[0]: `. */
const place = /^[\w-]+(?:\.[\w-]+|\[\d+\])*: /

/**
 * Such sentences are stored with drafts and runs as text, and told to models too, so what they quote is read from the text itself, by
 * the sentence that it was made from. Several of them in one text are said one by one.
 */
export const toldIn = (sentences: Partial<Sentences>, fullStop = '.'): Told => {
  const known = Object.entries(sentences)
    .map(([english, said]) => patternOf(english, said))
    // Of several that fit, the one that says most is meant: others are parts of it.
    .sort((a, b) => b.length - a.length)

  const whole = (text: string): string | undefined => {
    const isSentence = text.endsWith('.')
    const core = isSentence ? text.slice(0, -1) : text
    for (const pattern of known) {
      const facts = factsIn(core, pattern)
      if (!facts) continue
      const said = pattern.said.replaceAll(placeholder, (_, name: string) => {
        const fact = facts.get(name) ?? ''
        return name.startsWith('said.') ? told(fact) : fact
      })
      const first = core.charAt(0)
      const begun =
        pattern.english.startsWith(first) || pattern.english.startsWith('{{')
          ? said
          : said.charAt(0).toLocaleUpperCase() + said.slice(1)
      return isSentence ? begun + fullStop : begun
    }
    const [at] = place.exec(text) ?? []
    const rest = at === undefined ? undefined : whole(text.slice(at.length))
    return rest === undefined ? undefined : `${at}${rest}`
  }

  const told: Told = (text) => {
    const all = whole(text)
    if (all !== undefined) return all
    const pieces = text.split(separator)
    let said = ''
    for (let from = 0; from < pieces.length; ) {
      let [to, piece] = [pieces.length, undefined as string | undefined]
      for (; to > from && piece === undefined; to -= 1) piece = whole(pieces.slice(from, to).join(''))
      said += piece ?? pieces[from]
      from = piece === undefined ? from + 1 : to + 1
    }
    return said
  }
  return told
}

const placeholder = /\{\{([\w.]+)\}\}/g

interface Pattern {
  readonly english: string
  readonly said: string
  /** What stands around the facts, one more than these. */
  readonly literals: readonly string[]
  readonly names: readonly string[]
  /** Of all that is no fact. */
  readonly length: number
}

const patternOf = (english: string, said: string): Pattern => {
  const parts = english.split(placeholder)
  const literals = parts.filter((_, index) => index % 2 === 0)
  const names = parts.filter((_, index) => index % 2 === 1)
  return { english, said, literals, names, length: literals.join('').length }
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
    const next = index === names.length - 1 ? text.length - end.length : text.indexOf(literal, at + 1)
    if (next <= at) return undefined
    facts.set(name, text.slice(at, next))
    at = next + literal.length
  }
  return facts
}

/** A sentence of its own begins with a capital, a part of one need not. */
const startsWith = (text: string, begin: string): boolean =>
  text.startsWith(begin) ||
  (begin !== '' && text.charAt(0) === begin.charAt(0).toUpperCase() && text.startsWith(begin.slice(1), 1))

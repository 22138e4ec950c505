import { quoted } from '../../text.js'
import type { KitRules, PartFinding } from '../content/part.js'
import { citationsIn, withoutCitations, withoutSourceList } from './citations.js'
import {
  asWritten,
  type Found,
  isOtherWord,
  isSpelled,
  type PlainWords,
  plainWords,
  type TermFinder,
  termFinder,
} from './terms.js'

interface KitFindingsOptions {
  /** Whether a text of some length must cite a source, where the kit has any: prose. Default `false`. */
  readonly mustCite?: boolean
}

/** Shorter texts, such as a hook or a closing sentence, say what the longer ones rest on. */
const charactersToCite = 300
/** Names that one message lists. */
const mostNamed = 5

/**
 * What speaks against a text, markdown or plain, written from a kit: it cites what the kit has not, or nothing at all; it writes a
 * term otherwise than the glossary says, misspells a protected one, or uses a word to avoid. All of it is asked for again.
 */
export const kitFindings = (
  text: string,
  rules: KitRules,
  { mustCite = false }: KitFindingsOptions = {},
): PartFinding[] => {
  const written = withoutSourceList(text)
  const words = plainWords(withoutCitations(written, rules.sources))
  const terms = termsOf(rules)
  const protectedPlaces = once(() =>
    terms.protectedTerms.flatMap(({ term, find }) => find(words).map((found) => ({ ...found, of: term }))),
  )
  return [
    ...citationFindings(written, rules, mustCite),
    ...glossaryFindings(words, terms),
    ...protectedFindings(words, terms, protectedPlaces),
    ...avoidFindings(words, terms, protectedPlaces),
  ]
}

/** What a kit has looked for in each text. */
interface Terms {
  readonly glossary: readonly {
    readonly term: string
    readonly use: string
    /** Only its spelling is to be changed. */
    readonly isOneWord: boolean
    readonly findTerm: TermFinder
    readonly findUse: TermFinder
  }[]
  readonly protectedTerms: readonly {
    readonly term: string
    readonly find: TermFinder
    readonly findLoosely: TermFinder
  }[]
  readonly avoid: readonly { readonly word: string; readonly find: TermFinder }[]
}

/** A lesson has a hundred texts, and a kit may have hundreds of terms. */
const known = new WeakMap<KitRules, Terms>()

const termsOf = (rules: KitRules): Terms => {
  const terms = known.get(rules) ?? {
    glossary: rules.glossary
      .filter(({ use }) => asWritten(use) !== '')
      .map(({ term, use }) => ({
        ...{ term, use, isOneWord: asWritten(term).toLowerCase() === asWritten(use).toLowerCase() },
        ...{ findTerm: termFinder(term), findUse: termFinder(use) },
      })),
    protectedTerms: rules.protectedTerms.map((term) => ({
      ...{ term, find: termFinder(term), findLoosely: termFinder(term, true) },
    })),
    avoid: rules.avoid.map((word) => ({ word, find: termFinder(word) })),
  }
  known.set(rules, terms)
  return terms
}

const once = <Value>(make: () => Value): (() => Value) => {
  let made: { readonly value: Value } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

const finding = (code: string, message: string): PartFinding => ({ path: '', message, code })

const citationFindings = (text: string, { sources }: KitRules, mustCite: boolean): PartFinding[] => {
  const cited = citationsIn(text, sources)
  const unknown = cited.filter((key) => !sources.includes(key))
  const has = sources.length ? `its sources are ${listed(sources)}` : 'it has no sources'
  const isUncited = mustCite && sources.length > 0 && cited.length === 0 && text.trim().length >= charactersToCite
  return [
    ...unknown.slice(0, mostNamed).map((key) => finding('kit-citation', `[${key}] is no source of the kit: ${has}`)),
    ...(isUncited
      ? [
          finding(
            'kit-uncited',
            `it cites no source; name what it rests on by its key in square brackets, as in [${sources[0]}]: ${has}`,
          ),
        ]
      : []),
  ]
}

const listed = (names: readonly string[]): string =>
  names.length > 8 ? `${names.slice(0, 7).join(', ')} … ${names.at(-1)}` : names.join(', ')

/** Those that stand within none of the others, which are looked for only where there is something. */
const outside = (found: readonly Found[], others: () => readonly Found[]): readonly Found[] => {
  if (found.length === 0) return found
  const around = others()
  return found.filter(({ start, end }) => !around.some((other) => other.start <= start && end <= other.end))
}

const glossaryFindings = (text: PlainWords, { glossary }: Terms): PartFinding[] =>
  glossary.flatMap(({ term, use, isOneWord, findTerm, findUse }) => {
    const [wrong] = isOneWord
      ? findUse(text).filter(({ written }) => !isSpelled(written, use) && !isOtherWord(written, use))
      : // `pawn` within `passed pawn` is as it should be.
        outside(
          findTerm(text).filter(({ written }) => !isOtherWord(written, term)),
          () => findUse(text),
        )
    return wrong ? [finding('kit-glossary', `it writes ${quoted(wrong.written)}; write ${quoted(use)}`)] : []
  })

interface ProtectedPlace extends Found {
  readonly of: string
}

const protectedFindings = (
  text: PlainWords,
  { protectedTerms }: Terms,
  places: () => readonly ProtectedPlace[],
): PartFinding[] =>
  protectedTerms.flatMap(({ term, findLoosely }) => {
    const [wrong] = outside(
      findLoosely(text).filter(({ written }) => !isSpelled(written, term) && !isOtherWord(written, term)),
      () => places().filter(({ of }) => of.length > term.length),
    )
    return wrong ? [finding('kit-protected', `it writes ${quoted(wrong.written)}; the name is ${quoted(term)}`)] : []
  })

const avoidFindings = (
  text: PlainWords,
  { avoid, glossary }: Terms,
  places: () => readonly ProtectedPlace[],
): PartFinding[] => {
  const allowed = once(() => [...places(), ...glossary.flatMap(({ findUse }) => findUse(text))])
  return avoid
    .filter(({ find }) => outside(find(text), allowed).length > 0)
    .slice(0, mostNamed)
    .map(({ word }) => finding('kit-avoid', `it uses ${quoted(word)}, which the kit asks to avoid`))
}

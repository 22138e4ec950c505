import { quoted } from '../../text.js'
import type { KitRules, PartFinding } from '../content/part.js'
import { citationsIn, withoutCitations, withoutSourceList } from './citations.js'
import { asWritten, type Found, findTerm, isOtherWord, isSpelled, plainWords } from './terms.js'

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
  return [
    ...citationFindings(written, rules, mustCite),
    ...glossaryFindings(words, rules),
    ...protectedFindings(words, rules),
    ...avoidFindings(words, rules),
  ]
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
      ? [finding('kit-uncited', `it cites no source; name what it rests on, as in [${sources[0]}]: ${has}`)]
      : []),
  ]
}

const listed = (names: readonly string[]): string =>
  names.length > 8 ? `${names.slice(0, 7).join(', ')} … ${names.at(-1)}` : names.join(', ')

const isInside = ({ start, end }: Found, others: readonly Found[]): boolean =>
  others.some((other) => other.start <= start && end <= other.end)

const glossaryFindings = (words: string, { glossary }: KitRules): PartFinding[] =>
  glossary.flatMap(({ term, use }) => {
    const wanted = asWritten(use)
    if (wanted === '') return []
    const rightPlaces = findTerm(words, use)
    const isOneWord = asWritten(term).toLowerCase() === wanted.toLowerCase()
    const wrong = isOneWord
      ? rightPlaces.filter(({ written }) => !isSpelled(written, use) && !isOtherWord(written, use))
      : // `pawn` within `passed pawn` is as it should be.
        findTerm(words, term).filter((found) => !isInside(found, rightPlaces) && !isOtherWord(found.written, term))
    const [first] = wrong
    return first ? [finding('kit-glossary', `it writes ${quoted(first.written)}; write ${quoted(use)}`)] : []
  })

const protectedFindings = (words: string, { protectedTerms }: KitRules): PartFinding[] =>
  protectedTerms.flatMap((term) => {
    const longer = protectedTerms
      .filter((other) => other.length > term.length)
      .flatMap((other) => findTerm(words, other))
    const wrong = findTerm(words, term, true).find(
      (found) => !isSpelled(found.written, term) && !isOtherWord(found.written, term) && !isInside(found, longer),
    )
    return wrong ? [finding('kit-protected', `it writes ${quoted(wrong.written)}; the name is ${quoted(term)}`)] : []
  })

const avoidFindings = (words: string, { avoid, protectedTerms, glossary }: KitRules): PartFinding[] => {
  const allowed = [...protectedTerms, ...glossary.map(({ use }) => use)].flatMap((term) => findTerm(words, term))
  const used = avoid.filter((word) => findTerm(words, word).some((found) => !isInside(found, allowed)))
  return used
    .slice(0, mostNamed)
    .map((word) => finding('kit-avoid', `it uses ${quoted(word)}, which the kit asks to avoid`))
}

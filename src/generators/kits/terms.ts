// Where a term stands in a text, however it is spelled and whatever ending it has.

/** Endings that any word may have. */
const shortEndings = ['s', 'es', "'s"]

/** Endings of nouns and adjectives in languages that inflect more: where a word is long, they seldom make another word of it. */
const longEndings = ['e', 'n', 'en', 'em', 'ens', 'ns', 'a', 'u', 'i', 'y', 'om']
const lettersOfLong = 5

/** Scripts without spaces between words: a term may stand anywhere. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

export interface Found {
  /** As it is written there, without its ending. */
  readonly written: string
  readonly start: number
  readonly end: number
}

/** A text as terms are looked for in it. */
export interface PlainWords {
  readonly words: string
  /** For a first look. */
  readonly folded: string
}

/** Without what marks emphasis, addresses and code, with one spelling of apostrophes and spaces. */
export const plainWords = (markdown: string): PlainWords => {
  const words = oneSpelling(markdown)
    .replace(/\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)/g, '] ')
    .replace(/https?:\/\/\S+/gi, ' ')
    .replace(/[*`\\]+/g, '')
    .replace(/(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])/gu, '')
  return { words, folded: folded(words) }
}

/** What an expression that ignores case takes for the same is the same here; the other way round not always. */
const folded = (text: string): string => text.toLowerCase().toUpperCase()

const oneSpelling = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\u00AD/g, '')
    .replace(/[\u2018\u2019\u02BC]/g, "'")
    .replace(/[\u2010\u2011]/g, '-')

/** A term as it is compared with what is written. */
export const asWritten = (term: string): string =>
  oneSpelling(term)
    .replace(/[*`\\]+/g, '')
    .replace(/\s+/g, ' ')
    .trim()

/** All places of a term. */
export type TermFinder = (text: PlainWords) => Found[]

/**
 * Finds where `term` stands as words of their own, in capitals or not, with an ending or not. An expression is made only once,
 * and for a text that has the longest word of the term: of a kit's hundreds of terms, a text has a few.
 *
 * @param isLoose also with other spaces, hyphens and points between its words: `Next JS` for `Next.js`, `You Tube` for `YouTube`
 */
export const termFinder = (term: string, isLoose = false): TermFinder => {
  const wanted = asWritten(term)
  if (!/[\p{L}\p{N}]/u.test(wanted)) return () => []
  const pieces = isLoose ? loosePieces(wanted) : wanted.split(' ')
  const longest = folded(pieces.reduce((one, other) => (other.length > one.length ? other : one)))
  let made: RegExp | undefined
  return (text) => {
    if (!text.folded.includes(longest)) return []
    made ??= expressionOf(wanted, pieces.map(escaped).join(isLoose ? between : '\\s+'))
    return [...text.words.matchAll(made)].map((match) => ({
      written: (match[1] ?? '').replace(/\s+/g, ' '),
      start: match.index,
      end: match.index + match[0].length,
    }))
  }
}

const expressionOf = (wanted: string, pattern: string): RegExp => {
  const before = startsWord(wanted) ? '(?<![\\p{L}\\p{N}])' : ''
  const after = endsWord(wanted) ? `(?:${endingsOf(wanted).join('|')})?(?![\\p{L}\\p{N}])` : ''
  return new RegExp(`${before}(${pattern})${after}`, 'giu')
}

const endingsOf = (term: string): string[] => {
  const last = term.match(/[\p{L}]+$/u)?.[0] ?? ''
  return last.length >= lettersOfLong ? [...shortEndings, ...longEndings] : shortEndings
}

const startsWord = (term: string): boolean => /^[\p{L}\p{N}]/u.test(term) && !unspaced.test(term.at(0) ?? '')
const endsWord = (term: string): boolean => /[\p{L}\p{N}]$/u.test(term) && !unspaced.test(term.at(-1) ?? '')

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')

const between = "[\\s\\-._']{0,2}"

const loosePieces = (term: string): string[] =>
  term
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .split(/[\s\-._']+/)
    .filter((word) => word !== '')

/**
 * Whether a term is written as it should be: a small first letter may be a capital one, as at the start of a sentence or
 * in a heading, but not the other way round.
 */
export const isSpelled = (written: string, term: string): boolean => {
  const wanted = asWritten(term)
  if (written === wanted) return true
  // `iPhone` stays as it is wherever it stands.
  if (/\p{Ll}\p{Lu}/u.test(wanted) || written.length !== wanted.length) return false
  return [...wanted].every((letter, at) => {
    const there = [...written][at]
    if (letter === there) return true
    const isStart = at === 0 || /[\s-]/.test([...wanted][at - 1] ?? '')
    return isStart && letter.toLocaleUpperCase('und') === there
  })
}

/** `US`, `IT`: in small letters it is most often another word, and of two letters at the start of a sentence too. */
export const isOtherWord = (written: string, term: string): boolean => {
  const wanted = asWritten(term)
  if (wanted !== wanted.toUpperCase() || wanted === wanted.toLowerCase() || written === wanted) return false
  return written === written.toLowerCase() || wanted.length <= 2
}

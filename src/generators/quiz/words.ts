import type { LanguageRules } from './languages.js'

/** In lower case, and Latin letters without accents. Other scripts keep their marks: they make other letters there. */
export const folded = (text: string): string =>
  (isAscii.test(text) ? text.toLowerCase() : withoutAccents(text)).replace(/\s+/g, ' ').trim()

/** Most texts are, and words are compared by the thousand. */
const isAscii = /^[\0-\x7f]*$/

const withoutAccents = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/(\p{Script=Latin})\p{M}+/gu, '$1')
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ß', 'ss')

/** Signs of code and formulas, where each character counts. */
const symbols = /[=<>{}()[\]+*/\\|&^%$#@_~`'’]|\d/u

/**
 * A text by what it says: without case, accents, spaces and the punctuation of sentences. In formulas, code, numbers and
 * moves punctuation counts, and case too: `-5` is not `5`, `bxc3` not `Bxc3`.
 */
export const normalOf = (text: string): string => {
  const spaced = text.normalize('NFKC').replace(/\s+/g, ' ').trim()
  const bare = spaced
    .replace(/^[“”„«»"‚‘]+|[“”„«»"‘]+$/gu, '')
    .replace(/(?<=[\p{L}\p{M}\p{N}])[.,;:…。、؟]+$/u, '')
    .replace(/(?<=\p{L}{3})[.!?]+$/u, '')
  if (symbols.test(bare)) return bare.includes(' ') && /\p{L}{4}/u.test(bare) ? folded(bare) : bare
  // Units and abbreviations: a megawatt is no milliwatt.
  if (!/[\p{L}\p{M}]{3}/u.test(bare)) return bare === '' ? spaced : bare
  const said = folded(bare)
    .replace(/[,;:…]|[–—]|(?<=\p{L}{2})-(?=\p{L}{2})/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return said
}

const token = /[\p{L}\p{M}\p{N}]+(?:[.,'’_-][\p{L}\p{M}\p{N}]+)*/gu

/** Words and numbers of a text, folded. A script that puts no spaces between words gives whole clauses. */
export const tokensOf = (text: string): string[] => folded(text).match(token) ?? []

const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

/** Whether it is written in a script that puts no spaces between words: what a word is can only be guessed there. */
export const isUnspaced = (text: string): boolean => unspaced.test(text)

/** Whether it says something in words that can be told apart; not code, a formula, numbers, or a move. */
export const isInWords = (text: string): boolean =>
  /\p{L}{3}/u.test(text) && !isUnspaced(text) && !/[=<>{}[\]\\|&^$#@_~`]|\w\(/u.test(text)

/** The words that say what a text is about: by the stop words of its language, else by their length. */
export const contentWordsOf = (text: string, rules: LanguageRules | undefined): string[] => {
  const words = tokensOf(text).filter((word) => /\p{L}/u.test(word))
  const least = rules ? 3 : 5
  return [...new Set(words.filter((word) => [...word].length >= least && !rules?.stopWords.has(word)))]
}

/**
 * Whether two words are forms of one, as endings go: equal for their first three fifths, at least three letters. Too
 * generous rather than too strict, for what it decides is whether a text is refused.
 */
export const areAlike = (one: string, other: string): boolean => {
  if (one === other) return true
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  const length = [...short].length
  if (length < 3) return false
  // Arabic and Hebrew join the article to its word, German and Dutch words to each other.
  if (length >= 4 && long.includes(short)) return true
  return long.startsWith(short.slice(0, Math.max(3, Math.ceil(long.length * 0.6))))
}

/** Whether a text has this string, not as a piece of a longer word; letter by letter. */
export const hasExactly = (text: string, wanted: string): boolean => {
  const word = /[\p{L}\p{M}\p{N}]/u
  const within = text.normalize('NFC')
  const sought = wanted.normalize('NFC').trim()
  if (sought === '') return false
  for (let at = within.indexOf(sought); at !== -1; at = within.indexOf(sought, at + 1)) {
    const before = within[at - 1] ?? ' '
    const after = within[at + sought.length] ?? ' '
    const isWhole =
      (!word.test(before) || !word.test(sought.charAt(0))) &&
      (!word.test(after) || !word.test(sought.charAt(sought.length - 1)))
    if (isWhole || isUnspaced(sought)) return true
  }
  return false
}

/** Most characters of what a person says of a draft: what should be better, or why it was turned down. */
export const longestFeedback = 4000

/** Most characters of the word by which something was turned down, such as `off-topic`. */
export const longestReason = 60

/** Most characters of a title: of what runs make, of the runs themselves, of reviews. */
export const longestTitle = 200

/** Most characters of what the code knows something by: a kind, a format, a section, a part, a phase. */
export const longestName = 40

/** Letters, digits, hyphens and underscores, a letter first. */
export const namePattern = new RegExp(`^[A-Za-z][\\w-]{0,${longestName - 1}}$`)

const SHOWN = 61

/** User text inside a message: in quotes, cut to 61 characters, so that no message carries a whole upload. */
export function quoted(text: string): string {
  return `"${shorten(text.replace(/\s+/g, ' ').trim(), SHOWN)}"`
}

/** Cut to this many characters, with an ellipsis as the last, and never through the middle of one. */
export const shorten = (text: string, maxCharacters: number): string =>
  text.length <= maxCharacters ? text : `${text.slice(0, maxCharacters - 1).replace(/[\uD800-\uDBFF]$/, '')}…`

/**
 * The hyphens and short dashes of typography (`O‑O`, `e2–e4`, `1−0`) as the sign of the keyboard. One for one, so that places
 * in the text stay. A long dash parts thoughts and stays, too.
 */
export const plainHyphens = (text: string): string => text.replace(/[\u2010-\u2013\u2212\uFE63\uFF0D]/g, '-')

export const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** With a capital first and, where it does not end as a sentence does, a full stop. */
export const sentence = (text: string): string => {
  const begun = capitalized(text)
  return /[.!?]$/.test(begun) ? begun : `${begun}.`
}

/** What Windows-1252 has from 0x80 to 0x9f, where Latin-1 has controls. Node 20's own decoder leaves these as they are. */
const punctuation = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/** Bytes that were read as Latin-1, as Windows-1252. */
export const windows1252 = (latin1: string): string =>
  latin1.replace(/[\u0080-\u009f]/g, (sign) => punctuation.charAt(sign.charCodeAt(0) - 0x80))

const broken = /\p{Surrogate}/u

/**
 * What of a text Postgres cannot store, `undefined` where it can: no column takes a NUL character, and json no half of a
 * surrogate pair, which JSON can spell.
 */
export const unstorable = (text: string): 'a NUL character' | 'half a character' | undefined => {
  if (text.includes('\0')) return 'a NUL character'
  return broken.test(text) ? 'half a character' : undefined
}

/** The same without what Postgres cannot store, at every depth. */
export const storable = <T>(value: T): T => storableValue(value) as T

const storableValue = (value: unknown): unknown => {
  if (typeof value === 'string') return value.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\uFFFD')
  if (Array.isArray(value)) return value.map(storableValue)
  if (!isRecord(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [storable(name), storableValue(inner)]))
}

/** An object as JSON has them: no list, no `null`. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

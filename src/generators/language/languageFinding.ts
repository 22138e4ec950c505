import { francAll } from 'franc'
import type { PartFinding } from '../content/part.js'

/**
 * The languages whose absence can be told, by BCP 47 subtag, with their name in ISO 639-3. Of all others nothing is said.
 * Languages that read alike (Danish and Norwegian, Czech and Slovak) are taken for one another.
 */
// biome-ignore format: a table
const known: Readonly<Record<string, string>> = {
  af: 'afr', ar: 'arb', az: 'azj', be: 'bel', bg: 'bul', bn: 'ben', ca: 'cat', cs: 'ces',
  da: 'dan', de: 'deu', el: 'ell', en: 'eng', es: 'spa', et: 'ekk', eu: 'eus', fa: 'pes',
  fi: 'fin', fr: 'fra', gl: 'glg', he: 'heb', hi: 'hin', hr: 'hrv', hu: 'hun', hy: 'hye',
  id: 'ind', it: 'ita', ja: 'jpn', ka: 'kat', ko: 'kor', lt: 'lit', lv: 'lav', mk: 'mkd',
  mr: 'mar', nb: 'nob', nl: 'nld', no: 'nob', pl: 'pol', pt: 'por', ro: 'ron', ru: 'rus',
  sk: 'slk', sl: 'slv', sq: 'als', sv: 'swe', sw: 'swh', ta: 'tam', th: 'tha', tl: 'tgl',
  tr: 'tur', uk: 'ukr', ur: 'urd', vi: 'vie', zh: 'cmn',
}

const only = [...new Set(Object.values(known))]

/** Letters a text must have to be told by; scripts that write words in one or two signs need fewer. */
const leastLetters = 200
const leastSigns = 80
/** A line of fewer says too little. */
const leastLettersOfLine = 20
/** How near a language comes to the likeliest one (0 to 1) and still may be it. */
const nearness = 0.94
/** With this share of the lines in the language that was asked for, the others are its examples. */
const shareOfOwn = 0.15

/**
 * Says of prose that it is not written in the language that was asked for: of a text long enough to tell, by a clear margin,
 * and only where hardly a line is. A lesson that teaches one language in another is right, and what stands in quotation marks or
 * code does not count. Not for texts that are to be in the language that is taught, such as its dialogues.
 *
 * @param tag BCP 47; anything else, and languages we do not know, are never refused
 */
export const languageFinding = (text: string, tag: string): PartFinding | undefined => {
  const asked = known[(/^([a-z]{2,3})(?:[-_]|$)/i.exec(tag)?.[1] ?? '').toLowerCase()]
  if (asked === undefined) return undefined
  const prose = proseOf(text)
  if (lettersOf(prose) < (signs.test(prose) ? leastSigns : leastLetters)) return undefined
  const whole = francAll(prose, { only })
  const [likeliest] = whole[0] ?? []
  if (likeliest === undefined || nearnessOf(asked, whole) >= nearness) return undefined
  if (shareIn(asked, prose) >= shareOfOwn) return undefined
  return {
    path: '',
    message: `it is written in ${nameOf(likeliest)}; write it in ${nameOf(asked)}`,
    code: 'language',
  }
}

const signs = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u

const lettersOf = (text: string): number => text.match(/[\p{L}\p{M}]/gu)?.length ?? 0

/** An author's own words: no quotations, code, addresses, citations and marks. */
const proseOf = (text: string): string =>
  text
    .replace(/```[\s\S]*?(?:```|$)/g, ' ')
    .replace(/`[^`\n]*`|https?:\/\/\S+|\[[^\]\n]*\]/g, ' ')
    .replace(/"[^"\n]{1,400}"|[“„”][^“”„\n]{1,400}[“”]|«[^»\n]{1,400}»|»[^«\n]{1,400}«|「[^」\n]{1,400}」/g, ' ')
    .replace(/[*#_|]/g, '')

const nearnessOf = (asked: string, scores: readonly (readonly [string, number])[]): number =>
  scores.find(([language]) => language === asked)?.[1] ?? 0

/** How much of a text stands in lines that may be of a language. */
const shareIn = (asked: string, prose: string): number => {
  let all = 0
  let own = 0
  for (const line of prose.split('\n')) {
    const letters = lettersOf(line)
    if (letters < (signs.test(line) ? leastLettersOfLine / 2 : leastLettersOfLine)) continue
    all += letters
    if (nearnessOf(asked, francAll(line, { only })) >= nearness) own += letters
  }
  return all === 0 ? 1 : own / all
}

const names = new Intl.DisplayNames('en', { type: 'language' })

const nameOf = (language: string): string => {
  const [tag = language] = Object.entries(known).find(([, code]) => code === language) ?? []
  return names.of(tag) ?? tag
}

import { capital, sentencesOf, withStop } from '../wording.js'
import type { Facts } from './facts.js'
import { hasAny } from './houseStyle.js'
import type { ContentContext } from './messages.js'

export interface Passage {
  /** As it is cited: `s1`. */
  readonly key: string
  readonly title: string | undefined
  readonly sentences: readonly string[]
}

const MAX_NAME = 120

/** A short text as it may stand in a sentence of ours; none where it is too long or seems to name moves. */
export function plain(text: string | undefined): string | undefined {
  const line = oneLine(text ?? '').replace(/[.;:,]+$/, '')
  return line && line.length <= MAX_NAME && !namesMoves.test(line) ? line : undefined
}

/** Without markup and line breaks. */
export function oneLine(text: string): string {
  return text
    .replace(/[*_`<>[\]#|\\~]/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/ (?=[.,;:!?])/g, '')
    .trim()
}

export const namesMoves = /(?<![a-z])[KQRBN]?[a-h]?x?[a-h][1-8](?!\d)|[O0]-[O0]|\b\d{1,2}\/\d{1,2}\b/

/**
 * What of a paragraph can be quoted: its longest run of whole sentences of a sensible length, without addresses, moves (they
 * would be wrong in another position) and what the kit wants to be left out. It does not begin by pointing back.
 */
export function quotable(paragraph: string, avoid: readonly string[]): string[] {
  const runs = sentencesOf(oneLine(paragraph)).reduce<string[][]>(
    (found, sentence) => {
      const run = found.at(-1)
      if (!isWhole(sentence) || hasAny(sentence, avoid)) found.push([])
      else if (run && (run.length > 0 || standsAlone(sentence))) run.push(sentence)
      return found
    },
    [[]],
  )
  const longest = Math.max(...runs.map(({ length }) => length))
  return runs.find(({ length }) => length === longest) ?? []
}

function isWhole(sentence: string): boolean {
  return (
    /[.!?]["”’)]*$/.test(sentence) &&
    /^["“‘(]?[\p{L}\p{N}]/u.test(sentence) &&
    sentence.length >= 20 &&
    sentence.length <= 400 &&
    !/https?:|www\.|@/.test(sentence) &&
    !namesMoves.test(sentence)
  )
}

/** Whether a sentence needs none before it. */
export function standsAlone(sentence: string): boolean {
  return !/^(?:This|That|These|Those|It|They|He|She|But|And|So|Then|Such|Both|Here|There|Otherwise|However|Therefore|For example)\b/.test(
    sentence,
  )
}

/** The sources of a kit; of one that is too long, what its summary says of them. */
function textsOf(kit: ContentContext['kit']): { key: string; title: string | undefined; text: string | undefined }[] {
  const sources = kit?.sources ?? []
  if (!kit?.summary || sources.some(({ text }) => text)) return sources
  return kit.summary.split(/\n\s*\n/).flatMap((paragraph) => {
    const key = /\[([a-z][\w-]*)\]\s*$/i.exec(paragraph)?.[1]
    const source = sources.find((one) => one.key === key)
    return key ? [{ key, title: source?.title, text: paragraph.replace(/\s*\[[^\]]*\]/g, '') }] : []
  })
}

/** Paragraphs of a kit that can be quoted, in its order. */
export function passagesOf(kit: ContentContext['kit'], avoid: readonly string[]): Passage[] {
  return textsOf(kit).flatMap(({ key, title, text }) =>
    paragraphsOf(text ?? '').flatMap((paragraph): Passage[] => {
      const sentences = quotable(paragraph, avoid)
      return sentences.length > 0 ? [{ key, title: plain(title), sentences }] : []
    }),
  )
}

/** Paragraphs of running text; headings, lists and tables are left out. */
function paragraphsOf(text: string): string[] {
  return text
    .split(/\n\s*\n/)
    .map((paragraph) =>
      paragraph
        .split('\n')
        .filter((line) => !/^\s*(?:#|[-*+]\s|\d+[.)]\s|\||>|`{3})/.test(line))
        .join(' '),
    )
    .filter((paragraph) => paragraph.trim().length >= 40)
}

/** The sentences of a passage, the last with its source. */
export function cited({ key, sentences }: Passage): string[] {
  return sentences.map((sentence, index) => (index === sentences.length - 1 ? `${sentence} [${key}]` : sentence))
}

/** From so many characters on, prose says what it rests on. */
const CHARACTERS_TO_CITE = 250

/** Prose with a source, where the kit has any and none is named yet. */
export function citing(markdown: string, { sources, passages }: Facts): string {
  const source = passages[0] ?? sources[0]
  const isCited = sources.some(({ key }) => markdown.includes(`[${key}]`))
  if (!source || isCited || markdown.length < CHARACTERS_TO_CITE) return markdown
  const line = source.title
    ? `More on it stands in “${source.title}” [${source.key}].`
    : `More on it stands in [${source.key}].`
  return /^\s*[-#]/.test(markdown.split('\n').at(-1) ?? '') ? `${markdown}\n\n${line}` : `${markdown} ${line}`
}

/** A sentence made of a text of the request. */
export function sentenceOf(text: string): string {
  return withStop(capital(oneLine(text)))
}

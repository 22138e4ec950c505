import { longestTitle, shorten } from '../../text.js'
import type { KitSource } from './kit.js'

/**
 * What stands in square brackets, and whether it is the words of a link. A model or an editor of markdown may have put a backslash
 * before the brackets; a title with brackets of its own may stand in them.
 */
const bracket = /\\?\[([^[\]]+)(\]\(?)?/g

/** What looks like the key of a source even where there is none of that name, `s3`, or like those of several: `s1–s3`, `s1-3`. */
const likeKeys = 's(\\d+)(?:\\s*[-\u2010-\u2014]\\s*s?(\\d+))?'
const isLikeKeys = new RegExp(`^${likeKeys}$`, 'iu')
const beginsLikeKeys = new RegExp(`^${likeKeys}(?![\\p{L}\\p{N}_])`, 'iu')
const allLikeKeys = new RegExp(`(?<![\\p{L}\\p{N}_])${likeKeys}(?![\\p{L}\\p{N}_])`, 'giu')

/** The keys of a kit in small letters, and as it spells them. */
type Spelled = ReadonlyMap<string, string>

const spelledBy = (known: readonly string[]): Spelled => new Map(known.map((key) => [key.toLowerCase(), key]))

/**
 * The keys that a text cites, each once, in the order of the text: those of `known`, spelled as there, and those that only
 * look like one. A citation begins with a key, behind which a page or a title may stand: `[s3]`, `[s3, s4]`, `[s1–s3]`,
 * `[s3, p. 4]`, `[s3: Rook endings]`, `[^s3]`. Other words in square brackets are none.
 */
export const citationsIn = (markdown: string, known: readonly string[]): string[] => {
  const spelled = spelledBy(known)
  const all = [...withoutSourceList(markdown).matchAll(bracket)]
  return [...new Set(all.flatMap(([, inside = '', end]) => keysIn(inside, end, spelled)))]
}

/** The same text without its citations, as rules of wording read it. */
export const withoutCitations = (markdown: string, known: readonly string[]): string => {
  const spelled = spelledBy(known)
  return markdown.replace(bracket, (found, inside: string, end: string | undefined) => {
    if (end === undefined || keysIn(inside, end, spelled).length === 0) return found
    return ` ${end.slice(1)}`
  })
}

const keysIn = (inside: string, end: string | undefined, spelled: Spelled): string[] => {
  const items = inside
    .replace(/^\s*\^|\\$/g, '')
    .split(/[,;:]/)
    .map((item) => item.trim())
  const isKey = (item: string, like: RegExp) => like.test(item) || (item !== '' && spelled.has(item.toLowerCase()))
  // `[S3 buckets](https://…)` is a link.
  const isCitation =
    end === '](' ? items.every((item) => isKey(item, isLikeKeys)) : isKey(items[0] ?? '', beginsLikeKeys)
  return isCitation ? items.flatMap((item) => spelled.get(item.toLowerCase()) ?? keysLikeIn(item, spelled)) : []
}

const keysLikeIn = (item: string, spelled: Spelled): string[] =>
  [...item.matchAll(allLikeKeys)].flatMap(([, from = '', to]) => {
    const ends = to === undefined ? [from] : [from, ...between(Number(from), Number(to), spelled), to]
    return ends.map((number) => spelled.get(`s${number}`) ?? `s${number}`)
  })

/** Numbers of those that the kit has: one between them may have been deleted. */
const between = (from: number, to: number, spelled: Spelled): string[] =>
  [...spelled.keys()].flatMap((key) => {
    const [, number = ''] = isLikeKeys.exec(key) ?? []
    return number !== '' && from < Number(number) && Number(number) < to ? [number] : []
  })

/**
 * A text as it is stored: `[s3]` stays where it is, and below a rule follows the list of what is cited, by title and page,
 * in the order of the kit. Sources are texts without an address of their own, so that they are named and not linked to; only a
 * title that is an address becomes a link. What `withoutSourceList` takes away again. Saying it twice changes nothing.
 */
export const withSourceList = (
  markdown: string,
  sources: readonly Pick<KitSource, 'key' | 'title' | 'page'>[],
): string => {
  const text = withoutSourceList(markdown)
  const cited = new Set(
    citationsIn(
      text,
      sources.map(({ key }) => key),
    ),
  )
  const lines = sources.filter(({ key }) => cited.has(key)).map(lineOf)
  return lines.length ? `${text.trimEnd()}\n\n---\n\n${lines.join('\n')}` : text
}

const lineOf = ({ key, title, page }: Pick<KitSource, 'key' | 'title' | 'page'>): string =>
  `- [${key}] ${named(title)}${page === undefined ? '' : `, p. ${page}`}`

const named = (title: string): string => {
  const line = title.replace(/\s+/g, ' ').trim()
  if (/^https?:\/\/[^\s<>]+$/i.test(line)) return `<${line}>`
  return shorten(line, longestTitle).replace(/[\\`*_{}[\]()<>#+!|~&]/g, '\\$&')
}

/** Keys of sources are made of `s` and a number: `- [x] castled` is of the text. */
const entry = /^\s*[-*+]\s+\\?\[s\d+\\?\]\s/i
const rule = /^\s*(?:-{3,}|\*{3,}|_{3,}|(?:\*\s){2,}\*)\s*$/

/** A stored text as it was written: the list of sources at its end is ours, and is made anew whenever it is stored. */
export const withoutSourceList = (markdown: string): string => {
  const lines = markdown.split('\n')
  let end = lines.length
  for (;;) {
    let at = end
    let entries = 0
    while (at > 0 && (lines[at - 1]?.trim() === '' || entry.test(lines[at - 1] ?? ''))) {
      if (lines[at - 1]?.trim() !== '') entries += 1
      at -= 1
    }
    // Below a line of text, dashes make a heading of it.
    const isBelowRule = rule.test(lines[at - 1] ?? '') && (lines[at - 2] ?? '').trim() === ''
    if (entries === 0 || !isBelowRule) break
    end = at - 1
  }
  return end === lines.length ? markdown : lines.slice(0, end).join('\n').trimEnd()
}

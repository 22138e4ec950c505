import { shorten } from '../../text.js'
import type { KitSource } from './kit.js'

/** `[s3]`, `[s3, s4]`; a model or an editor of markdown may have put a backslash before the brackets. */
const citation = /\\?\[\s*([a-z][\w-]{0,39}(?:\s*[,;]\s*[a-z][\w-]{0,39})*)\s*\\?\]/gi

/** What looks like the key of a source even where there is none of that name. */
const likeAKey = /^s\d{1,4}$/i

/**
 * The keys that a text cites, each once, in the order of the text: those of `known`, spelled as there, and those that only
 * look like one. Other words in square brackets are none.
 */
export const citationsIn = (markdown: string, known: readonly string[]): string[] => {
  const spelled = new Map(known.map((key) => [key.toLowerCase(), key]))
  const cited = [...withoutSourceList(markdown).matchAll(citation)].flatMap(([, keys = '']) => {
    const found = keys.split(/[,;]/).map((key) => key.trim())
    return found.every((key) => spelled.has(key.toLowerCase()) || likeAKey.test(key)) ? found : []
  })
  return [...new Set(cited.map((key) => spelled.get(key.toLowerCase()) ?? key.toLowerCase()))]
}

/** The same text without its citations, as rules of wording read it. */
export const withoutCitations = (markdown: string, known: readonly string[]): string => {
  const keys = new Set(known.map((key) => key.toLowerCase()))
  return markdown.replace(citation, (found, inside: string) =>
    inside.split(/[,;]/).every((key) => keys.has(key.trim().toLowerCase()) || likeAKey.test(key.trim())) ? ' ' : found,
  )
}

const longestTitle = 200

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

const entry = /^\s*[-*+]\s+\\?\[[a-z][\w-]{0,39}\\?\]\s/i
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

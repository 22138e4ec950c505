import { longestTitle, shorten } from '../../text.js'
import type { Entry, PartSort } from '../content/part.js'
import { visibleText } from '../content/texts.js'
import { withoutCitations, withoutSourceList } from '../kits/citations.js'

/** The fields of a course that sections are written into, and what sort of part each takes. */
export const courseFields = {
  title: 'prose',
  description: 'prose',
  keywords: 'entries',
  categories: 'entries',
} as const satisfies Readonly<Record<string, PartSort>>

/** Most characters of each, and most labels: what a model wrote is cut by them, and the fields of `courses` follow. */
export const courseLimits = {
  title: longestTitle,
  description: 2000,
  label: 80,
  keywords: 40,
  categories: 20,
} as const

/**
 * What the section `metadata` wrote, as the fields of a course have it. Of the parts that are named; without citations, which
 * a catalogue has no place for.
 */
export const metadataOf = (
  parts: Readonly<Record<string, unknown>>,
  names: readonly string[] = Object.keys(courseFields),
): Record<string, unknown> => {
  const words = (name: 'title' | 'description') => {
    const value = parts[name]
    if (typeof value !== 'string') return undefined
    const seen = seenIn(value)
    return shorten(name === 'title' ? seen.replace(/\s+/g, ' ') : seen, courseLimits[name])
  }
  const labels = (name: 'keywords' | 'categories') => {
    const value = parts[name]
    if (!Array.isArray(value)) return undefined
    const all = value.map((entry: Entry) => shorten(plain(entry.label), courseLimits.label))
    return [...new Set(all)].slice(0, courseLimits[name])
  }
  return Object.fromEntries(
    Object.entries({
      ...{ title: words('title'), description: words('description') },
      ...{ keywords: labels('keywords'), categories: labels('categories') },
    }).filter(([name, value]) => names.includes(name) && value !== undefined),
  )
}

/** What a reader sees of Markdown, for a field of plain text. A number that begins a line is no mark of a list: `1. e4`. */
const seenIn = (markdown: string): string =>
  plain(
    withoutSourceList(markdown)
      .replace(/^#+\s*/, '')
      .replace(/^( {0,3}\d{1,9})(?=[.)]\s)/gm, '$1\\')
      .split(/\n{2,}/)
      .map(visibleText)
      .filter(Boolean)
      .join('\n\n'),
  )

const plain = (text: string): string =>
  withoutCitations(text, [])
    .replace(/ +(?=[.,;:!?\n])/g, '')
    .replace(/ {2,}/g, ' ')
    .trim()

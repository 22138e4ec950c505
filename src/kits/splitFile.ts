import { longestTitle, shorten } from '../text.js'
import { type FileProblem, mostSources } from './fileProblems.js'
import type { FileText } from './textOfFile.js'

/** One source that a file gives; it gets its key where it is saved. */
export interface SourcePiece {
  readonly title: string
  readonly text: string
  readonly page?: number
  readonly fileName: string
}

/** Characters of one source at most: some three printed pages, short enough to be cited and to be read in a form. */
export const mostSourceCharacters = 8000
/** A heading begins a new source once the one before has this many. */
const leastSourceCharacters = 2000

/** A file as sources: one for each page, or at headings and paragraphs. */
export const splitFile = (text: FileText, fileName: string): SourcePiece[] | FileProblem => {
  const name = nameOf(fileName)
  const pieces =
    'pages' in text
      ? text.pages.flatMap(({ page, text }) => cut(text).map((piece) => ({ title: name, text: piece, page, fileName })))
      : sectionsOf(text.markdown).map((piece, index, all) => ({
          title: titleOf(piece) ?? (all.length > 1 ? `${name} (${index + 1})` : name),
          text: piece,
          fileName,
        }))
  return pieces.length > mostSources ? { code: 'too_many_sources', sources: pieces.length } : pieces
}

const nameOf = (fileName: string): string =>
  shorten(fileName.replace(/\.[a-z]{2,8}$/i, '').trim(), longestTitle) || 'File'

const heading = /^#{1,6}\s+(?=\S)/

const titleOf = (piece: string): string | undefined => {
  const line = piece.split('\n', 1)[0] ?? ''
  if (!heading.test(line)) return undefined
  const words = line
    .replace(heading, '')
    .replace(/(?<!#)#+$/, '')
    .replace(/[*_`]/g, '')
    .trim()
  return words ? shorten(words, longestTitle) : undefined
}

/** Paragraphs that stand together, each at most as long as a source may be. */
const sectionsOf = (markdown: string): string[] => {
  const sections: string[] = []
  let open = ''
  for (const paragraph of markdown.split(/\n{2,}/).flatMap(cut)) {
    const isTooLong = open.length + 2 + paragraph.length > mostSourceCharacters
    const isNext = heading.test(paragraph.split('\n', 1)[0] ?? '') && open.length >= leastSourceCharacters
    if (open !== '' && (isTooLong || isNext)) {
      sections.push(open)
      open = ''
    }
    open = open === '' ? paragraph : `${open}\n\n${paragraph}`
  }
  return open === '' ? sections : [...sections, open]
}

/** Cuts a long text behind a sentence or, where there is none, between two words. */
const cut = (text: string): string[] => {
  const pieces: string[] = []
  let rest = text
  while (rest.length > mostSourceCharacters) {
    const head = rest.slice(0, mostSourceCharacters)
    const sentence = Math.max(
      ...[...head.matchAll(/[.!?。！？…][)"”»]?\s|\n/gu)].slice(-1).map(({ index, 0: { length } }) => index + length),
      0,
    )
    const at = sentence > mostSourceCharacters / 2 ? sentence : head.lastIndexOf(' ') + 1 || whole(head)
    pieces.push(rest.slice(0, at).trim())
    rest = rest.slice(at).trim()
  }
  return [...pieces, rest].filter((piece) => piece !== '')
}

/** Never through the middle of a character. */
const whole = (head: string): number => (/[\uD800-\uDBFF]$/.test(head) ? head.length - 1 : head.length)

import type { Nodes, Root } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { unstorable } from '../../text.js'

/** What of a Markdown file cannot be read, and where. */
export class MarkdownProblem extends Error {
  override readonly name = 'MarkdownProblem'

  constructor(
    /** From 1. */
    readonly line: number,
    /** The end of a sentence that begins with the line. */
    readonly problem: string,
  ) {
    super(`Line ${line}: ${problem}.`)
  }
}

interface ParsedMarkdown {
  readonly text: string
  readonly root: Root
}

export const longestFile = 200_000

const mostLines = 5000

const mostMarkers = 600
/** On one line. */
const mostOpened = 6
const widestIndent = 120

/** Lists and quotes that begin on one line. */
const openers = /^[ \t]*(?:(?:>|(?:[-*+]|\d{1,9}[.)])[ \t])[ \t]*)*/

/**
 * A file as a tree of Markdown.
 *
 * @throws MarkdownProblem
 */
export const parseMarkdown = (given: string): ParsedMarkdown => {
  const text = given.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
  const problem = markdownProblem(text)
  if (problem) throw problem
  return { text, root: fromMarkdown(text) }
}

/**
 * Why a text is not parsed. Parsers need time quadratic in runs of markers and in nesting, so one that has more of them than any
 * text of people is refused before.
 */
export const markdownProblem = (text: string): MarkdownProblem | undefined => {
  if (text.length > longestFile) {
    return new MarkdownProblem(1, `the file has ${text.length} characters, at most ${longestFile} can be read`)
  }
  const lines = text.split('\n')
  if (lines.length > mostLines) {
    return new MarkdownProblem(mostLines + 1, `the file has ${lines.length} lines, at most ${mostLines} can be read`)
  }
  let markers = 0
  for (const [index, line] of lines.entries()) {
    const fail = (problem: string) => new MarkdownProblem(index + 1, problem)
    const bad = unstorable(line)
    if (bad) return fail(`it contains ${bad}, which text cannot hold`)
    const [opened = ''] = openers.exec(line) ?? []
    if (opened.replace(/[\s\d]/g, '').length > mostOpened) return fail('too many lists or quotes begin in it')
    if (line.trim() !== '' && line.replaceAll('\t', '    ').search(/\S/) > widestIndent)
      return fail('it is indented too far')
    // A paragraph, an item of a list, a heading: markers never reach beyond.
    if (line.trim() === '' || /^[ \t]*(?:[-*+]|\d{1,9}[.)]|#{1,6})[ \t]/.test(line)) markers = 0
    markers += line.match(/[*_`[\]<>!\\&]/g)?.length ?? 0
    if (markers > mostMarkers) return fail('there is too much markup up to here; write it plainer')
  }
  return undefined
}

export const lineOf = ({ position }: Nodes): number => position?.start.line ?? 1

/** As the file has it. */
export const sourceOf = (text: string, nodes: readonly Nodes[]): string => {
  const start = nodes[0]?.position?.start.offset
  const end = nodes.at(-1)?.position?.end.offset
  return start === undefined || end === undefined ? '' : text.slice(start, end).trim()
}

/** The words of a node, without its marks. */
export const plainOf = (node: Nodes): string => {
  if (node.type === 'break') return '\n'
  if ('value' in node) return node.value
  if ('children' in node) return node.children.map(plainOf).join('')
  return 'alt' in node ? (node.alt ?? '') : ''
}

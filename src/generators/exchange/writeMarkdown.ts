import type { Root, RootContent } from 'mdast'
import { toMarkdown } from 'mdast-util-to-markdown'
import type { Question, WrittenPart } from '../content/part.js'
import { heading, type Level, list, oneLine, paragraph, partNodes, questionItem, textParagraphs } from './partNodes.js'

/** A part with what stands above it. */
export interface MarkdownPart {
  /** Its name in the document; none where an editor added it. */
  readonly name: string | undefined
  readonly heading: string | undefined
  readonly written: WrittenPart
}

export interface MarkdownDocument {
  readonly title: string
  /** Below the title: what it is about. */
  readonly intro?: string
  readonly parts: readonly MarkdownPart[]
}

/**
 * A lesson or section as a Markdown file: its title at level 1, its parts at level 2, each with a comment that says its sort
 * and name, which no reader of the text sees. `readMarkdown` gets the same parts back.
 */
export const markdownOfDocument = ({ title, intro, parts }: MarkdownDocument): string =>
  print([
    heading(1, title),
    ...textParagraphs(intro ?? ''),
    ...parts.flatMap((part) => [
      heading(2, part.heading ?? part.name ?? ''),
      markOf(part),
      ...partNodes(part.written, 2),
    ]),
  ])

/** One part by itself, as it stands below its heading: of a tree, a nested list. */
export const markdownOfPart = (written: WrittenPart): string => print(partNodes(written, 2))

/** A drill series in a course: its drills as questions. */
export interface MarkdownSeries {
  readonly title: string
  readonly drills: readonly (Question & { readonly notation: string })[]
}

interface MarkdownCourse {
  readonly title: string
  readonly description?: string
  /** Lessons, then sections, each with its parts; a staged lesson has those of its sections. */
  readonly documents: readonly (MarkdownDocument & { readonly sections?: readonly MarkdownDocument[] })[]
  readonly series: readonly MarkdownSeries[]
}

/** A course as one Markdown file to read: lessons and sections at level 2, their parts one below. It is not read back. */
export const markdownOfCourse = ({ title, description, documents, series }: MarkdownCourse): string =>
  print([
    heading(1, title),
    ...textParagraphs(description ?? ''),
    ...documents.flatMap(({ sections = [], ...own }) => [
      ...readable(own, 2),
      ...sections.flatMap((section) => readable(section, 3)),
    ]),
    ...series.flatMap(({ title: name, drills }) => [
      heading(2, name),
      list(
        drills.map(({ notation, ...question }) =>
          questionItem(
            question,
            notation === '' ? [] : [paragraph([{ type: 'inlineCode', value: oneLine(notation) }])],
          ),
        ),
        { ordered: true },
      ),
    ]),
  ])

const readable = ({ title, intro, parts }: MarkdownDocument, level: Level): RootContent[] => [
  heading(level, title),
  ...textParagraphs(intro ?? ''),
  ...parts.flatMap(({ heading: said, name, written }) => [
    heading((level + 1) as Level, said ?? name ?? ''),
    ...partNodes(written, (level + 1) as Level),
  ]),
]

const print = (nodes: readonly RootContent[]): string =>
  toMarkdown({ type: 'root', children: [...nodes] } satisfies Root, {
    bullet: '-',
    emphasis: '_',
    listItemIndent: 'one',
    resourceLink: true,
    rule: '-',
    ruleRepetition: 3,
  })

/** `<!-- tree: mindMap -->` */
const markOf = ({ name, written }: MarkdownPart): RootContent => ({
  type: 'html',
  value: `<!-- ${written.sort}${name === undefined ? '' : `: ${name}`} -->`,
})

import type { Nodes, RootContent } from 'mdast'
import type { Outline } from '../content/forest.js'
import { contentLimits, type PartSort, type PartValues, partSorts } from '../content/part.js'
import { isSensibleMarkdown } from '../richText.js'
import { lineOf, MarkdownProblem, parseMarkdown, plainOf, sourceOf } from './markdownText.js'
import { boardsOf, entriesOf, outlineOf, questionsOf, shortLine } from './readItems.js'

/** What a part of a file holds, by its sort; of a tree the outline, because a file knows no keys. */
type ReadValues = Omit<PartValues, 'tree'> & { tree: readonly Outline[] }

export type ReadValue = {
  readonly [sort in PartSort]: { readonly sort: sort; readonly value: ReadValues[sort] }
}[PartSort]

export interface ReadPart {
  readonly name: string | undefined
  readonly heading: string
  readonly sort: PartSort
  /** As the file has it, below the heading and the comment. */
  readonly source: string
  readonly line: number
  /**
   * What it holds. Read when it is asked for: a part that nobody changed may hold what no file may say.
   *
   * @throws MarkdownProblem with the line
   */
  read(): ReadValue
}

export interface ReadDocument {
  readonly title: string | undefined
  readonly intro: string
  readonly parts: readonly ReadPart[]
}

/** What a document knows of a part that the file does not say. */
type SortOf = (part: { name: string | undefined; heading: string }) => PartSort | undefined

/**
 * Reads what `markdownOfDocument` wrote, or a person in its form: the parts below headings at level 2. What sort a part is
 * says its comment (`<!-- tree: mindMap -->`), else the document (`sortOf`), else it is prose.
 *
 * @throws MarkdownProblem with the line
 */
export const readMarkdown = (given: string, sortOf: SortOf = () => undefined): ReadDocument => {
  const { text, root } = parseMarkdown(given)
  let title: string | undefined
  const before: RootContent[] = []
  const sections: { heading: RootContent; nodes: RootContent[] }[] = []
  for (const node of root.children) {
    const last = sections.at(-1)
    if (node.type === 'heading' && node.depth === 1) {
      if (title !== undefined || last) throw new MarkdownProblem(lineOf(node), 'a file has one title, at its beginning')
      title = shortLine(node, 200, 'a title')
    } else if (node.type === 'heading' && node.depth === 2) sections.push({ heading: node, nodes: [] })
    else (last?.nodes ?? before).push(node)
  }
  const stray = before.find(({ type }) => type !== 'paragraph')
  if (stray)
    throw new MarkdownProblem(
      lineOf(stray),
      'before the first part, which begins with "## ", only paragraphs may stand',
    )
  if (sections.length === 0) throw new MarkdownProblem(1, 'there is no part: a part begins with "## " and its heading')
  return {
    title: title === '' ? undefined : title,
    intro: before.map(plainOf).join('\n\n'),
    parts: sections.map(({ heading, nodes }) => partOf({ text, heading, nodes, sortOf })),
  }
}

/**
 * Reads a nested list as a tree.
 *
 * @throws MarkdownProblem with the line
 */
export const readTree = (given: string): readonly Outline[] => {
  const { root } = parseMarkdown(given)
  const nodes = root.children.filter((node) => node.type !== 'heading' && !(node.type === 'html' && markIn(node.value)))
  return outlineOf(nodes, 1)
}

interface PartIn {
  text: string
  heading: RootContent
  nodes: readonly RootContent[]
  sortOf: SortOf
}

const partOf = ({ text, heading: node, nodes: all, sortOf }: PartIn): ReadPart => {
  const heading = shortLine(node, contentLimits.heading, 'a heading')
  const [first] = all
  const mark = first?.type === 'html' ? markIn(first.value) : undefined
  const nodes = mark ? all.slice(1) : all
  const sort = mark?.sort ?? sortOf({ name: undefined, heading }) ?? 'prose'
  const line = lineOf(node)
  const source = sourceOf(text, nodes)
  return { name: mark?.name, heading, sort, source, line, read: () => readValue(sort, nodes, source, line) }
}

const markIn = (html: string): { sort: PartSort; name: string | undefined } | undefined => {
  const [, word, name] = /^<!--\s*([a-z]+)(?::\s*([\w-]{1,40}))?\s*-->\s*$/i.exec(html) ?? []
  const sort = partSorts.find((known) => known === word)
  return sort && { sort, name }
}

const readValue = (sort: PartSort, nodes: readonly RootContent[], source: string, line: number): ReadValue => {
  switch (sort) {
    case 'prose':
      return { sort, value: proseOf(nodes, source, line) }
    case 'entries':
      return { sort, value: entriesOf(nodes) }
    case 'questions':
      return { sort, value: questionsOf(nodes) }
    case 'tree':
      return { sort, value: outlineOf(nodes, line) }
    case 'boards':
      return { sort, value: boardsOf(nodes) }
  }
}

const proseOf = (nodes: readonly RootContent[], source: string, line: number): string => {
  const html = nodes.flatMap(htmlIn)[0]
  if (html) throw new MarkdownProblem(lineOf(html), 'HTML is not read; write Markdown')
  if (source.length > contentLimits.prose) {
    throw new MarkdownProblem(
      line,
      `the part has ${source.length} characters, at most ${contentLimits.prose} are allowed`,
    )
  }
  if (!isSensibleMarkdown(source)) throw new MarkdownProblem(line, 'the part has too much markup; write it plainer')
  return source
}

const htmlIn = (node: Nodes): Nodes[] => {
  if (node.type === 'html') return [node]
  return 'children' in node ? node.children.flatMap(htmlIn) : []
}

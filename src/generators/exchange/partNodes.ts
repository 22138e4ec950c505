import type { BlockContent, List, ListItem, Paragraph, PhrasingContent, RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { type Branch, forestOf } from '../content/forest.js'
import type { Entry, Question, WrittenPart } from '../content/part.js'
import { markdownProblem } from './markdownText.js'

export type Level = 1 | 2 | 3 | 4 | 5 | 6

/** A part below its heading, which stands at `level`. */
export const partNodes = (part: WrittenPart, level: Level): RootContent[] => {
  switch (part.sort) {
    case 'prose':
      return proseNodes(part.value, level)
    case 'entries':
      return entryNodes(part.value, level)
    case 'questions':
      return part.value.length === 0
        ? []
        : [
            list(
              part.value.map((one) => questionItem(one)),
              { ordered: true },
            ),
          ]
    case 'tree': {
      const forest = forestOf(part.value)
      return forest.length === 0 ? [] : [list(forest.map(branchItem))]
    }
    case 'boards':
      return part.value.length === 0
        ? []
        : [
            list(
              part.value.map(({ position, caption }) =>
                listItem(labelled({ type: 'inlineCode', value: oneLine(position) || '-' }, caption)),
              ),
            ),
          ]
  }
}

/** Headings below that of the part; HTML as the text that it is, as editors see it. */
const proseNodes = (markdown: string, level: Level): RootContent[] => {
  if (markdownProblem(markdown)) return textParagraphs(markdown)
  // Without the marks of the quote that it stands in.
  const asWritten = (node: RootContent | PhrasingContent): string =>
    node.type === 'html'
      ? node.value
      : markdown.slice(node.position?.start.offset, node.position?.end.offset).replace(/\n[ \t>]*/g, '\n')
  const plain = <Node extends RootContent | PhrasingContent>(node: Node): (Node | PhrasingContent)[] => {
    if (node.type === 'html' || /Reference$/.test(node.type)) return [{ type: 'text', value: asWritten(node) }]
    if (!('children' in node)) return [node]
    const children = (node.children as RootContent[]).flatMap(holdsBlocks(node) ? block : plain)
    return [{ ...node, children } as Node]
  }
  // Words stand in a paragraph: outside of one the printer does not escape all that is markup in them.
  const block = (node: RootContent): RootContent[] =>
    node.type === 'html' ? [paragraph([{ type: 'text', value: asWritten(node) }])] : (plain(node) as RootContent[])
  return fromMarkdown(markdown).children.flatMap((node): RootContent[] => {
    if (node.type === 'definition') return []
    return block(node).map((one) =>
      one.type === 'heading'
        ? { ...one, depth: Math.min(6, Math.max(level + 1, one.depth + level - 2)) as Level }
        : one,
    )
  })
}

const holdsBlocks = ({ type }: RootContent): boolean => type === 'blockquote' || type === 'listItem'

/** A new heading wherever the group changes; an empty one where a group has ended. */
const entryNodes = (entries: readonly Entry[], level: Level): RootContent[] => {
  const runs: { group: string; entries: Entry[] }[] = []
  for (const entry of entries) {
    const group = oneLine(entry.group ?? '')
    const last = runs.at(-1)
    if (last?.group === group) last.entries.push(entry)
    else runs.push({ group, entries: [entry] })
  }
  return runs.flatMap((run, index) => [
    ...(index === 0 && run.group === '' ? [] : [heading((level + 1) as Level, run.group)]),
    list(run.entries.map(({ label, body }) => listItem(labelled(strong(label), body)))),
  ])
}

export const questionItem = (question: Question, first: readonly BlockContent[] = []): ListItem => {
  const { stem, choices, answer, explanation, objective, difficulty } = question
  const field = (name: string, text: string | undefined): ListItem[] =>
    text === undefined || text === '' ? [] : [listItem(labelled(strong(name), text))]
  const fields = [
    ...choices.map(({ text, correct, why }) =>
      listItem([...withMark(correct, textParagraphs(text)), ...(why === '' ? [] : [list(field(fieldNames.why, why))])]),
    ),
    ...(sortOfQuestion(question) === question.sort ? [] : field(fieldNames.sort, question.sort)),
    ...field(fieldNames.answer, answer),
    ...field(fieldNames.explanation, explanation),
    ...field(fieldNames.objective, objective),
    ...field(fieldNames.difficulty, difficulty),
  ]
  return listItem([...textParagraphs(stem), ...first, ...(fields.length === 0 ? [] : [list(fields)])])
}

/** What stands before the colon of what a question has beside its choices. Part of the file's form, in every language. */
export const fieldNames = {
  why: 'Why',
  sort: 'Sort',
  answer: 'Answer',
  explanation: 'Explanation',
  objective: 'Objective',
  difficulty: 'Difficulty',
} as const

/** What a question is by its choices, where no field says otherwise. */
export const sortOfQuestion = ({ choices }: Pick<Question, 'choices'>): Question['sort'] => {
  if (choices.length === 0) return 'short'
  return choices.filter(({ correct }) => correct).length === 1 ? 'single' : 'multiple'
}

/** A box to tick before the first words. */
const withMark = (isTicked: boolean, [first, ...others]: readonly Paragraph[]): Paragraph[] => {
  const mark: PhrasingContent = { type: 'html', value: isTicked ? '[x]' : '[ ]' }
  const words = first?.children ?? []
  return [paragraph(words.length === 0 ? [mark] : [mark, { type: 'text', value: ' ' }, ...words]), ...others]
}

const branchItem = ({ node: { label, note }, children }: Branch): ListItem =>
  listItem([
    ...(note === undefined ? textParagraphs(oneLine(label)) : labelled(strong(label), note)),
    ...(children.length === 0 ? [] : [list(children.map(branchItem))]),
  ])

/** `**Label**: text`, and the text's other paragraphs below. */
const labelled = (name: PhrasingContent, text: string): Paragraph[] => {
  const [first, ...others] = textParagraphs(text)
  const words = first?.children ?? []
  return [paragraph([name, { type: 'text', value: words.length === 0 ? ':' : ': ' }, ...words]), ...others]
}

const strong = (text: string): PhrasingContent => ({
  type: 'strong',
  children: [{ type: 'text', value: oneLine(text) }],
})

export const paragraph = (children: PhrasingContent[]): Paragraph => ({
  type: 'paragraph',
  children: byLine(joined(children)),
})

/** Two texts side by side would be escaped each by itself. */
const joined = (nodes: readonly PhrasingContent[]): PhrasingContent[] => {
  const out: PhrasingContent[] = []
  for (const node of nodes) {
    const last = out.at(-1)
    if (last?.type === 'text' && node.type === 'text') out[out.length - 1] = { ...last, value: last.value + node.value }
    else out.push(node)
  }
  return out
}

/** A text for each line: of two lines that begin with a mark, the printer escapes only the first within one text. */
const byLine = (nodes: readonly PhrasingContent[]): PhrasingContent[] =>
  nodes.flatMap((node) =>
    node.type === 'text'
      ? node.value.split(/(?<=\n)/).map((value): PhrasingContent => ({ type: 'text', value }))
      : [node],
  )

/** Plain text: what looks like markup in it is none. */
export const textParagraphs = (text: string): Paragraph[] =>
  text
    .trim()
    .split(/\n[ \t]*\n\s*/)
    .flatMap((value) => (value === '' ? [] : [paragraph([{ type: 'text', value }])]))

export const list = (children: ListItem[], { ordered = false } = {}): List => ({
  type: 'list',
  ordered,
  ...(ordered ? { start: 1 } : {}),
  spread: false,
  children,
})

const listItem = (children: BlockContent[]): ListItem => ({ type: 'listItem', spread: false, children })

export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

export const heading = (depth: Level, text: string): RootContent => ({
  type: 'heading',
  depth,
  children: oneLine(text) === '' ? [] : [{ type: 'text', value: oneLine(text) }],
})

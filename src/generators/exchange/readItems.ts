import type { BlockContent, DefinitionContent, List, ListItem, Paragraph, PhrasingContent, RootContent } from 'mdast'
import type { Outline } from '../content/forest.js'
import {
  type Board,
  contentLimits,
  type Entry,
  type Question,
  type QuestionChoice,
  questionSorts,
} from '../content/part.js'
import { lineOf, MarkdownProblem, plainOf } from './markdownText.js'
import { fieldNames, sortOfQuestion } from './partNodes.js'

/** Lists below the headings of their groups. */
export const entriesOf = (nodes: readonly RootContent[]): Entry[] => {
  let group = ''
  return nodes.flatMap((node): Entry[] => {
    if (node.type === 'heading') {
      group = shortLine(node, contentLimits.longGroup, 'a group')
      return []
    }
    return itemsOf([node], 'entries').map((item) => {
      const { label, text } = labelled(item, 'strong', contentLimits.label)
      const body = within(text, contentLimits.body, lineOf(item), 'a text')
      return { ...(group === '' ? {} : { group }), label, body }
    })
  })
}

export const boardsOf = (nodes: readonly RootContent[]): Board[] => itemsOf(nodes, 'boards').map(boardOf)

const boardOf = (item: ListItem): Board => {
  const { label, text } = labelled(item, 'inlineCode', 500)
  return { position: label, caption: within(text, contentLimits.caption, lineOf(item), 'a caption') }
}

const forms: Readonly<Record<'entries' | 'questions' | 'boards', string>> = {
  entries: 'entries are a list: - **Label**: text',
  questions: 'questions are a numbered list: 1. Question, with its choices below it: - [x] right, - [ ] wrong',
  boards: 'boards are a list: - `position`: caption',
}

const itemsOf = (nodes: readonly RootContent[], sort: keyof typeof forms): ListItem[] =>
  nodes.flatMap((node) => {
    if (node.type === 'list') return node.children
    throw new MarkdownProblem(lineOf(node), forms[sort])
  })

/** The paragraphs of an item and the one list below them. */
const insides = (item: ListItem): { paragraphs: Paragraph[]; lists: List[] } => {
  const paragraphs: Paragraph[] = []
  const lists: List[] = []
  for (const child of item.children as (BlockContent | DefinitionContent)[]) {
    if (child.type === 'list') lists.push(child)
    else if (child.type === 'paragraph' && lists.length === 0) paragraphs.push(child)
    else throw new MarkdownProblem(lineOf(child), 'an item of a list has paragraphs, and below them a list')
  }
  return { paragraphs, lists }
}

const textOf = (paragraphs: readonly Paragraph[]): string => paragraphs.map(plainOf).join('\n\n').trim()

interface Labelled {
  label: string
  text: string
  lists: List[]
}

/** `**Label**: text`, or the same with another mark; `undefined` where the item does not begin so. */
const labelIn = (item: ListItem, mark: PhrasingContent['type']): Labelled | undefined => {
  const { paragraphs, lists } = insides(item)
  const [first, ...others] = paragraphs
  const [name, ...rest] = first?.children ?? []
  const words = rest.map(plainOf).join('')
  if (!first || name?.type !== mark || !words.startsWith(':')) return undefined
  const text = [words.slice(1), ...others.map(plainOf)].join('\n\n').trim()
  return { label: plainOf(name).replace(/\s+/g, ' ').trim(), text, lists }
}

const labelled = (item: ListItem, mark: 'strong' | 'inlineCode', most: number): { label: string; text: string } => {
  const found = labelIn(item, mark)
  if (found?.lists.length) throw new MarkdownProblem(lineOf(item), 'there is a list within it, which has no place here')
  if (!found || found.label === '') {
    throw new MarkdownProblem(lineOf(item), forms[mark === 'strong' ? 'entries' : 'boards'])
  }
  return { label: within(found.label, most, lineOf(item), 'a label'), text: found.text }
}

export const questionsOf = (nodes: readonly RootContent[]): Question[] => itemsOf(nodes, 'questions').map(questionOf)

const questionOf = (item: ListItem): Question => {
  const line = lineOf(item)
  const { paragraphs, lists } = insides(item)
  const stem = within(textOf(paragraphs), contentLimits.stem, line, 'a question')
  if (stem === '') throw new MarkdownProblem(line, 'a question needs words before its choices')
  const choices: QuestionChoice[] = []
  const fields = new Map<string, string>()
  for (const one of lists.flatMap(({ children }) => children)) {
    const choice = choiceOf(one)
    if (choice) choices.push(choice)
    else fieldOf(one, fields)
  }
  if (choices.length > contentLimits.choices) {
    throw new MarkdownProblem(
      line,
      `the question has ${choices.length} choices, at most ${contentLimits.choices} are allowed`,
    )
  }
  const said = fields.get('sort')
  const sort = said === undefined ? sortOfQuestion({ choices }) : questionSorts.find((known) => known === said)
  if (!sort) throw new MarkdownProblem(line, `"${said}" is no sort of question; use ${questionSorts.join(', ')}`)
  const given = (name: 'answer' | 'objective' | 'difficulty') => {
    const text = fields.get(name)
    return text === undefined ? {} : { [name]: within(text, contentLimits[name], line, `"${fieldNames[name]}"`) }
  }
  const explanation = within(fields.get('explanation') ?? '', contentLimits.explanation, line, '"Explanation"')
  return { sort, stem, choices, ...given('answer'), explanation, ...given('objective'), ...given('difficulty') }
}

const choiceOf = (item: ListItem): QuestionChoice | undefined => {
  const { paragraphs, lists } = insides(item)
  const [, mark, text = ''] = /^\[([ xX])\]([\s\S]*)$/.exec(textOf(paragraphs)) ?? []
  if (mark === undefined) return undefined
  const below = new Map<string, string>()
  for (const one of lists.flatMap(({ children }) => children)) fieldOf(one, below, ['why'])
  return {
    text: within(text.trim(), contentLimits.choice, lineOf(item), 'a choice'),
    correct: mark !== ' ',
    why: within(below.get('why') ?? '', contentLimits.why, lineOf(item), '"Why"'),
  }
}

type FieldName = keyof typeof fieldNames

const fieldOf = (item: ListItem, fields: Map<string, string>, allowed?: readonly FieldName[]): void => {
  const names = allowed ?? (Object.keys(fieldNames) as FieldName[]).filter((name) => name !== 'why')
  const found = labelIn(item, 'strong')
  const name = names.find((known) => fieldNames[known].toLowerCase() === found?.label.toLowerCase())
  if (!found || !name || fields.has(name)) {
    const shown = names.map((known) => `**${fieldNames[known]}**: …`).join(', ')
    throw new MarkdownProblem(lineOf(item), `it is neither a choice (- [x] …, - [ ] …) nor one of ${shown}, each once`)
  }
  fields.set(name, found.text)
}

/** One nested list, with one root. `line` is that of its part. */
export const outlineOf = (nodes: readonly RootContent[], line: number): Outline[] => {
  const roots = nodes.flatMap((node) => {
    if (node.type === 'list') return node.children
    throw new MarkdownProblem(lineOf(node), 'a mind map is one nested list: - Idea')
  })
  let count = 0
  const branch = (item: ListItem): Outline => {
    const at = lineOf(item)
    count += 1
    if (count > contentLimits.nodes)
      throw new MarkdownProblem(at, `a mind map has at most ${contentLimits.nodes} ideas`)
    const { paragraphs, lists } = insides(item)
    const [first, ...others] = paragraphs
    const named = labelIn(item, 'strong')
    const said = named?.label ?? (first ? plainOf(first) : '').replace(/\s+/g, ' ').trim()
    const label = within(said, contentLimits.nodeLabel, at, 'an idea')
    if (label === '') throw new MarkdownProblem(at, 'an idea needs words')
    const note = within(named?.text ?? textOf(others), contentLimits.note, at, 'a note')
    const children = lists.flatMap(({ children: inner }) => inner).map(branch)
    return { label, ...(note === '' ? {} : { note }), children }
  }
  const [root, second] = roots
  if (!root) throw new MarkdownProblem(line, 'there is no list; a mind map is one nested list: - Idea')
  if (second) throw new MarkdownProblem(lineOf(second), 'a mind map has one root: indent this below the first idea')
  return [branch(root)]
}

export const shortLine = (node: RootContent, most: number, what: string): string =>
  within(plainOf(node).replace(/\s+/g, ' ').trim(), most, lineOf(node), what)

const within = (text: string, most: number, line: number, what: string): string => {
  if (text.length <= most) return text
  throw new MarkdownProblem(line, `${what} has ${text.length} characters, at most ${most} are allowed`)
}

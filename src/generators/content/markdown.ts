import type { Entry, PartFacts, Question, TreeNode, WrittenPart } from './part.js'

interface ToMarkdown {
  /** Stands above it, at level 2. Default: none. */
  heading?: string
  /** Tells positions by their notation; without it they are named by their keys. */
  positions?: PartFacts['positions']
}

/** A part as Markdown, for prompts and exports: below its heading at level 2, if it has one. */
export const toMarkdown = (part: WrittenPart, { heading, positions }: ToMarkdown = {}): string => {
  const body = bodyOf(part, positions).trim()
  return heading === undefined ? body : `## ${heading}\n\n${body}`.trim()
}

const bodyOf = (part: WrittenPart, positions: PartFacts['positions']): string => {
  switch (part.sort) {
    case 'prose':
      return part.value
    case 'entries':
      return inGroups(part.value)
    case 'questions':
      return part.value.map(questionLines).join('\n\n')
    case 'tree':
      return treeLines(part.value).join('\n')
    case 'boards':
      return part.value
        .map(({ position, caption }) => `- \`${positions?.get(position)?.notation ?? position}\`: ${oneLine(caption)}`)
        .join('\n')
  }
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

const inGroups = (entries: readonly Entry[]): string => {
  const groups = [...new Set(entries.map(({ group = '' }) => group))]
  return groups
    .map((name) => {
      const own = entries.filter(({ group = '' }) => group === name)
      return `${name ? `### ${oneLine(name)}\n\n` : ''}${entryLines(own)}`
    })
    .join('\n\n')
}

/** A list where each fits a line, else one below the other. */
const entryLines = (entries: readonly Entry[]): string =>
  entries.some(({ body }) => body.includes('\n'))
    ? entries.map(({ label, body }) => `**${oneLine(label)}**\n\n${body.trim()}`).join('\n\n')
    : entries.map(({ label, body }) => `- **${oneLine(label)}**: ${oneLine(body)}`).join('\n')

const questionLines = ({ stem, choices, answer, explanation }: Question, index: number): string => {
  const mark = `${index + 1}. `
  const lines = [
    ...choices.map(
      ({ text, correct, why }) => `- [${correct ? 'x' : ' '}] ${oneLine(text)}${why && ` — ${oneLine(why)}`}`,
    ),
    ...(answer === undefined ? [] : [`- Answer: ${oneLine(answer)}`]),
    `- Explanation: ${oneLine(explanation)}`,
  ]
  const indented = lines.map((line) => `${' '.repeat(mark.length)}${line}`)
  return [`${mark}${oneLine(stem)}`, ...indented].join('\n')
}

const treeLines = (nodes: readonly TreeNode[]): string[] => {
  const seen = new Set<TreeNode>()
  const below = (parent: string | undefined, level: number): string[] =>
    nodes.flatMap((node) => {
      // An editor may have made a circle.
      if (node.parent !== parent || seen.has(node)) return []
      seen.add(node)
      const note = node.note === undefined ? '' : `: ${oneLine(node.note)}`
      return [`${'  '.repeat(level)}- ${oneLine(node.label)}${note}`, ...below(node.key, level + 1)]
    })
  return below(undefined, 0)
}

/** Where a text may end, best first: a paragraph, a sentence, a word. */
const ends = [/(?=\n\s*\n)/g, /(?<=[.!?…。！？]["”»)]?)(?=\s)/g, /(?=\s)/g]

/**
 * Markdown of at most so many characters: as many whole paragraphs, else sentences, else words from its beginning as fill
 * more than half of them; an ellipsis stands for what was left out.
 */
export const shortened = (markdown: string, maxCharacters: number): string => {
  const text = markdown.trim()
  if (text.length <= maxCharacters) return text
  const room = text.slice(0, Math.max(0, maxCharacters - 1))
  const places = ends.map((end) => [...room.matchAll(end)].at(-1)?.index ?? 0)
  const end = places.find((place) => place > room.length / 2) ?? room.length
  return `${room
    .slice(0, end)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd()}…`
}

/**
 * Several texts of at most so many characters together, each with its heading: what is short stays whole, the long ones
 * share what is left. For prompts of what is written after them.
 */
export const outlineOf = (
  parts: readonly { readonly heading: string; readonly part: WrittenPart }[],
  { maxCharacters, positions }: { maxCharacters: number; positions?: PartFacts['positions'] },
): string => {
  const texts = parts.map(({ heading, part }) => ({ heading, text: toMarkdown(part, { positions }) }))
  const shortestFirst = [...texts].sort((a, b) => a.text.length - b.text.length)
  const rooms = new Map<object, number>()
  let left = maxCharacters
  for (const [index, one] of shortestFirst.entries()) {
    const frame = one.heading.length + '## \n\n\n\n'.length
    const share = Math.floor(left / (shortestFirst.length - index)) - frame
    rooms.set(one, share)
    left -= Math.min(share, one.text.length) + frame
  }
  return texts
    .flatMap((one) => {
      const room = rooms.get(one) ?? 0
      return room > 0 ? [`## ${one.heading}\n\n${shortened(one.text, room)}`] : []
    })
    .join('\n\n')
}

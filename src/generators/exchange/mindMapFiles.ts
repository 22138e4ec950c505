import { type Branch, forestOf } from '../content/forest.js'
import type { TreeNode } from '../content/part.js'

/**
 * A tree as a `mindmap` of Mermaid (https://mermaid.js.org/syntax/mindmap.html). Labels alone: Mermaid has no place for
 * notes. A tree without one root hangs below `title`, because Mermaid draws one.
 */
export const mermaidOf = (nodes: readonly TreeNode[], title: string): string => {
  let count = 0
  const lines = ({ node, children }: Branch, level: number): string[] => {
    const id = `n${count}`
    count += 1
    const text = mermaidText(node.label)
    const shape = level === 1 ? `(("${text}"))` : `["${text}"]`
    return [`${'  '.repeat(level)}${id}${shape}`, ...children.flatMap((child) => lines(child, level + 1))]
  }
  const forest = forestOf(nodes)
  const [only, ...others] = forest
  const root: Branch = only && others.length === 0 ? only : { node: { key: '', label: title }, children: forest }
  return `mindmap\n${lines(root, 1).join('\n')}\n`
}

/**
 * Text within the quotes of a label. Mermaid reads quotes, colons with semicolons, `%%`, braces and Markdown in it as its
 * own: all but letters, digits and what is harmless is written as the number of its character.
 */
const mermaidText = (label: string): string => {
  const line = label.replace(/\s+/g, ' ').trim()
  const coded = line.replace(/[^\p{L}\p{M}\p{N} ,.?!'()-]/gu, entityOf)
  // At the beginning these would make a list of it, which Mermaid does not draw.
  return coded.replace(/^[-.]/, entityOf).replace(/^(\p{N}+)([.)])/u, (_, digits, mark) => `${digits}${entityOf(mark)}`)
}

const entityOf = (character: string): string => `#${character.codePointAt(0)};`

/**
 * A tree as OPML 2.0 (http://opml.org/spec2.opml), which outliners and mind map programs read. Notes stand in `_note`, where
 * OmniOutliner put them and most others look.
 */
export const opmlOf = (nodes: readonly TreeNode[], title: string): string => {
  const outline = ({ node, children }: Branch, level: number): string[] => {
    const indent = '  '.repeat(level)
    const note = node.note === undefined ? '' : ` _note="${xmlText(node.note)}"`
    const start = `${indent}<outline text="${xmlText(node.label)}"${note}`
    if (children.length === 0) return [`${start}/>`]
    return [`${start}>`, ...children.flatMap((child) => outline(child, level + 1)), `${indent}</outline>`]
  }
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<opml version="2.0">',
    '  <head>',
    `    <title>${xmlText(title)}</title>`,
    '  </head>',
    '  <body>',
    ...forestOf(nodes).flatMap((branch) => outline(branch, 2)),
    '  </body>',
    '</opml>',
    '',
  ].join('\n')
}

/** Without what XML 1.0 cannot hold, however it is written: control characters, and halves of characters. */
const xmlText = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out.
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu, '')
    .replace(/[&<>"'\t\n\r]/g, (character) => `&#${character.codePointAt(0)};`)

import type { Link, ListItem, Nodes, PhrasingContent, Root, RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { isRecord } from '../text.js'

/**
 * The state of a Lexical editor, as Payload stores rich text. Models write markdown and code builds the state: models
 * that emit editor JSON break editors.
 */
export interface RichText {
  [key: string]: unknown
  root: LexicalNode & { children: LexicalNode[] }
}

interface LexicalNode {
  [key: string]: unknown
  type: string
  version: number
}

/**
 * Turns markdown (CommonMark) into rich text of Payload's default editor: paragraphs, headings, lists, quotes, rules,
 * bold, italic, code and links. What it has no node for stays as the text it is, HTML too; links to anything but
 * http(s) and mailto, and images, become their text.
 *
 * Parsers of markdown need time quadratic in runs of markers or deep nesting. Texts of sensible length have few of both;
 * what has more, or is longer, is taken as plain text.
 */
export const markdownToRichText = (markdown: string): RichText => {
  const blocks = isSensibleMarkdown(markdown) ? blocksOf(fromMarkdown(markdown), markdown) : plainBlocks(markdown)
  return { root: { ...element('root', blocks), children: blocks } }
}

const longestMarkdown = 20_000
const mostMarkers = 600
const mostLines = 200
const deepestNesting = 6

const nestedDeeper = new RegExp(`^(?:[ \\t]*(?:>|[-*+]|\\d{1,9}[.)])){${deepestNesting + 1}}`, 'm')

/** Whether it is parsed as markdown, and not taken as plain text. */
export const isSensibleMarkdown = (markdown: string): boolean =>
  markdown.length <= longestMarkdown &&
  (markdown.match(/[*_`[\]<>!\\&#]/g)?.length ?? 0) <= mostMarkers &&
  (markdown.match(/\n/g)?.length ?? 0) <= mostLines &&
  !nestedDeeper.test(markdown)

const plainBlocks = (text: string): LexicalNode[] =>
  text
    .split(/\n{2,}/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map((paragraph) => element('paragraph', textNodes(paragraph, 0)))

const blocksOf = (tree: Root, markdown: string): LexicalNode[] => {
  const asWritten = ({ position }: Nodes): string =>
    markdown.slice(position?.start.offset ?? 0, position?.end.offset ?? 0)

  const block = (node: RootContent): LexicalNode[] => {
    switch (node.type) {
      case 'paragraph':
        return [
          element(
            'paragraph',
            node.children.flatMap((child) => inline(child, 0)),
          ),
        ]
      case 'heading': {
        const children = node.children.flatMap((child) => inline(child, 0))
        return [{ ...element('heading', children), tag: `h${node.depth}` }]
      }
      case 'blockquote':
        return [element('quote', wordsOf(node.children.flatMap(block)))]
      case 'list': {
        const start = node.start ?? 1
        const items = node.children.flatMap((item, index) => listItem(item, start + index))
        const listType = node.ordered ? 'number' : 'bullet'
        return [{ ...element('list', items), listType, start, tag: node.ordered ? 'ol' : 'ul' }]
      }
      case 'code':
        return [element('paragraph', textNodes(node.value, formats.inlineCode))]
      case 'thematicBreak':
        return [{ type: 'horizontalrule', version: 1 }]
      default:
        return [element('paragraph', textNodes(asWritten(node), 0))]
    }
  }

  const listItem = (item: ListItem, value: number): LexicalNode[] => {
    const [lists, others] = [item.children.filter(isList), item.children.filter((child) => !isList(child))]
    const words = wordsOf(others.flatMap(block))
    const entry = (children: LexicalNode[]) => ({ ...element('listitem', children), value })
    // In Lexical a list in a list is an entry of its own.
    return [
      ...(words.length || !lists.length ? [entry(words)] : []),
      ...lists.flatMap(block).map((list) => entry([list])),
    ]
  }

  const inline = (node: PhrasingContent, format: number): LexicalNode[] => {
    switch (node.type) {
      case 'text':
        return textNodes(node.value, format)
      case 'emphasis':
      case 'strong':
        return node.children.flatMap((child) => inline(child, format | formats[node.type]))
      case 'inlineCode':
        return textNodes(node.value, format | formats.inlineCode)
      case 'break':
        return [lineBreak()]
      case 'link':
        return linkOf(
          node,
          node.children.flatMap((child) => inline(child, format)),
        )
      case 'image':
        return textNodes(node.alt ?? '', format)
      default:
        return textNodes(asWritten(node), format)
    }
  }
  return tree.children.filter(({ type }) => type !== 'definition').flatMap(block)
}

/** Quotes and items of lists hold words, not blocks: what blocks say, with breaks between their lines. */
const wordsOf = (blocks: readonly LexicalNode[]): LexicalNode[] =>
  blocks.flatMap(linesOf).flatMap((line, index) => [...(index ? [lineBreak()] : []), ...line])

/** Of a list, each item is one. */
const linesOf = (node: LexicalNode): LexicalNode[][] => {
  const children = Array.isArray(node.children) ? (node.children as LexicalNode[]) : []
  return children.some(({ type }) => type === 'list' || type === 'listitem') ? children.flatMap(linesOf) : [children]
}

const isList = ({ type }: RootContent): boolean => type === 'list'

/** Lexical's bits of a text's format. */
const formats = { strong: 1, emphasis: 2, inlineCode: 16 } as const

const linkOf = ({ url }: Link, children: LexicalNode[]): LexicalNode[] =>
  children.length && isSafeUrl(url)
    ? [{ ...element('link', children), version: 3, fields: { linkType: 'custom', newTab: false, url } }]
    : children

const element = (type: string, children: LexicalNode[]): LexicalNode => ({
  type,
  version: 1,
  children,
  direction: null,
  format: '',
  indent: 0,
  ...(type === 'paragraph' ? { textFormat: 0, textStyle: '' } : {}),
})

const lineBreak = (): LexicalNode => ({ type: 'linebreak', version: 1 })

const textNodes = (text: string, format: number): LexicalNode[] =>
  text
    .split('\n')
    .flatMap((line, index) => [
      ...(index ? [lineBreak()] : []),
      ...(line === '' ? [] : [{ type: 'text', version: 1, text: line, format, detail: 0, mode: 'normal', style: '' }]),
    ])

const safeProtocols = ['http:', 'https:', 'mailto:']

/** http(s) and mailto only: anything else in a link runs code or leads nowhere. */
const isSafeUrl = (url: unknown): boolean => {
  if (typeof url !== 'string') return false
  try {
    return safeProtocols.includes(new URL(url).protocol)
  } catch {
    return false
  }
}

/** The address of the first link that leads anywhere but to http(s) or mailto, in any state an editor or client sent. */
export const unsafeLinkIn = (richText: unknown): string | undefined => {
  for (const node of nodesOf(richText)) {
    if (node.type !== 'link' && node.type !== 'autolink') continue
    const fields = isRecord(node.fields) ? node.fields : {}
    const isInternal = fields.linkType === 'internal' && fields.url == null
    // `url` beside `fields` is Lexical's own shape.
    const urls = [...(isInternal ? [] : [fields.url]), ...('url' in node ? [node.url] : [])]
    const unsafe = urls.find((url) => !isSafeUrl(url))
    if (urls.length && urls.some((url) => !isSafeUrl(url))) return String(unsafe ?? '')
  }
  return undefined
}

/** What Markdown has no words for, of what Payload's default editor offers. */
const beyond: Readonly<Record<string, string>> = {
  upload: 'an image or a file',
  relationship: 'a reference to a document',
  block: 'a block',
  inlineBlock: 'a block',
}

const sayable = [
  ...['root', 'paragraph', 'heading', 'quote', 'list', 'listitem', 'text', 'tab', 'linebreak', 'horizontalrule'],
  ...['link', 'autolink'],
]
const sayableFormats = Object.values(formats).reduce((all, bit) => all | bit, 0)

/** What would be lost of rich text that is written as Markdown and read again, in words; `undefined` where nothing would. */
export const beyondMarkdown = (richText: unknown): string | undefined => {
  for (const { type, format, indent, fields, listType } of nodesOf(richText)) {
    if (!sayable.includes(String(type))) return beyond[String(type)] ?? `what the editor calls "${type}"`
    if (isRecord(fields) && fields.linkType === 'internal') return 'a link to a document'
    if (typeof format === 'number' && (format & ~sayableFormats) !== 0) return 'a format such as underlining'
    if (typeof format === 'string' && !['', 'left', 'start'].includes(format)) return 'an alignment'
    // Of an item in a list it is how deep the list is.
    if (type !== 'listitem' && Number(indent) > 0) return 'an indentation'
    if (listType === 'check') return 'a list to tick off'
  }
  return undefined
}

const blockTypes = ['paragraph', 'heading', 'quote', 'listitem', 'linebreak', 'horizontalrule']

/** What a reader sees of rich text, with line breaks between its blocks; empty for what is no rich text. */
export const textOfRichText = (richText: unknown): string => {
  let text = ''
  for (const node of nodesOf(richText)) {
    if (typeof node.text === 'string') text += node.text
    else if (typeof node.type === 'string' && blockTypes.includes(node.type)) text += '\n'
  }
  return text.trim()
}

/** In the order of the text, and without recursion: what clients send may be nested as deep as it is long. */
function* nodesOf(richText: unknown): Generator<Record<string, unknown>> {
  const open: unknown[] = isRecord(richText) ? [richText.root] : []
  while (open.length) {
    const node = open.pop()
    if (!isRecord(node)) continue
    yield node
    if (Array.isArray(node.children))
      for (let at = node.children.length - 1; at >= 0; at -= 1) open.push(node.children[at])
  }
}

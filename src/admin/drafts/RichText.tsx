'use client'
import type { ReactNode } from 'react'
import { isRecord } from '../shared/api.js'

/** Bits of `format` of a piece of text, as Lexical has them, and the element that shows each. */
const formats = [
  [1, 'strong'],
  [2, 'em'],
  [4, 's'],
  [8, 'u'],
  [16, 'code'],
  [32, 'sub'],
  [64, 'sup'],
] as const

/**
 * A rich text as readers see it. Built of elements from what is stored, piece by piece, so that nothing in it is ever taken for
 * HTML; a link leads to where people may be sent, or is no link.
 */
export const RichText = ({ value }: { value: unknown }) => {
  const root = isRecord(value) ? value.root : undefined
  return (
    <div className="coursewright-prose" dir="auto">
      {childrenOf(root)}
    </div>
  )
}

const childrenOf = (node: unknown): ReactNode =>
  isRecord(node) && Array.isArray(node.children)
    ? node.children.map((child, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: nodes have no ids, and this text never changes in place.
        <Node key={index} node={child} />
      ))
    : null

const Node = ({ node }: { node: unknown }): ReactNode => {
  if (!isRecord(node)) return null
  switch (node.type) {
    case 'text':
      return marked(typeof node.text === 'string' ? node.text : '', Number(node.format) || 0)
    case 'linebreak':
      return <br />
    case 'tab':
      return '\t'
    case 'paragraph':
      return <p>{childrenOf(node)}</p>
    case 'heading':
      // Headings of a text stand below that of its part.
      return node.tag === 'h1' || node.tag === 'h2' || node.tag === 'h3' ? (
        <h4>{childrenOf(node)}</h4>
      ) : (
        <h5>{childrenOf(node)}</h5>
      )
    case 'quote':
      return <blockquote>{childrenOf(node)}</blockquote>
    case 'list':
      return node.listType === 'number' ? <ol>{childrenOf(node)}</ol> : <ul>{childrenOf(node)}</ul>
    case 'listitem':
      return <li>{childrenOf(node)}</li>
    case 'horizontalrule':
      return <hr />
    case 'link':
    case 'autolink':
      return <SafeLink href={isRecord(node.fields) ? node.fields.url : undefined}>{childrenOf(node)}</SafeLink>
    default:
      return childrenOf(node)
  }
}

const marked = (text: string, format: number): ReactNode => {
  let shown: ReactNode = text
  for (const [bit, Element] of formats) if (format & bit) shown = <Element>{shown}</Element>
  return shown
}

const SafeLink = ({ href, children }: { href: unknown; children: ReactNode }): ReactNode =>
  typeof href === 'string' && /^(?:https?:\/\/|mailto:)/i.test(href) ? (
    <a href={href} rel="noreferrer" target="_blank">
      {children}
    </a>
  ) : (
    children
  )

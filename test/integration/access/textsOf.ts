import { isValidElement, type ReactNode } from 'react'

/** What of an element that a server component gave would be read, in its order. */
export const textsOf = (node: ReactNode): string[] => {
  if (typeof node === 'string') return [node]
  if (Array.isArray(node)) return node.flatMap(textsOf)
  return isValidElement<{ children?: ReactNode }>(node) ? textsOf(node.props.children) : []
}

'use client'
import { useForm, useFormFields } from '@payloadcms/ui'
import type { FormState } from 'payload'
import { useCallback, useMemo } from 'react'
import type { MapNode } from './editTree.js'

const names = ['key', 'parent', 'label', 'note'] as const

interface TreeRows {
  readonly nodes: readonly MapNode[]
  /** What the server said of rows when the document was saved. */
  readonly problems: readonly string[]
  /** Makes the form hold these: rows that stay keep their state, wherever they move. */
  setNodes(nodes: readonly MapNode[]): void
}

/** The rows of a tree in Payload's form, and a way to change them all at once. */
export const useTreeRows = (path: string): TreeRows => {
  const { dispatchFields, setModified } = useForm()
  // As text, so that nothing is drawn anew while other fields change.
  const stored = useFormFields(([fields]) => JSON.stringify(rowsIn(fields, path)))
  const problems = useFormFields(([fields]) => JSON.stringify(problemsIn(fields, path)))
  const nodes = useMemo(() => JSON.parse(stored) as MapNode[], [stored])
  const setNodes = useCallback(
    (next: readonly MapNode[]) => {
      const before = new Map(nodes.map((node) => [node.id, node]))
      const kept = new Set(next.map(({ id }) => id))
      const order = nodes.map(({ id }) => id)
      for (let at = order.length - 1; at >= 0; at -= 1) {
        if (kept.has(order[at] ?? '')) continue
        dispatchFields({ type: 'REMOVE_ROW', path, rowIndex: at })
        order.splice(at, 1)
      }
      for (const [index, node] of next.entries()) {
        const at = order.indexOf(node.id)
        if (at < 0) {
          dispatchFields({ type: 'ADD_ROW', path, rowIndex: index, subFieldState: stateOf(node) })
          order.splice(index, 0, node.id)
          continue
        }
        if (at !== index) {
          dispatchFields({ type: 'MOVE_ROW', path, moveFromIndex: at, moveToIndex: index })
          order.splice(index, 0, ...order.splice(at, 1))
        }
        for (const name of names) {
          const value = node[name] ?? null
          if (value === (before.get(node.id)?.[name] ?? null)) continue
          dispatchFields({ type: 'UPDATE', path: `${path}.${index}.${name}`, value, valid: true })
        }
      }
      setModified(true)
    },
    [dispatchFields, nodes, path, setModified],
  )
  return { nodes, problems: useMemo(() => JSON.parse(problems) as string[], [problems]), setNodes }
}

const rowsIn = (fields: FormState, path: string): MapNode[] =>
  (fields[path]?.rows ?? []).map(({ id }, index) => {
    const text = (name: string) => {
      const value = fields[`${path}.${index}.${name}`]?.value
      return typeof value === 'string' && value !== '' ? value : undefined
    }
    const [parent, note] = [text('parent'), text('note')]
    return {
      ...{ id, key: text('key') ?? '', label: text('label') ?? '' },
      ...(parent === undefined ? {} : { parent }),
      ...(note === undefined ? {} : { note }),
    }
  })

const problemsIn = (fields: FormState, path: string): string[] => {
  const found = Object.entries(fields).flatMap(([at, { valid, errorMessage }]) =>
    valid === false && errorMessage && (at === path || at.startsWith(`${path}.`)) ? [errorMessage] : [],
  )
  return [...new Set(found)]
}

/** As the form holds a row. */
const stateOf = (node: MapNode): FormState =>
  Object.fromEntries(
    (['id', ...names] as const).map((name) => {
      const value = node[name] ?? null
      return [name, { initialValue: value, value, valid: true }]
    }),
  )

'use client'
import { type KeyboardEvent, useCallback, useLayoutEffect, useRef } from 'react'
import type { Branch } from '../../generators/content/forest.js'
import { useWords } from '../shared/useWords.js'
import type { MapNode } from './editTree.js'
import { isRightToLeft } from './mapLayout.js'

/** What the keyboard asks for beyond moving around. */
export type TreeCommand =
  | 'addChild'
  | 'addSibling'
  | 'up'
  | 'down'
  | 'indent'
  | 'outdent'
  | 'remove'
  | 'undo'
  | 'rename'

interface TreeListProps {
  forest: readonly Branch<MapNode>[]
  label: string
  chosen: string | undefined
  /** Rows whose children are not shown. */
  closed: ReadonlySet<string>
  /** Raised whenever the keyboard is to stand on the chosen row. */
  focusCount: number
  onChoose: (id: string) => void
  onClose: (id: string, isClosed: boolean) => void
  onCommand: (command: TreeCommand) => void
}

interface Shown {
  branch: Branch<MapNode>
  parent: string | undefined
}

const shownOf = (forest: readonly Branch<MapNode>[], closed: ReadonlySet<string>, parent?: string): Shown[] =>
  forest.flatMap((branch) => [
    { branch, parent },
    ...(closed.has(branch.node.id) ? [] : shownOf(branch.children, closed, branch.node.id)),
  ])

/** The tree as a list that is walked by the keyboard as trees are (WAI-ARIA, tree view): one stop, arrow keys within. */
export const TreeList = ({
  forest,
  label,
  chosen,
  closed,
  focusCount,
  onChoose,
  onClose,
  onCommand,
}: TreeListProps) => {
  const list = useRef<HTMLUListElement>(null)
  const shown = shownOf(forest, closed)
  const at = shown.findIndex(({ branch }) => branch.node.id === chosen)
  const current = shown[at] ?? shown[0]
  const stop = current?.branch.node.id

  const isInside = useRef(false)
  const focusStop = useCallback(
    () => list.current?.querySelector<HTMLElement>('[role="treeitem"][tabindex="0"]')?.focus(),
    [],
  )
  // Before the page is drawn: the next key belongs to the row that the keyboard is to stand on.
  useLayoutEffect(() => {
    if (focusCount > 0) focusStop()
  }, [focusCount, focusStop])
  // An item that hangs elsewhere now is another element, and the keyboard stood on the one that is gone.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the tree was drawn anew.
  useLayoutEffect(() => {
    if (isInside.current && document.activeElement === document.body) focusStop()
  }, [forest, focusStop])

  const go = (next: Shown | undefined) => {
    if (!next) return
    onChoose(next.branch.node.id)
    const id = CSS.escape(next.branch.node.id)
    list.current?.querySelector<HTMLElement>(`[data-row="${id}"]`)?.focus()
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (!current) return
    const { branch, parent } = current
    const { id } = branch.node
    const isMirrored = list.current !== null && getComputedStyle(list.current).direction === 'rtl'
    const [inwards, outwards] = isMirrored ? ['ArrowLeft', 'ArrowRight'] : ['ArrowRight', 'ArrowLeft']
    const { key } = event
    const command = commandOf(event, { inwards, outwards })
    const index = Math.max(0, at)
    if (command) onCommand(command)
    else if (event.altKey || event.ctrlKey || event.metaKey) return
    else if (key === 'ArrowDown') go(shown[index + 1])
    else if (key === 'ArrowUp') go(shown[index - 1])
    else if (key === 'Home') go(shown[0])
    else if (key === 'End') go(shown.at(-1))
    else if (key === inwards) {
      if (closed.has(id)) onClose(id, false)
      else if (branch.children.length > 0) go(shown[index + 1])
    } else if (key === outwards) {
      if (branch.children.length > 0 && !closed.has(id)) onClose(id, true)
      else go(shown.find((one) => one.branch.node.id === parent))
    } else if (key.length === 1 && key !== ' ') {
      const after = [...shown.slice(index + 1), ...shown.slice(0, index)]
      go(after.find((one) => one.branch.node.label.toLowerCase().startsWith(key.toLowerCase())))
    } else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <ul
      aria-label={label}
      className="coursewright-map__tree"
      dir={isRightToLeft(forest[0]?.node.label ?? '') ? 'rtl' : 'ltr'}
      onBlur={({ target, relatedTarget }) => {
        if (target.isConnected && !list.current?.contains(relatedTarget)) isInside.current = false
      }}
      onFocusCapture={() => {
        isInside.current = true
      }}
      onKeyDown={onKeyDown}
      ref={list}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a tree is a list, to those who see no roles too.
      role="tree"
    >
      <Rows chosen={stop} closed={closed} forest={forest} level={1} onChoose={onChoose} onClose={onClose} />
    </ul>
  )
}

const commandOf = (
  { key, altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent,
  { inwards, outwards }: { inwards: string | undefined; outwards: string | undefined },
): TreeCommand | undefined => {
  const isControl = ctrlKey || metaKey
  if (key === 'Enter') return isControl ? 'addChild' : shiftKey ? 'addSibling' : 'rename'
  if (key === 'F2') return 'rename'
  if (key === 'Delete' || key === 'Backspace') return 'remove'
  if (isControl && key.toLowerCase() === 'z' && !shiftKey) return 'undo'
  if (!altKey) return undefined
  if (key === 'ArrowUp') return 'up'
  if (key === 'ArrowDown') return 'down'
  return key === inwards ? 'indent' : key === outwards ? 'outdent' : undefined
}

interface RowsProps extends Pick<TreeListProps, 'forest' | 'chosen' | 'closed' | 'onChoose' | 'onClose'> {
  level: number
}

const Rows = ({ forest, level, ...props }: RowsProps) => {
  const words = useWords()
  const { chosen, closed, onChoose, onClose } = props
  return forest.map(({ node, children }, index) => {
    const { id, label, note } = node
    const isClosed = closed.has(id)
    const name = label || words('map:unnamed')
    return (
      <li
        aria-expanded={children.length > 0 ? !isClosed : undefined}
        aria-label={note === undefined ? name : `${name}, ${words('map:hasNote')}`}
        aria-level={level}
        aria-posinset={index + 1}
        aria-selected={id === chosen}
        aria-setsize={forest.length}
        data-row={id}
        key={id}
        onFocus={(event) => {
          event.stopPropagation()
          onChoose(id)
        }}
        role="treeitem"
        tabIndex={id === chosen ? 0 : -1}
      >
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the item it stands in has the keys. */}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the item it stands in has the keys. */}
        <div className="coursewright-map__row" onClick={(event) => focusItem(event.currentTarget)}>
          <span
            aria-hidden
            className="coursewright-map__twist"
            onClick={() => children.length > 0 && onClose(id, !isClosed)}
          >
            {children.length === 0 ? '•' : isClosed ? '▸' : '▾'}
          </span>
          <span className="coursewright-map__label" dir="auto">
            {name}
          </span>
          {note !== undefined && (
            <span className="coursewright-map__note" dir="auto">
              {note}
            </span>
          )}
        </div>
        {children.length > 0 && !isClosed && (
          // biome-ignore lint/a11y/useSemanticElements: a group of tree items has no element of its own.
          <ul role="group">
            <Rows {...props} forest={children} level={level + 1} />
          </ul>
        )}
      </li>
    )
  })
}

const focusItem = (row: HTMLElement): void => row.closest<HTMLElement>('[role="treeitem"]')?.focus()

'use client'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react'
import type { QueueRow } from '../../../drafts/desk/queue.js'
import type { DocumentId } from '../../shared/api.js'
import { formatNumber } from '../../shared/format.js'
import { useWords } from '../../shared/useWords.js'
import type { RowMark } from '../desk.js'
import type { Queue as QueueState } from './useQueue.js'

interface QueueProps {
  queue: QueueState
  marks: ReadonlyMap<DocumentId, RowMark>
  current: DocumentId | undefined
  /** Another one may bring the list into sight. */
  pane: string
  selected: ReadonlySet<DocumentId>
  onOpen: (id: DocumentId) => void
  /** `isRange`: with all between this row and the one that was selected before. */
  onSelect: (id: DocumentId, isRange: boolean) => void
  onSelectGroup: (group: string) => void
  onOnlyRun: ((run: DocumentId) => void) | undefined
}

type Line = { sort: 'group'; group: string; run: DocumentId | null } | { sort: 'row'; row: QueueRow; index: number }

const optionId = (id: DocumentId): string => `coursewright-queue-${id}`

/** From so many rows before the end on, the next page is read. */
const readAhead = 30

/** What waits, below the run, series or course it belongs to. Only the rows in sight are in the page. */
export const Queue = (props: QueueProps) => {
  const { queue, current, pane, onOpen, onSelect } = props
  const words = useWords()
  const scroller = useRef<HTMLDivElement>(null)
  const lines = useMemo(() => linesOf(queue.rows), [queue.rows])
  const list = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (lines[index]?.sort === 'group' ? 44 : 68),
    getItemKey: (index) => keyOf(lines[index]),
    overscan: 8,
  })
  const at = lines.findIndex((line) => line.sort === 'row' && line.row.id === current)
  // A list that is out of sight cannot be scrolled.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another open draft scrolls the list, not another page of it.
  useEffect(() => {
    if (at >= 0) list.scrollToIndex(at, { align: 'auto' })
  }, [current, pane])
  const items = list.getVirtualItems()
  queue.inSight.current = items.flatMap(({ index }) => {
    const line = lines[index]
    return line?.sort === 'row' ? [line.row.id] : []
  })
  const lastShown = items.at(-1)?.index ?? 0
  const { loadMore, hasMore } = queue
  useEffect(() => {
    if (hasMore && Math.max(lastShown, at) >= lines.length - readAhead) loadMore()
  }, [hasMore, lastShown, at, lines.length, loadMore])

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) {
      event.preventDefault()
      const rows = lines.flatMap((line) => (line.sort === 'row' ? [line.row] : []))
      const next = rows[rows.findIndex(({ id }) => id === current) + step]
      if (next) onOpen(next.id)
    }
    if (event.key === ' ' && current !== undefined) {
      event.preventDefault()
      onSelect(current, event.shiftKey)
    }
  }
  return (
    <div className="coursewright-queue__scroll" ref={scroller}>
      <div
        aria-activedescendant={at >= 0 && current !== undefined ? optionId(current) : undefined}
        aria-busy={queue.isLoading}
        aria-label={words('review:queue')}
        aria-multiselectable="true"
        className="coursewright-queue__list"
        onKeyDown={onKeyDown}
        role="listbox"
        style={{ height: list.getTotalSize() }}
        tabIndex={0}
      >
        {items.map((item) => {
          const line = lines[item.index]
          return (
            <div
              className="coursewright-queue__line"
              data-index={item.index}
              key={item.key}
              ref={list.measureElement}
              role="presentation"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              {line?.sort === 'group' && <GroupLine {...props} group={line.group} run={line.run} />}
              {line?.sort === 'row' && <RowLine {...props} index={line.index} row={line.row} />}
            </div>
          )
        })}
      </div>
    </div>
  )
}

const keyOf = (line: Line | undefined): string =>
  line === undefined ? '' : line.sort === 'group' ? `group-${line.group}` : `row-${line.row.id}`

/** A heading before the first row of each group, where there are groups. */
const linesOf = (rows: readonly QueueRow[]): Line[] =>
  rows.flatMap((row, index): Line[] => {
    const isFirst = rows[index - 1]?.group !== row.group
    const isGrouped = row.group !== '' || index > 0
    return [
      ...(isFirst && isGrouped ? [{ sort: 'group', group: row.group, run: row.run } as const] : []),
      { sort: 'row', row, index },
    ]
  })

const GroupLine = ({
  queue,
  group,
  run,
  onSelectGroup,
  onOnlyRun,
}: QueueProps & { group: string; run: DocumentId | null }) => {
  const words = useWords()
  const title = queue.groups[group]?.title || words('review:noGroup')
  const count = queue.groups[group]?.count ?? 0
  return (
    <div className="coursewright-queue__group" role="presentation">
      <span className="coursewright-queue__group-title" dir="auto" title={title}>
        {title}
      </span>
      <span className="coursewright-queue__count">{formatNumber(words, count)}</span>
      {/* For the mouse; by keyboard the filters above do the same, and Select all listed. */}
      <span aria-hidden="true" className="coursewright-queue__group-actions">
        {onOnlyRun && run !== null && (
          <button onClick={() => onOnlyRun(run)} tabIndex={-1} title={words('review:onlyRun')} type="button">
            {words('review:onlyThis')}
          </button>
        )}
        <button
          onClick={() => onSelectGroup(group)}
          tabIndex={-1}
          title={words('review:selectGroup', { title })}
          type="button"
        >
          {words('deskActions:select')}
        </button>
      </span>
    </div>
  )
}

const RowLine = ({
  queue,
  row,
  index,
  marks,
  current,
  selected,
  onOpen,
  onSelect,
}: QueueProps & { row: QueueRow; index: number }) => {
  const words = useWords()
  const mark = marks.get(row.id)
  const state = mark?.state ?? row.state
  const title = row.title || words('review:untitled')
  const isSelected = selected.has(row.id)
  const problem = mark
    ? mark.problem
    : row.publishProblem && words('review:couldNotPublish', { message: words.told(row.publishProblem) })
  const other = mark?.other?.did
  const isDone = (state !== row.state || other === 'gone') && !problem
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the keys, as a listbox does.
    <div
      aria-current={row.id === current}
      aria-posinset={index + 1}
      aria-selected={isSelected}
      aria-setsize={queue.total}
      className={`coursewright-queue__row${isDone ? ' coursewright-queue__row--done' : ''}`}
      id={optionId(row.id)}
      onClick={({ shiftKey, target }) => {
        const isForBox = target instanceof Element && target.closest('.coursewright-queue__check') !== null
        if (shiftKey || isForBox) onSelect(row.id, shiftKey)
        else onOpen(row.id)
      }}
      role="option"
      tabIndex={-1}
    >
      <span className="coursewright-queue__check" title={words('review:selectRow', { title })}>
        <span
          className={isSelected ? 'coursewright-queue__box coursewright-queue__box--on' : 'coursewright-queue__box'}
        />
      </span>
      <span className="coursewright-queue__text">
        <span className="coursewright-queue__title" dir="auto">
          {title}
        </span>
        <span className="coursewright-queue__about">
          <span>{words.named('collections', row.kind)}</span>
          {row.flags.length > 0 && (
            <span className="coursewright-tag coursewright-tag--warning">
              {words('review:flagged', { count: row.flags.length })}
            </span>
          )}
          {mark && (
            <span className={`coursewright-tag coursewright-tag--${state}`}>
              {words(`deskStates:${other === 'gone' || other === 'changed' ? other : state}`)}
            </span>
          )}
        </span>
        {problem && <span className="coursewright-queue__problem">{problem}</span>}
      </span>
    </div>
  )
}

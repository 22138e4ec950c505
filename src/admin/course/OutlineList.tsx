'use client'
import {
  ChevronIcon,
  DraggableSortable,
  DraggableSortableItem,
  DragHandleIcon,
  Pill,
  useDocumentDrawer,
} from '@payloadcms/ui'
import type { ComponentProps, ReactNode } from 'react'
import type { Words } from '../../words/words.js'
import { useWords } from '../shared/useWords.js'
import { moved } from './formIds.js'
import type { OutlineItem } from './useOutline.js'

interface OutlineListProps {
  heading: string
  items: readonly OutlineItem[]
  /** None: they cannot be moved. */
  onMove?: (items: readonly OutlineItem[], moved: { title: string; number: number }) => void
  /** Something in a drawer was saved or deleted. */
  onChange: () => void
}

/** Lessons, sections or series of a course in their order. What is there can be opened, and moved by its handle or by buttons. */
export const OutlineList = ({ heading, items, onMove, onChange }: OutlineListProps) => {
  const words = useWords()
  if (items.length === 0) return null
  const keys = items.map(keyOf)
  const move = (from: number, to: number) => {
    const item = items[from]
    if (item && from !== to) onMove?.(moved(items, from, to), { title: titleOf(words, item, from), number: to + 1 })
  }
  /** Past what is not there yet, which is no place to be before or behind. */
  const stepTo = (from: number, by: -1 | 1): (() => void) | undefined => {
    let to = from + by
    while (items[to]?.id === null) to += by
    return items[from]?.id != null && items[to] ? () => move(from, to) : undefined
  }
  return (
    <section aria-label={heading} className="coursewright-outline__part">
      <h4>
        {heading} <span>({items.length})</span>
      </h4>
      <DraggableSortable ids={keys} onDragEnd={({ moveFromIndex, moveToIndex }) => move(moveFromIndex, moveToIndex)}>
        <ol className="coursewright-outline__list">
          {items.map((item, index) => {
            const title = titleOf(words, item, index)
            const canMove = onMove !== undefined && item.id !== null
            return (
              <DraggableSortableItem disabled={!canMove} id={keyOf(item)} key={keyOf(item)}>
                {({ listeners, setNodeRef, transform, transition, isDragging }) => (
                  <li
                    className={`coursewright-outline__row${isDragging ? ' coursewright-outline__row--dragged' : ''}`}
                    ref={setNodeRef}
                    style={{ transform, transition }}
                  >
                    {onMove && (
                      <span className="coursewright-outline__move">
                        {canMove && (
                          // For pointers; the buttons at the end of the row do the same, by keys too.
                          <span {...listeners} aria-hidden className="coursewright-outline__handle">
                            <DragHandleIcon />
                          </span>
                        )}
                      </span>
                    )}
                    <Piece item={item} onChange={onChange} title={title} />
                    {onMove && (
                      <span className="coursewright-outline__steps">
                        <Step direction="up" label={words('outline:moveUp', { title })} onPress={stepTo(index, -1)} />
                        <Step
                          direction="down"
                          label={words('outline:moveDown', { title })}
                          onPress={stepTo(index, 1)}
                        />
                      </span>
                    )}
                  </li>
                )}
              </DraggableSortableItem>
            )
          })}
        </ol>
      </DraggableSortable>
    </section>
  )
}

const keyOf = ({ id, key }: OutlineItem): string => (id === null ? `to-come-${key}` : String(id))

const titleOf = (words: Words, { title }: Pick<OutlineItem, 'title'>, index: number): string =>
  title || words('outline:noName', { number: index + 1 })

interface StepProps {
  direction: 'down' | 'up'
  label: string
  /** None: it cannot go there. */
  onPress: (() => void) | undefined
}

const Step = ({ direction, label, onPress }: StepProps) => (
  <button
    aria-disabled={onPress === undefined}
    aria-label={label}
    className="coursewright-outline__step"
    onClick={() => onPress?.()}
    type="button"
  >
    <ChevronIcon direction={direction} />
  </button>
)

interface PieceProps {
  item: OutlineItem
  title: string
  onChange: () => void
}

const Piece = ({ item, title, onChange }: PieceProps) => {
  const words = useWords()
  const { state, reason, sections } = item
  return (
    <div className="coursewright-outline__piece">
      <div className="coursewright-outline__line">
        {item.collection !== null && item.id !== null ? (
          <Opener collection={item.collection} id={item.id} onChange={onChange}>
            {title}
          </Opener>
        ) : (
          <span className="coursewright-outline__name">{title}</span>
        )}
        <span className="coursewright-outline__facts">{factsOf(words, item).join(' · ')}</span>
        <Pill pillStyle={styles[state]} size="small">
          {words.named('pieceStates', state)}
        </Pill>
      </div>
      {reason !== null && <p className="coursewright-outline__reason">{words.told(reason)}</p>}
      {sections.length > 0 && (
        <ul className="coursewright-outline__below">
          {sections.map((section) => (
            <li key={keyOf(section)}>
              <Piece item={section} onChange={onChange} title={section.title} />
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

interface OpenerProps {
  collection: string
  id: number | string
  onChange: () => void
  children: ReactNode
}

/** Opens a document to edit it, on top of this page. */
const Opener = ({ collection, id, onChange, children }: OpenerProps) => {
  // Payload's own type of ids is that of the host's adapter.
  const [DocumentDrawer, , { openDrawer }] = useDocumentDrawer({ collectionSlug: collection, id: id as never })
  return (
    <>
      <button
        aria-haspopup="dialog"
        className="coursewright-outline__name coursewright-outline__open"
        onClick={openDrawer}
        type="button"
      >
        {children}
      </button>
      <DocumentDrawer onDelete={onChange} onSave={onChange} />
    </>
  )
}

const styles: Readonly<Record<OutlineItem['state'], ComponentProps<typeof Pill>['pillStyle']>> = {
  missing: 'light-gray',
  waiting: 'light-gray',
  writing: 'dark',
  failed: 'error',
  draft: 'light',
  changed: 'warning',
  approved: 'white',
  published: 'success',
}

const factsOf = (words: Words, { words: count, drills, openProposals, isPublic, state }: OutlineItem): string[] => [
  ...(count === null || count === 0 ? [] : [words('outline:words', { count })]),
  ...(drills ? [words('outline:drills', drills)] : []),
  ...(openProposals > 0 ? [words('outline:proposals', { count: openProposals })] : []),
  ...(isPublic && state !== 'published' ? [words('outline:older')] : []),
]

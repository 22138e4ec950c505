'use client'
import { type KeyboardEvent, type RefObject, useRef } from 'react'
import { useWords } from '../shared/useWords.js'
import type { MapNode } from './editTree.js'

interface IdeaFieldsProps {
  /** Unique on the page. */
  id: string
  node: MapNode
  isReadOnly: boolean
  labelRef: RefObject<HTMLInputElement | null>
  /** Before the first change since a field was entered. */
  onBegin: () => void
  onChange: (change: { label?: string; note?: string }) => void
  /** Back to the list. */
  onLeave: () => void
}

/** As the fields of the server. */
const longest = { label: 200, note: 1000 } as const

/** The words of the chosen idea. */
export const IdeaFields = ({ id, node, isReadOnly, labelRef, onBegin, onChange, onLeave }: IdeaFieldsProps) => {
  const words = useWords()
  const hasBegun = useRef(false)
  const change = (given: { label?: string; note?: string }) => {
    if (!hasBegun.current) onBegin()
    hasBegun.current = true
    onChange(given)
  }
  const fresh = () => {
    hasBegun.current = false
  }
  const leave = (event: KeyboardEvent, keys: readonly string[]) => {
    // A word that an input method is still making ends with Enter too.
    if (!keys.includes(event.key) || event.nativeEvent.isComposing) return
    event.preventDefault()
    event.stopPropagation()
    onLeave()
  }
  return (
    <div className="coursewright-map__idea">
      <div className="coursewright-field">
        <label className="coursewright-field__label" htmlFor={`${id}-label`}>
          {words('map:label')}
        </label>
        <input
          aria-invalid={node.label.trim() === '' ? true : undefined}
          className="coursewright-field__input"
          dir="auto"
          id={`${id}-label`}
          maxLength={longest.label}
          onChange={({ target }) => change({ label: target.value })}
          onFocus={fresh}
          onKeyDown={(event) => leave(event, ['Enter', 'Escape'])}
          readOnly={isReadOnly}
          ref={labelRef}
          type="text"
          value={node.label}
        />
      </div>
      <div className="coursewright-field">
        <label className="coursewright-field__label" htmlFor={`${id}-note`}>
          {words('map:note')}
        </label>
        <textarea
          className="coursewright-field__input coursewright-field__lines"
          dir="auto"
          id={`${id}-note`}
          maxLength={longest.note}
          onChange={({ target }) => change({ note: target.value })}
          onFocus={fresh}
          onKeyDown={(event) => leave(event, ['Escape'])}
          readOnly={isReadOnly}
          rows={4}
          value={node.note ?? ''}
        />
      </div>
    </div>
  )
}

'use client'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useRef } from 'react'
import type { StepState } from '../../runs/vocabulary.js'
import { useWords } from '../shared/useWords.js'
import type { RunWords } from './kindWords.js'
import { StepRow } from './StepRow.js'
import type { TimelineRow } from './timeline.js'

export interface StepListProps {
  rows: readonly TimelineRow[]
  runWords: RunWords
  /** What can be done with a step that failed or was cancelled. */
  actionOf: (step: StepState) => ReactNode
}

/** Only the rows in sight are in the page; each says which of how many it is. */
export const LongSteps = ({ rows, ...props }: StepListProps) => {
  const words = useWords()
  const scroller = useRef<HTMLElement>(null)
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 40,
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 6,
  })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
    <section aria-label={words('run:steps')} className="coursewright-steps__scroll" ref={scroller} tabIndex={0}>
      <ul className="coursewright-steps" style={{ height: list.getTotalSize() }}>
        {list.getVirtualItems().map((item) => {
          const row = rows[item.index]
          return (
            row && (
              <StepRow
                {...props}
                key={item.key}
                place={{ index: item.index, size: rows.length, start: item.start, measure: list.measureElement }}
                row={row}
              />
            )
          )
        })}
      </ul>
    </section>
  )
}

'use client'
import { type KeyboardEvent, useId, useRef } from 'react'
import type { Comparison } from '../../../drafts/desk/vocabulary.js'
import { useWords } from '../../shared/useWords.js'
import type { Background, DeskSlugs, OpenedDraft } from '../desk.js'
import { Asked } from './Asked.js'
import { Changes } from './Changes.js'
import { Checks } from './Checks.js'
import { History } from './History.js'
import { Sources } from './Sources.js'

const sideTabs = ['checks', 'changes', 'sources', 'history'] as const

export type SideTab = (typeof sideTabs)[number]

const tabWords = {
  checks: 'review:tabChecks',
  changes: 'review:tabChanges',
  sources: 'review:tabSources',
  history: 'review:tabHistory',
} as const

interface SidePaneProps {
  draft: OpenedDraft
  tab: SideTab
  onTab: (tab: SideTab) => void
  /** What the draft is compared with. */
  against: Comparison
  onCompare: (against: Comparison) => void
  reviewsUrl: string
  slugs: DeskSlugs
}

/** What speaks for and against a draft: checks, changes, what it rests on, how it came to be. */
export const SidePane = ({ draft, tab, onTab, against, onCompare, reviewsUrl, slugs }: SidePaneProps) => {
  const words = useWords()
  const id = useId()
  const tabs = useRef<HTMLDivElement>(null)
  const onKeyDown = ({ key }: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[key]
    const next = step && sideTabs[(sideTabs.indexOf(tab) + step + sideTabs.length) % sideTabs.length]
    if (!next) return
    onTab(next)
    tabs.current?.querySelector<HTMLElement>(`[data-tab="${next}"]`)?.focus()
  }
  const url = `${reviewsUrl}/${encodeURIComponent(draft.review.id)}`
  const version = `${url} ${draft.document?.updatedAt}`
  return (
    <>
      <div
        aria-label={words('review:tabs')}
        className="coursewright-side__tabs"
        onKeyDown={onKeyDown}
        ref={tabs}
        role="tablist"
      >
        {sideTabs.map((name) => (
          <button
            aria-controls={`${id}-panel`}
            aria-selected={name === tab}
            data-tab={name}
            id={`${id}-${name}`}
            key={name}
            onClick={() => onTab(name)}
            role="tab"
            tabIndex={name === tab ? 0 : -1}
            type="button"
          >
            {words(tabWords[name])}
          </button>
        ))}
      </div>
      <div
        aria-labelledby={`${id}-${tab}`}
        className="coursewright-side__panel"
        id={`${id}-panel`}
        role="tabpanel"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
        tabIndex={0}
      >
        {tab === 'checks' && draft.document && <Checks document={draft.document} review={draft.review} />}
        {tab === 'changes' && (
          <Changes against={against} onCompare={onCompare} url={`${url}/changes`} version={version} />
        )}
        {(tab === 'sources' || tab === 'history') && (
          <Asked<Background> key={version} url={`${url}/background`}>
            {(background) =>
              tab === 'sources' ? (
                <Sources background={background} slugs={slugs} />
              ) : (
                <History background={background} slugs={slugs} />
              )
            }
          </Asked>
        )}
      </div>
    </>
  )
}

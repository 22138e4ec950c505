'use client'
import { SetStepNav } from '@payloadcms/ui'
import { useState } from 'react'
import { useWords } from '../shared/useWords.js'
import type { DeskSlugs } from './desk.js'
import { DraftPane } from './draft/DraftPane.js'
import { KeyHelp } from './KeyHelp.js'
import { BulkPanel } from './queue/BulkPanel.js'
import { QueuePane } from './queue/QueuePane.js'
import { SidePane } from './side/SidePane.js'
import { useDesk } from './useDesk.js'
import './review.css'
import './draft/draft.css'
import './side/side.css'
import './queue/queue.css'
import './queue/drawers.css'
import '../people/people.css'
import '../shared/checks.css'
import '../shared/forms/form.css'

interface ReviewDeskProps {
  slugs: DeskSlugs
  /** Whether the reader may review at all. */
  mayReview: boolean
}

/** The page on which drafts are decided, one after the other by a key each, or many at once. */
export const ReviewDesk = ({ slugs, mayReview }: ReviewDeskProps) => {
  const words = useWords()
  return (
    <>
      <SetStepNav nav={[{ label: words('review:title') }]} />
      {mayReview ? (
        <Panes slugs={slugs} />
      ) : (
        <p className="coursewright-message coursewright-message--error">{words('review:forbidden')}</p>
      )}
    </>
  )
}

const paneNames = ['queue', 'draft', 'side'] as const

const Panes = ({ slugs }: { slugs: DeskSlugs }) => {
  const words = useWords()
  // On a narrow screen one of them is in sight.
  const [pane, setPane] = useState<(typeof paneNames)[number]>('draft')
  const desk = useDesk({ slugs, onShow: setPane })
  const { keys, queue, drafts, said } = desk
  return (
    <div className="coursewright-desk" data-pane={pane}>
      <h1 className="coursewright-hidden">{words('review:title')}</h1>
      <nav aria-label={words('review:panes')} className="coursewright-desk__switch">
        {paneNames.map((name) => (
          <button aria-pressed={name === pane} key={name} onClick={() => setPane(name)} type="button">
            {words(`review:${name}`)}
          </button>
        ))}
      </nav>
      <QueuePane curricula={slugs.curricula} desk={desk} pane={pane} />
      <DraftPane desk={desk} />
      <aside aria-label={words('review:side')} className="coursewright-desk__side">
        {drafts.draft && (
          <SidePane
            against={desk.against}
            draft={drafts.draft}
            key={drafts.draft.review.id}
            onCompare={desk.setAgainst}
            onTab={desk.setTab}
            reviewsUrl={desk.reviewsUrl}
            slugs={slugs}
            tab={desk.tab}
          />
        )}
      </aside>
      <KeyHelp areOff={keys.areOff} change={keys.change} isSaved={keys.isSaved} keys={keys.keys} />
      {desk.bulk && (
        <BulkPanel
          {...desk.bulk}
          key={desk.bulk.key}
          onClose={desk.closeBulk}
          onDecided={(decided, ...noted) => {
            desk.noteDecided(decided, ...noted)
            desk.selection.drop(decided.flatMap(({ row, isDecided }) => (isDecided ? [row.id] : [])))
          }}
          opened={desk.opened}
          reviewsUrl={desk.reviewsUrl}
          since={queue.asOf}
          state={desk.filters.state}
        />
      )}
      <p aria-live="polite" className="coursewright-hidden" role="status">
        {said.isProblem ? '' : said.text}
      </p>
      <p aria-live="assertive" className="coursewright-hidden" role="alert">
        {said.isProblem ? said.text : ''}
      </p>
    </div>
  )
}

'use client'
import { Button, Link, Pill } from '@payloadcms/ui'
import { type Choice, labelOf } from '../shared/forms/choices.js'
import { useAddresses } from '../shared/useAddresses.js'
import { useWords } from '../shared/useWords.js'
import '../shared/drafts.css'
import { Thumbnail } from '../board/Board.js'
import { PublishDrills } from './PublishDrills.js'
import { type DrillView, useDrills } from './useDrills.js'

interface DrillListProps {
  series: number | string
  slugs: { drills: string; drillSeries: string }
  generated: number
  phases: readonly Choice[]
  /** Publishing everything waits until everything is there. */
  canPublish: boolean
}

/** The drills of a series, each appearing as its batch lands. */
export const DrillList = ({ series, slugs, generated, phases, canPublish }: DrillListProps) => {
  const words = useWords()
  const { api, document } = useAddresses()
  const url = api(`/${slugs.drills}`)
  const seriesUrl = `${api(`/${slugs.drillSeries}`)}/${encodeURIComponent(series)}`
  const drills = useDrills({ url, series, generated })
  const isEmpty = drills.total === 0 && !drills.isLoading
  // Of a run that ended without any, the card says all there is to say.
  if (isEmpty && canPublish && !drills.problem) return null
  return (
    <section aria-labelledby="coursewright-drafts-title" className="coursewright-drafts">
      <div className="coursewright-drafts__head">
        <h3 id="coursewright-drafts-title">
          {words('series:drills')} {drills.total > 0 && <span>({drills.total})</span>}
        </h3>
        {canPublish && <PublishDrills drills={drills} drillsUrl={url} series={series} seriesUrl={seriesUrl} />}
      </div>
      {drills.problem ? <p className="coursewright-message coursewright-message--error">{drills.problem}</p> : null}
      {drills.isLoading && <p>{words('shared:loading')}</p>}
      {isEmpty && !canPublish && <p>{words('series:noDrills')}</p>}
      <ol className="coursewright-drafts__list">
        {drills.drills.map((drill) => (
          <DrillRow
            drill={drill}
            href={document(slugs.drills, drill.id)}
            isPublic={drills.publicIds.has(drill.id)}
            key={drill.id}
            phase={drill.phase ? labelOf(words, phases, drill.phase) : undefined}
          />
        ))}
      </ol>
      {drills.drills.length < drills.total && (
        <Button buttonStyle="secondary" onClick={drills.showMore} size="small" type="button">
          {words('run:more')}
        </Button>
      )}
    </section>
  )
}

interface DrillRowProps {
  drill: DrillView
  /** As people read it. */
  phase: string | undefined
  /** Whether readers see some version of it, not necessarily this one. */
  isPublic: boolean
  href: string
}

/** One drill of a series; the whole row leads to it. */
const DrillRow = ({ drill, phase, isPublic, href }: DrillRowProps) => {
  const words = useWords()
  const isPublished = drill._status === 'published'
  return (
    <li className="coursewright-draft">
      <span className="coursewright-draft__board">
        {drill.notation ? <Thumbnail game={drill.game ?? ''} notation={drill.notation} /> : null}
      </span>
      <span className="coursewright-draft__text">
        <Link className="coursewright-draft__title" href={href} prefetch={false}>
          {drill.prompt}
        </Link>
        <span className="coursewright-draft__facts">
          {[drill.principle, phase].filter(Boolean).join(' · ')}
          {drill.provenance?.offline ? (
            <span className="coursewright-draft__offline">{words('run:offline')}</span>
          ) : null}
        </span>
      </span>
      <Pill pillStyle={isPublished ? 'success' : isPublic ? 'warning' : 'light-gray'} size="small">
        {words(isPublished ? 'run:published' : isPublic ? 'series:changed' : 'run:draft')}
      </Pill>
    </li>
  )
}

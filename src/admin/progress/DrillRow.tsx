'use client'
import { Link, Pill } from '@payloadcms/ui'
import { Thumbnail } from '../board/Thumbnail.js'
import { words } from '../words.js'
import type { DrillView } from './DrillView.js'

interface DrillRowProps {
  drill: DrillView
  /** As people read it. */
  phase: string | undefined
  /** Whether readers see some version of it, not necessarily this one. */
  isPublic: boolean
  href: string
}

/** One drill of a series; the whole row leads to it. */
export const DrillRow = ({ drill, phase, isPublic, href }: DrillRowProps) => {
  const { published, changed, draft } = words.progress
  const isPublished = drill._status === 'published'
  return (
    <li className="coursewright-drill">
      <span className="coursewright-drill__board">
        {drill.notation ? <Thumbnail game={drill.game ?? ''} notation={drill.notation} /> : null}
      </span>
      <span className="coursewright-drill__text">
        <Link className="coursewright-drill__prompt" href={href} prefetch={false}>
          {drill.prompt}
        </Link>
        <span className="coursewright-drill__facts">
          {[drill.principle, phase].filter(Boolean).join(' · ')}
          {drill.provenance?.offline ? (
            <span className="coursewright-drill__offline">{words.progress.offline}</span>
          ) : null}
        </span>
      </span>
      <Pill pillStyle={isPublished ? 'success' : isPublic ? 'warning' : 'light-gray'} size="small">
        {isPublished ? published : isPublic ? changed : draft}
      </Pill>
    </li>
  )
}

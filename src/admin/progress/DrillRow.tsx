'use client'
import { Link, Pill } from '@payloadcms/ui'
import { Thumbnail } from '../board/Thumbnail.js'
import { words } from '../words.js'
import type { DrillView } from './DrillView.js'

/** One drill of a series; the whole row leads to it. */
export const DrillRow = ({ drill, href }: { drill: DrillView; href: string }) => {
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
          {[drill.principle, drill.phase].filter(Boolean).join(' · ')}
          {drill.provenance?.offline ? (
            <span className="coursewright-drill__offline">{words.progress.offline}</span>
          ) : null}
        </span>
      </span>
      <Pill pillStyle={isPublished ? 'success' : 'light-gray'} size="small">
        {isPublished ? words.progress.published : words.progress.draft}
      </Pill>
    </li>
  )
}

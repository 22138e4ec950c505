'use client'
import { Button } from '@payloadcms/ui'
import { words } from '../words.js'
import type { Drills } from './useDrills.js'
import { usePublishDrills } from './usePublishDrills.js'

interface PublishDrillsProps {
  url: string
  series: number | string
  drills: Drills
  nameOf: (id: number | string) => string
}

/** Publishes what is not published yet, and says what became of it. */
export const PublishDrills = ({ url, series, drills, nameOf }: PublishDrillsProps) => {
  const { publish, isPublishing, published, problem } = usePublishDrills({ url, series, onDone: drills.reload })
  const { total, unpublished } = drills
  if (total === 0) return null
  const failures = published?.errors ?? []
  return (
    <div className="coursewright-publish">
      {unpublished > 0 ? (
        <Button disabled={isPublishing} margin={false} onClick={() => void publish()} size="small" type="button">
          {isPublishing ? words.progress.publishing : words.progress.publish(unpublished)}
        </Button>
      ) : (
        <span>{words.progress.allPublished}</span>
      )}
      <div role="status">
        {published && published.count > 0 ? words.progress.publishedCount(published.count) : null}
        {failures.length > 0 && (
          <div className="coursewright-message coursewright-message--error">
            {words.progress.publishFailed(failures.length)}
            <ul>
              {failures.map(({ id, message }) => (
                <li key={id}>
                  {nameOf(id)}: {message}
                </li>
              ))}
            </ul>
          </div>
        )}
        {problem ? <p className="coursewright-message coursewright-message--error">{problem}</p> : null}
      </div>
    </div>
  )
}

'use client'
import { Button } from '@payloadcms/ui'
import { useState } from 'react'
import { type DocumentId, messageOf, requestJson } from '../shared/api.js'
import { useWords } from '../shared/useWords.js'
import type { Drills } from './useDrills.js'

interface PublishDrillsProps {
  url: string
  series: number | string
  drills: Drills
  nameOf: (id: number | string) => string
}

/** Publishes what is not published yet, and says what became of it. */
export const PublishDrills = ({ url, series, drills, nameOf }: PublishDrillsProps) => {
  const words = useWords()
  const { publish, isPublishing, published, problem } = usePublishDrills({ url, series, onDone: drills.reload })
  const { total, unpublished } = drills
  if (total === 0) return null
  const failures = published?.errors ?? []
  return (
    <div className="coursewright-publish">
      {unpublished > 0 ? (
        <Button disabled={isPublishing} margin={false} onClick={() => void publish()} size="small" type="button">
          {isPublishing ? words('series:publishing') : words('series:publish', { count: unpublished })}
        </Button>
      ) : (
        <span>{words('series:allPublished')}</span>
      )}
      <div role="status">
        {published && published.count > 0 ? words('series:publishedCount', { count: published.count }) : null}
        {failures.length > 0 && (
          <div className="coursewright-message coursewright-message--error">
            {words('series:publishFailed', { count: failures.length })}
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

interface Published {
  count: number
  /** Those that could not be published: which, and why. */
  errors: readonly { id: DocumentId; message: string }[]
}

interface UsePublishDrills {
  /** Of the drills collection in the REST API. */
  url: string
  series: DocumentId
  onDone: () => void
}

/** Publishes the newest version of every drill of a series that is not published yet. */
const usePublishDrills = ({ url, series, onDone }: UsePublishDrills) => {
  const words = useWords()
  const [isPublishing, setPublishing] = useState(false)
  const [published, setPublished] = useState<Published>()
  const [problem, setProblem] = useState<string>()
  const publish = async (): Promise<void> => {
    setPublishing(true)
    setProblem(undefined)
    setPublished(undefined)
    try {
      // `draft=true` picks what editors last saved; without it Payload publishes the first version again.
      const where = `where[series][equals]=${encodeURIComponent(series)}&where[_status][not_equals]=published`
      const { docs, errors } = await requestJson<{ docs: unknown[]; errors?: Published['errors'] }>({
        url: `${url}?${where}&draft=true&depth=0`,
        method: 'PATCH',
        body: { _status: 'published' },
      })
      setPublished({ count: docs.length, errors: errors ?? [] })
    } catch (error) {
      setProblem(messageOf(words, error))
    }
    setPublishing(false)
    onDone()
  }
  return { publish, isPublishing, published, problem }
}

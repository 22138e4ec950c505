'use client'
import { useState } from 'react'
import type { DocumentId } from '../shared/DocumentId.js'
import { messageOf } from '../shared/messageOf.js'
import { requestJson } from '../shared/requestJson.js'

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
export const usePublishDrills = ({ url, series, onDone }: UsePublishDrills) => {
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
      setProblem(messageOf(error))
    }
    setPublishing(false)
    onDone()
  }
  return { publish, isPublishing, published, problem }
}

'use client'
import { Button, ConfirmationModal, useDocumentInfo, useForm, useModal } from '@payloadcms/ui'
import { useState } from 'react'
import { shorten } from '../../text.js'
import { type ChangedMany, changeMany, type DocumentId, messageOf, requestJson } from '../shared/api.js'
import { useWords } from '../shared/useWords.js'
import type { Drills, DrillView } from './useDrills.js'

interface PublishDrillsProps {
  /** Of the drills and of this series in the REST API. */
  drillsUrl: string
  seriesUrl: string
  series: DocumentId
  drills: Drills
}

const question = 'publish-series'

/** Publishes the series with what is not published of it yet, after asking, and says what became of it. */
export const PublishDrills = ({ drills, ...of }: PublishDrillsProps) => {
  const words = useWords()
  const { openModal } = useModal()
  const { hasPublishedDoc, unpublishedVersionCount } = useDocumentInfo()
  const { publish, isPublishing, published, problem } = usePublish({ ...of, onDone: drills.reload })
  const { total, unpublished } = drills
  if (total === 0) return null
  const isAllPublic = unpublished === 0 && hasPublishedDoc && unpublishedVersionCount === 0
  const label = unpublished > 0 ? words('series:publish', { count: unpublished }) : words('series:publishSeries')
  const failures = published?.errors ?? []
  return (
    <div className="coursewright-publish">
      {isAllPublic ? null : (
        <Button disabled={isPublishing} margin={false} onClick={() => openModal(question)} size="small" type="button">
          {isPublishing ? words('series:publishing') : label}
        </Button>
      )}
      <ConfirmationModal
        body={unpublished > 0 ? words('series:publishBody', { count: unpublished }) : words('series:publishSeriesBody')}
        confirmLabel={words('series:publishConfirm')}
        heading={words('series:publishQuestion')}
        modalSlug={question}
        onConfirm={publish}
      />
      <div role="status">
        {isAllPublic && words('series:allPublished')}
        {!isAllPublic && published !== undefined && published.count > 0
          ? words('series:publishedCount', { count: published.count })
          : null}
        {failures.length > 0 && (
          <div className="coursewright-message coursewright-message--error">
            {words('series:publishFailed', { count: failures.length })}
            <ul>
              {failures.map(({ id, name, message }) => (
                <li key={id}>
                  {name}: {words.told(message)}
                </li>
              ))}
            </ul>
            {words('series:seriesStays')}
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
  errors: readonly (ChangedMany['errors'][number] & { name: string })[]
}

interface UsePublish extends Pick<PublishDrillsProps, 'drillsUrl' | 'series' | 'seriesUrl'> {
  onDone: () => void
}

/**
 * Publishes the newest version of every drill of a series that is not published yet; then, where none of them failed, the series as its
 * form has it.
 */
const usePublish = ({ drillsUrl, seriesUrl, series, onDone }: UsePublish) => {
  const words = useWords()
  const { submit } = useForm()
  const { setHasPublishedDoc, setMostRecentVersionIsAutosaved, setUnpublishedVersionCount } = useDocumentInfo()
  const [isPublishing, setPublishing] = useState(false)
  const [published, setPublished] = useState<Published>()
  const [problem, setProblem] = useState<string>()

  /** What Payload's own Publish button does, so that the page shows the series as published. */
  const publishSeries = async (): Promise<void> => {
    const isPublished = await submit({ action: `${seriesUrl}?depth=0`, overrides: { _status: 'published' } })
    if (!isPublished) return setProblem(words('series:seriesNotPublished'))
    setUnpublishedVersionCount(0)
    setMostRecentVersionIsAutosaved(false)
    setHasPublishedDoc(true)
  }
  const publish = async (): Promise<void> => {
    setPublishing(true)
    setProblem(undefined)
    setPublished(undefined)
    try {
      // `draft=true` picks what editors last saved; without it Payload publishes the first version again.
      const where = `where[series][equals]=${encodeURIComponent(series)}&where[_status][not_equals]=published`
      const url = `${drillsUrl}?${where}&draft=true&depth=0`
      const { docs, errors } = await changeMany({ url, body: { _status: 'published' } })
      const names = errors.length > 0 ? await readNames(url) : new Map<DocumentId, string>()
      setPublished({
        count: docs.length,
        errors: errors.map((error) => ({ ...error, name: names.get(error.id) || String(error.id) })),
      })
      if (errors.length === 0) await publishSeries()
    } catch (error) {
      setProblem(messageOf(words, error))
    }
    setPublishing(false)
    onDone()
  }
  return { publish, isPublishing, published, problem }
}

/** What drills are called, by id; the list of the page may not show all of them. Where they cannot be read, their ids must do. */
const readNames = async (url: string): Promise<ReadonlyMap<DocumentId, string>> => {
  try {
    const named = `${url}&pagination=false&select[prompt]=true`
    const { docs } = await requestJson<{ docs: Pick<DrillView, 'id' | 'prompt'>[] }>({ url: named })
    return new Map(docs.map(({ id, prompt }) => [id, shorten(prompt ?? '', 80)]))
  } catch {
    return new Map()
  }
}

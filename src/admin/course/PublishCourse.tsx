'use client'
import { Button, toast, useDocumentInfo, useModal } from '@payloadcms/ui'
import { useState } from 'react'
import { type DocumentId, messageOf, RequestRefused, requestJson } from '../shared/api.js'
import { SidePanel } from '../shared/panel.js'
import { useWords } from '../shared/useWords.js'

interface Named {
  collection: string
  id: DocumentId
  title: string
}

interface Left extends Named {
  reasons: readonly string[]
  problems: readonly { path: string; message: string }[]
}

interface Publication {
  publishes: readonly Named[]
  leaves: readonly Left[]
  already: number
  hash: string
}

interface PublishCourseProps {
  /** Of the course in the REST API. */
  courseUrl: string
  /** The form has changes that are not saved: they would not be published. */
  isDisabled: boolean
  onDone: () => void
  /** The course itself was published. */
  onPublished: () => Promise<unknown>
}

const slug = 'publish-course'

/** Publishes all that is approved, once the user has seen what that is and what stays. */
export const PublishCourse = ({ courseUrl, isDisabled, onDone, onPublished }: PublishCourseProps) => {
  const words = useWords()
  const { closeModal, openModal } = useModal()
  const { collectionSlug, id, ...status } = useDocumentInfo()
  const [preview, setPreview] = useState<Publication>()
  const [problem, setProblem] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const url = `${courseUrl}/publish`
  const look = async (): Promise<void> => {
    setBusy(true)
    setProblem(undefined)
    try {
      setPreview(await requestJson<Publication>({ url, method: 'POST', body: { preview: true } }))
      openModal(slug)
    } catch (error) {
      toast.error(messageOf(words, error))
    }
    setBusy(false)
  }
  const publish = async ({ hash }: Publication): Promise<void> => {
    setBusy(true)
    setProblem(undefined)
    try {
      const { publishes } = await requestJson<Publication>({ url, method: 'POST', body: { hash } })
      toast.success(words('publishing:done', { count: publishes.length }))
      // A lesson, section, series or drill may have the number of the course.
      if (publishes.some((one) => one.collection === collectionSlug && one.id === id)) {
        status.setHasPublishedDoc(true)
        status.setUnpublishedVersionCount(0)
        status.setMostRecentVersionIsAutosaved(false)
        await onPublished()
      }
      closeModal(slug)
      onDone()
    } catch (error) {
      const newer =
        error instanceof RequestRefused && error.data.code === 'changed_since' ? error.data.preview : undefined
      if (newer) setPreview(newer as Publication)
      setProblem(newer ? words('publishing:changedSince') : messageOf(words, error))
    }
    setBusy(false)
  }
  return (
    <>
      <Button
        disabled={isBusy || isDisabled}
        extraButtonProps={{ 'aria-haspopup': 'dialog' }}
        id="coursewright-publish-course"
        margin={false}
        onClick={() => void look()}
        size="small"
        type="button"
      >
        {words('publishing:button')}
      </Button>
      <SidePanel slug={slug} title={words('publishing:title')}>
        {preview && (
          <div className="coursewright-form">
            <Preview preview={preview} />
            <p className="coursewright-message coursewright-message--error" hidden={problem === undefined} role="alert">
              {problem}
            </p>
            <div className="coursewright-form__actions">
              <Button
                disabled={isBusy || preview.publishes.length === 0}
                id="coursewright-publish-confirm"
                margin={false}
                onClick={() => void publish(preview)}
                type="button"
              >
                {isBusy
                  ? words('publishing:publishing')
                  : words('publishing:confirm', { count: preview.publishes.length })}
              </Button>
              <Button buttonStyle="secondary" margin={false} onClick={() => closeModal(slug)} type="button">
                {words('generate:cancel')}
              </Button>
            </div>
          </div>
        )}
      </SidePanel>
    </>
  )
}

const Preview = ({ preview: { publishes, leaves, already } }: { preview: Publication }) => {
  const words = useWords()
  const reasonOf = ({ reasons, problems }: Left): string =>
    [
      ...reasons.map((reason) => words.named('leaveReasons', reason)),
      ...problems.slice(0, 3).map(({ path, message }) => `${path}: ${words.told(message)}`),
    ].join('; ')
  return (
    <>
      <p className="coursewright-form__intro">
        {words('publishing:intro')} {already > 0 && words('publishing:already', { count: already })}
      </p>
      <section className="coursewright-publication">
        <h3>{words('publishing:publishes', { count: publishes.length })}</h3>
        {publishes.length === 0 && <p>{words('publishing:nothing')}</p>}
        <Documents documents={publishes.map((one) => ({ ...one, note: '' }))} />
      </section>
      {leaves.length > 0 && (
        <section className="coursewright-publication">
          <h3>{words('publishing:leaves', { count: leaves.length })}</h3>
          <Documents documents={leaves.map((one) => ({ ...one, note: reasonOf(one) }))} />
        </section>
      )}
    </>
  )
}

/** A series may have hundreds of drills: those that are alike are told by how many they are. */
const MOST = 25

const Documents = ({ documents }: { documents: readonly (Named & { note: string })[] }) => {
  const words = useWords()
  const shown = documents.slice(0, MOST)
  return (
    <>
      <ul>
        {shown.map(({ collection, id, title, note }) => (
          <li key={`${collection} ${id}`}>
            {title || String(id)}
            {note && <span> – {note}</span>}
          </li>
        ))}
      </ul>
      {documents.length > shown.length && <p>{words('publishing:more', { count: documents.length - shown.length })}</p>}
    </>
  )
}

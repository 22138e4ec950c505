'use client'
import { CheckboxInput, ConfirmationModal, toast, useForm, useModal } from '@payloadcms/ui'
import { useEffect, useState } from 'react'
import { type DocumentId, messageOf, requestJson } from '../shared/api.js'
import { useAddresses, useLeaveDeleted } from '../shared/useAddresses.js'
import { useAnswer } from '../shared/useAnswer.js'
import { useWords } from '../shared/useWords.js'

interface DeleteSeriesProps {
  series: DocumentId
  slugs: { drills: string; drillSeries: string }
  /** Something is still being generated for it. */
  isGenerating: boolean
}

const question = 'delete-series'

/** What Payload's menu calls its question for a document; where it is called otherwise, Payload's own is asked. */
const payloadsQuestion = (id: DocumentId): string => `delete-${id}`

/** Asks before a series is deleted, in place of Payload, whose question says nothing of the drills in it. */
export const DeleteSeries = ({ series, slugs, isGenerating }: DeleteSeriesProps) => {
  const words = useWords()
  const { api } = useAddresses()
  const { closeModal, isModalOpen, openModal } = useModal()
  const { setModified } = useForm()
  const leave = useLeaveDeleted(slugs.drillSeries)
  const [keepsDrills, setKeepsDrills] = useState(false)
  const payloads = payloadsQuestion(series)
  const isAsked = isModalOpen(payloads)
  useEffect(() => {
    if (!isAsked) return
    closeModal(payloads)
    openModal(question)
  }, [isAsked, payloads, closeModal, openModal])
  // Of what was never open Payload says neither.
  const isOpen = isModalOpen(question) === true
  const counts = useDrillCounts(`${api(`/${slugs.drills}`)}/count`, series, isOpen)

  const remove = async (): Promise<void> => {
    try {
      const url = `${api(`/${slugs.drillSeries}`)}/${encodeURIComponent(series)}`
      await requestJson({ url: `${url}?depth=0&drills=${keepsDrills ? 'keep' : 'delete'}`, method: 'DELETE' })
      setModified(false)
      toast.success(words('series:deleted'))
      leave(series)
    } catch (error) {
      toast.error(messageOf(words, error))
    }
  }
  const hasNone = counts?.total === 0
  return (
    <ConfirmationModal
      body={
        <>
          {keepsDrills || hasNone ? <p>{words('series:deleteSeriesOnly')}</p> : <DrillsGo counts={counts} />}
          {isGenerating && <p>{words('series:deleteRuns')}</p>}
          <p>{words('series:deleteForGood')}</p>
          {!hasNone && (
            <CheckboxInput
              checked={keepsDrills}
              id="coursewright-keep-drills"
              label={words('series:keepDrills')}
              name="coursewright-keep-drills"
              onToggle={() => setKeepsDrills(!keepsDrills)}
            />
          )}
        </>
      }
      confirmLabel={words('series:deleteConfirm')}
      heading={words('series:deleteQuestion')}
      modalSlug={question}
      onConfirm={remove}
    />
  )
}

interface DrillCounts {
  total: number
  /** Those that learners see. */
  published: number
}

/** That the drills of a series go with it; also while nobody knows how many there are, since the server deletes them in any case. */
const DrillsGo = ({ counts }: { counts: DrillCounts | undefined }) => {
  const words = useWords()
  if (!counts) return <p>{words('series:deleteAllDrills')}</p>
  const { total, published } = counts
  return (
    <>
      <p>{words('series:deleteBody', { count: total })}</p>
      {published > 0 && <p>{words('series:deletePublished', { count: published })}</p>}
    </>
  )
}

/** After a count that failed. */
const RETRY_MS = 5000

/** How many drills a series has; read when it matters. `undefined` until it is known. */
const useDrillCounts = (url: string, series: DocumentId, isWanted: boolean): DrillCounts | undefined => {
  const ofSeries = `${url}?where[series][equals]=${encodeURIComponent(series)}`
  const { answer } = useAnswer({
    question: ofSeries,
    isWanted,
    retryMs: RETRY_MS,
    read: async (signal) => {
      const count = async (more: string): Promise<number> => {
        const { totalDocs } = await requestJson<{ totalDocs: number }>({ url: `${ofSeries}${more}`, signal })
        return totalDocs
      }
      const [total, published] = await Promise.all([count(''), count('&where[_status][equals]=published')])
      return { total, published }
    },
  })
  return answer
}

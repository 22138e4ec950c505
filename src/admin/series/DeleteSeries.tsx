'use client'
import { CheckboxInput, ConfirmationModal, toast, useForm, useModal } from '@payloadcms/ui'
import { useRouter } from 'next/navigation.js'
import { useEffect, useState } from 'react'
import { type DocumentId, messageOf, requestJson } from '../shared/api.js'
import { useAddresses } from '../shared/useAddresses.js'
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
  const { api, list } = useAddresses()
  const { closeModal, isModalOpen, openModal } = useModal()
  const { setModified } = useForm()
  const router = useRouter()
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
  const { total, published } = useDrillCounts(`${api(`/${slugs.drills}`)}/count`, series, isOpen)

  const remove = async (): Promise<void> => {
    try {
      const url = `${api(`/${slugs.drillSeries}`)}/${encodeURIComponent(series)}`
      await requestJson({ url: `${url}?depth=0&drills=${keepsDrills ? 'keep' : 'delete'}`, method: 'DELETE' })
      setModified(false)
      toast.success(words('series:deleted'))
      router.push(list(slugs.drillSeries))
    } catch (error) {
      toast.error(messageOf(words, error))
    }
  }
  const goes = keepsDrills ? 0 : total
  return (
    <ConfirmationModal
      body={
        <>
          <p>{goes > 0 ? words('series:deleteBody', { count: goes }) : words('series:deleteSeriesOnly')}</p>
          {goes > 0 && published > 0 && <p>{words('series:deletePublished', { count: published })}</p>}
          {isGenerating && <p>{words('series:deleteRuns')}</p>}
          <p>{words('series:deleteForGood')}</p>
          {total > 0 && (
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

/** How many drills a series has, and how many of them learners see; read when it matters. */
const useDrillCounts = (url: string, series: DocumentId, isWanted: boolean) => {
  const ofSeries = `${url}?where[series][equals]=${encodeURIComponent(series)}`
  const { answer } = useAnswer({
    question: ofSeries,
    isWanted,
    read: async (signal) => {
      const count = async (more: string): Promise<number> => {
        const { totalDocs } = await requestJson<{ totalDocs: number }>({ url: `${ofSeries}${more}`, signal })
        return totalDocs
      }
      const [total, published] = await Promise.all([count(''), count('&where[_status][equals]=published')])
      return { total, published }
    },
  })
  // The question can be answered without its figures; the server does what it says in any case.
  return answer ?? { total: 0, published: 0 }
}

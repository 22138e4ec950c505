'use client'
import { useDocumentInfo, useListDrawerContext, useModal, useSelection } from '@payloadcms/ui'
import { useRouter } from 'next/navigation.js'
import { useCallback, useState } from 'react'
import { usePanelSlug } from '../generate/GenerateButton.js'
import type { GenerateProps } from '../generate/GenerateForm.js'
import type { KnownKinds } from '../run/kindWords.js'
import { RunCard } from '../run/RunCard.js'
import type { DocumentId } from '../shared/api.js'
import { useWords } from '../shared/useWords.js'
import { AtEnd } from './AtEnd.js'
import { anewId, WriteAnew } from './WriteAnew.js'
import './people.css'

interface WriteSelectedAnewProps {
  collection: string
  slugs: { generationBreakers: string; generationRuns: string; plans: string }
  kinds: KnownKinds
  generate: GenerateProps
  /** Documents of one run. */
  most: number
}

/** Above a list: has the documents that are selected in it written anew, by one run. Nothing where none is. */
export const WriteSelectedAnew = ({ collection, slugs, kinds, most, generate }: WriteSelectedAnewProps) => {
  const words = useWords()
  const { count, getSelectedIds } = useSelection()
  const { isModalOpen } = useModal()
  const { isInDrawer } = useListDrawerContext()
  const { collectionSlug: documentOf } = useDocumentInfo()
  const [run, setRun] = useState<DocumentId>()
  const router = useRouter()
  // The list comes from the server, and with it nothing is selected any more: the panel in which the run is watched would be gone.
  const showResult = useCallback(() => router.refresh(), [router])
  const ids = getSelectedIds()
  const isWatched = isModalOpen(usePanelSlug(anewId(collection, ids)))
  if (isInDrawer || documentOf) return null
  // Of a selection that goes beyond the page only the page's own are known.
  const isTooMany = count > most || ids.length < count
  return (
    <>
      {count > 0 && (
        <div className="coursewright-selected">
          {isTooMany ? (
            <p className="coursewright-message">{words('people:tooManySelected', { most })}</p>
          ) : (
            <WriteAnew
              collection={collection}
              generate={generate}
              ids={ids}
              key={ids.join(' ')}
              label={words('people:writeSelected', { count })}
              onStarted={setRun}
            />
          )}
        </div>
      )}
      {run !== undefined && (
        <RunCard kinds={kinds} query={{ field: 'id', id: run }} slugs={slugs}>
          {({ state }) => <AtEnd onEnd={showResult} status={isWatched ? undefined : state?.status} />}
        </RunCard>
      )}
    </>
  )
}

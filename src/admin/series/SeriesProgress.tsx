'use client'
import { useDocumentInfo } from '@payloadcms/ui'
import { keyOfDocument } from '../../runs/vocabulary.js'
import type { KnownKinds } from '../run/kindWords.js'
import { RunCard } from '../run/RunCard.js'
import { isFinal } from '../run/runState.js'
import type { Choice } from '../shared/forms/choices.js'
import { useWords } from '../shared/useWords.js'
import { DeleteSeries } from './DeleteSeries.js'
import { DrillList } from './DrillList.js'

interface SeriesProgressProps {
  /** Of every game. */
  phases: readonly Choice[]
  kinds: KnownKinds
  slugs: {
    drills: string
    drillSeries: string
    generationBreakers: string
    generationRuns: string
    plans: string
  }
}

/** The newest run of a series as it goes, and the drills it has made. */
export const SeriesProgress = ({ slugs, phases, kinds }: SeriesProgressProps) => {
  const words = useWords()
  const { id } = useDocumentInfo()
  if (id === undefined) return null
  return (
    <RunCard
      kinds={kinds}
      query={{ field: 'targetKey', id: keyOfDocument({ relationTo: slugs.drillSeries, value: id }) }}
      slugs={slugs}
    >
      {({ run, state: current }) => (
        <>
          {run === null && <p className="coursewright-run__none">{words('series:none')}</p>}
          {run !== undefined && (
            <DrillList
              canPublish={!current || isFinal(current.status)}
              generated={current?.progress.generated ?? 0}
              phases={phases}
              series={id}
              slugs={slugs}
            />
          )}
          <DeleteSeries isGenerating={current !== undefined && !isFinal(current.status)} series={id} slugs={slugs} />
        </>
      )}
    </RunCard>
  )
}

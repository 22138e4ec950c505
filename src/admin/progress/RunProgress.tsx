'use client'
import { useDocumentInfo } from '@payloadcms/ui'
import { RunCard } from './RunCard.js'
import { type InputNames, RunFacts } from './RunFacts.js'

interface RunProgressProps extends InputNames {
  slugs: InputNames['slugs'] & { generationRuns: string; generationSteps: string }
}

/** A run in its own document: as it goes, what was asked for, and what is missing. */
export const RunProgress = ({ slugs, choices }: RunProgressProps) => {
  const { id } = useDocumentInfo()
  if (id === undefined) return null
  return (
    <RunCard isOwnDocument query={{ field: 'id', id }} slugs={slugs}>
      {(run) => run && <RunFacts choices={choices} run={run} slugs={slugs} />}
    </RunCard>
  )
}

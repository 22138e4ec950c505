'use client'
import { Button, useDocumentEvents } from '@payloadcms/ui'
import { useRouter } from 'next/navigation.js'
import { useEffect, useRef, useState } from 'react'
import { RunCard } from '../run/RunCard.js'
import { useAddresses } from '../shared/useAddresses.js'
import { useWords } from '../shared/useWords.js'
import { GenerateForm, type GenerateProps } from './GenerateForm.js'
import type { StartedRun } from './useStartRun.js'
import './generate.css'

interface GenerateDrawerProps extends GenerateProps {
  /** Stands on the page of what the run adds to, so there is nothing to open. */
  isAdding: boolean
  onStarted?: (run: StartedRun) => void
  onClose: () => void
}

/** Asks for a run, and then shows it as it goes: the run is acknowledged where it was asked for. */
export const GenerateDrawer = ({ onStarted, isAdding, ...props }: GenerateDrawerProps) => {
  const [run, setRun] = useState<StartedRun>()
  const { reportUpdate } = useDocumentEvents()
  const started = (run: StartedRun) => {
    setRun(run)
    // The page below, and the header, look for a newer run when they hear of one.
    const updatedAt = new Date().toISOString()
    const { id } = run
    reportUpdate({ doc: { id }, entitySlug: props.slugs.generationRuns, id, operation: 'create', updatedAt })
    onStarted?.(run)
  }
  if (!run) return <GenerateForm {...props} onStarted={started} />
  return <Started {...props} isAdding={isAdding} onMore={() => setRun(undefined)} run={run} />
}

interface StartedProps extends Omit<GenerateDrawerProps, 'onStarted'> {
  run: StartedRun
  onMore: () => void
}

const Started = ({ run, slugs, kind, words: ofKind, opens, isAdding, documents, onMore, onClose }: StartedProps) => {
  const words = useWords()
  const { document } = useAddresses()
  const title = useRef<HTMLParagraphElement>(null)
  useEffect(() => title.current?.focus(), [])
  const isOnList = !isAdding && documents === undefined
  useNewRows(isOnList)
  const target = opens === 'target' ? run.target : null
  const href = target ? document(target.relationTo, target.value) : document(slugs.generationRuns, run.id)
  return (
    <div className="coursewright-form coursewright-started">
      <p className="coursewright-message coursewright-message--success" ref={title} role="status" tabIndex={-1}>
        {words(run.isRepeated ? 'generate:alreadyStarted' : 'generate:started')}
      </p>
      <RunCard hasSteps={false} kinds={{ [kind]: ofKind }} query={{ field: 'id', id: run.id }} slugs={slugs}>
        {() => null}
      </RunCard>
      <div className="coursewright-form__actions">
        {isOnList && (
          <Button el="link" id="coursewright-open-started" margin={false} to={href}>
            {words(target ? 'generate:openTarget' : 'generate:openRun')}
          </Button>
        )}
        <Button buttonStyle="secondary" id="coursewright-more" margin={false} onClick={onMore} type="button">
          {words('generate:another')}
        </Button>
        <Button buttonStyle="secondary" id="coursewright-close" margin={false} onClick={onClose} type="button">
          {words('generate:cancel')}
        </Button>
      </div>
    </div>
  )
}

/** A list comes from the server: it shows what the run makes once the drawer is closed. Another page has come with its own. */
const useNewRows = (isOnList: boolean): void => {
  const router = useRouter()
  const refresh = useRef(router.refresh)
  useEffect(() => {
    const { pathname } = window.location
    return () => {
      if (isOnList && window.location.pathname === pathname) refresh.current()
    }
  }, [isOnList])
}

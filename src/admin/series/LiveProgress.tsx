'use client'
import { useCallback, useState } from 'react'
import { type KnownKinds, wordsOfKind } from '../run/kindWords.js'
import { isFinal, type RunView } from '../run/runState.js'
import { ProgressBar } from '../run/StepList.js'
import { isOver, requestJson } from '../shared/api.js'
import { useAddresses } from '../shared/useAddresses.js'
import { usePolling } from '../shared/useAnswer.js'
import { useWords } from '../shared/useWords.js'

/** Slow on purpose, and no event stream: browsers allow six connections, and a list may show many runs. */
const POLL_MS = 4000

/** A run in a list that is still going. */
export const LiveProgress = ({ run, runsSlug, kinds }: { run: RunView; runsSlug: string; kinds: KnownKinds }) => {
  const { api } = useAddresses()
  const [{ progress, status }, setRun] = useState(run)
  const [isRefused, setRefused] = useState(false)
  const url = `${api(`/${runsSlug}`)}/${encodeURIComponent(run.id)}?depth=0&select[status]=true&select[progress]=true`
  const look = useCallback(
    async (signal: AbortSignal) => {
      if (document.hidden) return
      // A list that misses one look simply shows the next.
      const newer = await requestJson<RunView>({ url, signal }).catch((error: unknown) => {
        if (isOver(error)) setRefused(true)
        throw error
      })
      if (!signal.aborted) setRun(newer)
    },
    [url],
  )
  usePolling({ look: isRefused || isFinal(status) ? undefined : look, everyMs: POLL_MS })
  return <SeriesCount kinds={kinds} run={{ kind: run.kind, progress, status }} />
}

interface SeriesCountProps {
  run: Pick<RunView, 'kind' | 'progress' | 'status'>
  kinds: KnownKinds
}

/** `15/20` with a small bar, and the status where it is not simply finished. */
export const SeriesCount = ({ run: { kind, progress, status }, kinds }: SeriesCountProps) => {
  const words = useWords()
  const { generated, requested } = progress
  const runWords = wordsOfKind(words, kinds, kind)
  return (
    <span className="coursewright-series-cell">
      <span aria-hidden>
        {generated}/{requested}
      </span>
      <ProgressBar
        label={words('series:cell', { generated, requested, items: runWords.itemsOfTotal })}
        progress={progress}
      />
      {status !== 'completed' && <span>{runWords.status(status)}</span>}
    </span>
  )
}

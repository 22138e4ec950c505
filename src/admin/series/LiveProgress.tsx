'use client'
import { useEffect, useState } from 'react'
import { ProgressBar } from '../run/BatchList.js'
import { isFinal, type RunProgress, type RunView } from '../run/runState.js'
import type { RunStatus } from '../runWords.js'
import { requestJson } from '../shared/api.js'
import { useAddresses } from '../shared/useAddresses.js'
import { useWords } from '../shared/useWords.js'

/** Slow on purpose, and no event stream: browsers allow six connections, and a list may show many runs. */
const POLL_MS = 4000

/** A run in a list that is still going. */
export const LiveProgress = ({ run, runsSlug }: { run: RunView; runsSlug: string }) => {
  const { api } = useAddresses()
  const [{ progress, status }, setRun] = useState(run)
  const url = `${api(`/${runsSlug}`)}/${encodeURIComponent(run.id)}?depth=0&select[status]=true&select[progress]=true`
  const hasEnded = isFinal(status)
  useEffect(() => {
    if (hasEnded) return
    const stop = new AbortController()
    const poll = async () => {
      if (document.hidden) return
      // A list that misses one look simply shows the next.
      const newer = await requestJson<RunView>({ url, signal: stop.signal }).catch(() => undefined)
      if (newer && !stop.signal.aborted) setRun(newer)
    }
    const timer = setInterval(() => void poll(), POLL_MS)
    return () => {
      stop.abort()
      clearInterval(timer)
    }
  }, [url, hasEnded])
  return <SeriesCount progress={progress} status={status} />
}

/** `15/20` with a small bar, and the status where it is not simply finished. */
export const SeriesCount = ({ progress, status }: { progress: RunProgress; status: RunStatus }) => {
  const words = useWords()
  return (
    <span className="coursewright-series-cell">
      <span aria-hidden>
        {progress.generated}/{progress.requested}
      </span>
      <ProgressBar
        label={words('series:cell', { generated: progress.generated, requested: progress.requested })}
        progress={progress}
      />
      {status !== 'completed' && <span>{words.named('runStatuses', status)}</span>}
    </span>
  )
}

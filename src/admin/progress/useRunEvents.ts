'use client'
import { useEffect, useState } from 'react'
import type { DocumentId } from '../shared/DocumentId.js'
import { isFinal } from './isFinal.js'
import { pollRun } from './pollRun.js'
import { type RunEvent, type RunState, withEvent } from './RunState.js'

const POLL_MS = 3000

interface UseRunEvents {
  run: DocumentId | undefined
  /** Of the collections in the REST API. */
  runsUrl: string
  stepsUrl: string
  /** Counted up to listen again, e.g. after a retry opened the run. */
  turn: number
}

interface Followed {
  run: DocumentId
  turn: number
  state: RunState
}

/**
 * Follows a run until it ends: by its events, and by asking every few seconds where those do not come through. What was
 * known stays until another turn has told something; `heardTurn` is the turn that `state` is of.
 */
export const useRunEvents = ({ run, runsUrl, stepsUrl, turn }: UseRunEvents) => {
  const [followed, setFollowed] = useState<Followed>()
  const [isPolling, setPolling] = useState(false)

  useEffect(() => {
    if (run === undefined) return
    const stop = new AbortController()
    const runUrl = `${runsUrl}/${encodeURIComponent(run)}`
    const select = ['index', 'kind', 'status', 'attempts', 'written', 'saved', 'missing', 'error']
    const query = `where[run][equals]=${encodeURIComponent(run)}&limit=200&sort=index&depth=0`
    const steps = `${stepsUrl}?${query}&${select.map((field) => `select[${field}]=true`).join('&')}`
    let timer: ReturnType<typeof setTimeout> | undefined
    let events: EventSource | undefined

    const take = (event: RunEvent): void => {
      if (stop.signal.aborted) return
      // The first event of a turn tells everything.
      setFollowed((known) => {
        const isSame = known?.run === run && known.turn === turn
        return { run, turn, state: withEvent(isSame ? known.state : undefined, event) }
      })
      if (isFinal(event.status)) events?.close()
    }
    const poll = async (): Promise<void> => {
      const event = await pollRun({ runUrl, stepsUrl: steps, signal: stop.signal }).catch(() => undefined)
      if (event) take(event)
      if (stop.signal.aborted || (event && isFinal(event.status))) return
      timer = setTimeout(() => void poll(), POLL_MS)
    }
    const listen = (): void => {
      events = new EventSource(`${runUrl}/events`, { withCredentials: true })
      events.addEventListener('open', () => setPolling(false))
      events.addEventListener('run', ({ data }: MessageEvent<string>) => take(JSON.parse(data)))
      events.addEventListener('error', () => {
        // A browser that has not given up tries again by itself.
        if (events?.readyState !== EventSource.CLOSED || stop.signal.aborted) return
        setPolling(true)
        void poll()
      })
    }
    setPolling(false)
    listen()
    return () => {
      stop.abort()
      events?.close()
      clearTimeout(timer)
    }
  }, [run, runsUrl, stepsUrl, turn])

  const isOfRun = followed !== undefined && followed.run === run
  return { state: isOfRun ? followed.state : undefined, heardTurn: isOfRun ? followed.turn : undefined, isPolling }
}

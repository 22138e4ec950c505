'use client'
import { useEffect, useRef, useState } from 'react'
import { isRecord } from '../shared/isRecord.js'
import { messageOf } from '../shared/messageOf.js'
import { RequestRefused } from '../shared/RequestRefused.js'
import { requestJson } from '../shared/requestJson.js'
import { words } from '../words.js'
import type { Estimate } from './Estimate.js'
import type { DrillSeriesRequest } from './readRequest.js'

const DELAY_MS = 300

export type EstimateState =
  | { status: 'waiting' }
  | { status: 'ready'; estimate: Estimate }
  /** The server would refuse the run, for this reason. */
  | { status: 'refused'; message: string }
  /** It could not be asked; generating may still work. */
  | { status: 'failed'; message: string }

interface EstimateView {
  state: EstimateState
  isLoading: boolean
  /** Positions by phase, from the newest answer that named them. */
  available: Readonly<Record<string, number>> | undefined
}

/** Asks what a run would take, a moment after the last change; an older answer never replaces a newer one. */
export const useEstimate = (url: string, input: DrillSeriesRequest | undefined): EstimateView => {
  const [state, setState] = useState<EstimateState>({ status: 'waiting' })
  const [available, setAvailable] = useState<Readonly<Record<string, number>>>()
  const [isLoading, setLoading] = useState(true)
  const body = input && JSON.stringify(input)
  // The first estimate has nothing to wait for.
  const isFirst = useRef(true)

  useEffect(() => {
    if (body === undefined) {
      setState({ status: 'waiting' })
      setLoading(false)
      return
    }
    const stop = new AbortController()
    setLoading(true)
    const ask = async () => {
      try {
        const { estimate } = await requestJson<{ estimate: Estimate }>({
          url,
          method: 'POST',
          body: { kind: 'drillSeries', input: JSON.parse(body) },
          signal: stop.signal,
        })
        setState({ status: 'ready', estimate })
        setAvailable(estimate.available)
      } catch (error) {
        if (stop.signal.aborted) return
        const refused = error instanceof RequestRefused && error.status >= 400 && error.status < 500 ? error : undefined
        setState(
          refused
            ? { status: 'refused', message: refused.message }
            : { status: 'failed', message: `${words.generate.estimateFailed} ${messageOf(error)}` },
        )
        if (isRecord(refused?.data.available)) setAvailable(refused.data.available as Record<string, number>)
      }
      setLoading(false)
    }
    const timer = setTimeout(() => void ask(), isFirst.current ? 0 : DELAY_MS)
    isFirst.current = false
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [url, body])

  return { state, isLoading, available }
}

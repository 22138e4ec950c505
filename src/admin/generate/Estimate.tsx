'use client'
import { useEffect, useRef, useState } from 'react'
import type { Words } from '../../words/words.js'
import { isRecord, messageOf, RequestRefused, requestJson } from '../shared/api.js'
import { formatCost, formatNumber } from '../shared/format.js'
import { useWords } from '../shared/useWords.js'
import type { DrillSeriesRequest } from './drillRequest.js'

interface EstimateViewProps {
  state: EstimateState
  isLoading: boolean
}

/** What the run will take, or why it cannot start; said aloud as one sentence when it changes. */
export const EstimateView = ({ state, isLoading }: EstimateViewProps) => {
  const words = useWords()
  return (
    <section aria-busy={isLoading} aria-labelledby="coursewright-estimate-title" className="coursewright-estimate">
      <h3 className="coursewright-estimate__title" id="coursewright-estimate-title">
        {words('generate:estimate')}
      </h3>
      <div className={isLoading ? 'coursewright-estimate__old' : undefined}>
        {state.status === 'ready' && <Figures estimate={state.estimate} />}
        {state.status === 'waiting' && <p>{isLoading ? words('generate:estimating') : '–'}</p>}
      </div>
      <div aria-live="polite" id="coursewright-estimate-message">
        {state.status === 'ready' && !isLoading && (
          <span className="coursewright-hidden">{sentence(words, state.estimate)}</span>
        )}
        {state.status === 'ready' && state.estimate.notice ? (
          <p className="coursewright-message coursewright-message--warning">{state.estimate.notice}</p>
        ) : null}
        {state.status === 'refused' && (
          <p className="coursewright-message coursewright-message--error">{state.message}</p>
        )}
        {state.status === 'failed' && (
          <p className="coursewright-message coursewright-message--warning">
            {words('generate:estimateFailed')} {messageOf(words, state.error)}
          </p>
        )}
      </div>
    </section>
  )
}

const Figures = ({ estimate }: { estimate: Estimate }) => (
  <dl className="coursewright-estimate__figures">
    {figures(useWords(), estimate).map(([term, value]) => (
      <div key={term}>
        <dt>{term}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
)

const figures = (words: Words, { requested, facts, calls, promptTokens, completionTokens, cost }: Estimate) =>
  [
    [words('generate:drills'), formatNumber(words, requested)],
    [words('generate:positions'), formatNumber(words, facts.positionsLoaded)],
    [words('generate:batches'), formatNumber(words, calls)],
    [words('generate:tokens'), words('generate:tokensInOut', { prompt: promptTokens, completion: completionTokens })],
    [words('generate:cost'), formatCost(words, cost?.low ?? null)],
  ] as const

const sentence = (words: Words, estimate: Estimate): string =>
  figures(words, estimate)
    .map(([term, value]) => `${term}: ${value}`)
    .join('. ')

const DELAY_MS = 300

type EstimateState =
  | { status: 'waiting' }
  | { status: 'ready'; estimate: Estimate }
  /** The server would refuse the run, for this reason. */
  | { status: 'refused'; message: string }
  /** It could not be asked; generating may still work. */
  | { status: 'failed'; error: unknown }

interface UseEstimate {
  state: EstimateState
  isLoading: boolean
  /** Positions by phase of the game, from the newest answer that named them. */
  available: Counts | undefined
}

/**
 * Asks what a run would take, a moment after the last change; an older answer never replaces a newer one. What was told of
 * one game says nothing of another, whose phases may have the same names.
 */
export const useEstimate = (url: string, game: string, input: DrillSeriesRequest | undefined): UseEstimate => {
  const [found, setFound] = useState<Found>({ of: '', state: { status: 'waiting' } })
  const [isLoading, setLoading] = useState(true)
  const body = input && JSON.stringify(input)
  // The first estimate has nothing to wait for.
  const isFirst = useRef(true)

  useEffect(() => {
    const tell = (state: EstimateState, available?: Counts) =>
      setFound((found) => ({
        of: game,
        state,
        available: available ?? (found.of === game ? found.available : undefined),
      }))
    if (body === undefined) {
      tell({ status: 'waiting' })
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
        tell({ status: 'ready', estimate }, estimate.facts.available)
      } catch (error) {
        if (stop.signal.aborted) return
        const refused = error instanceof RequestRefused && error.status >= 400 && error.status < 500 ? error : undefined
        const counts = isRecord(refused?.data.available) ? (refused.data.available as Counts) : undefined
        tell(refused ? { status: 'refused', message: refused.message } : { status: 'failed', error }, counts)
      }
      setLoading(false)
    }
    const timer = setTimeout(() => void ask(), isFirst.current ? 0 : DELAY_MS)
    isFirst.current = false
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [url, game, body])

  if (found.of !== game) return { state: { status: 'waiting' }, isLoading, available: undefined }
  return { state: found.state, isLoading, available: found.available }
}

type Counts = Readonly<Record<string, number>>

interface Found {
  /** The game. */
  of: string
  state: EstimateState
  available?: Counts
}

/** What `POST /generation-runs/estimate` answers. */
interface Estimate {
  requested: number
  calls: number
  facts: { available: Record<string, number>; positionsLoaded: number }
  promptTokens: number
  completionTokens: number
  /** US dollars; `null` when the price is unknown. */
  cost: { low: number; high: number } | null
  notice?: string
}

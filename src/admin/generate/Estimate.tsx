'use client'
import { Link } from '@payloadcms/ui'
import { useEffect, useRef, useState } from 'react'
import type { Words } from '../../words/words.js'
import type { LimitsAnswer } from '../limits/limits.js'
import type { Refusal } from '../limits/refusals.js'
import { type RunWords, startOfLine } from '../run/kindWords.js'
import { type DocumentId, isRecord, messageOf, RequestRefused, requestJson } from '../shared/api.js'
import { dayName, formatCost, formatDuration, formatNumber } from '../shared/format.js'
import { useWords } from '../shared/useWords.js'
import { runIn, type StartProblem } from './useStartRun.js'

interface EstimateViewProps {
  runWords: RunWords
  state: EstimateState
  isLoading: boolean
  /** Why limits do not allow it now, and when they do. */
  refusal: string | undefined
  /** Whether a budget will pause it. */
  pauses: boolean
  /** Of a run's page in the panel. */
  runHref: (run: DocumentId) => string
}

/** What the run will take, or why it cannot start; said aloud as one sentence when it changes. */
export const EstimateView = ({ runWords, state, isLoading, refusal, pauses, runHref }: EstimateViewProps) => {
  const words = useWords()
  return (
    <section aria-busy={isLoading} aria-labelledby="coursewright-estimate-title" className="coursewright-estimate">
      <h3 className="coursewright-estimate__title" id="coursewright-estimate-title">
        {words('generate:estimate')}
      </h3>
      <div className={isLoading ? 'coursewright-estimate__old' : undefined}>
        {state.status === 'ready' && <Figures estimate={state.estimate} runWords={runWords} />}
        {state.status === 'waiting' && <p>{isLoading ? words('generate:estimating') : '–'}</p>}
      </div>
      <div aria-live="polite" id="coursewright-estimate-message">
        {state.status === 'ready' && !isLoading && (
          <span className="coursewright-hidden">{sentence(words, runWords, state.estimate)}</span>
        )}
        {state.status === 'ready' && refusal !== undefined && (
          <p className="coursewright-message coursewright-message--warning">{refusal}</p>
        )}
        {pauses && refusal === undefined && (
          <p className="coursewright-message coursewright-message--warning">{words('generate:pauses')}</p>
        )}
        {state.status === 'ready' && state.estimate.notice ? (
          <p className="coursewright-message coursewright-message--warning">{state.estimate.notice}</p>
        ) : null}
        {state.status === 'refused' && (
          <p className="coursewright-message coursewright-message--error">
            <Refused {...state} runHref={runHref} />
          </p>
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

/** Why a run cannot start, with a link to the run that stands in its way. */
export const Refused = ({ message, run, runHref }: StartProblem & Pick<EstimateViewProps, 'runHref'>) => {
  const words = useWords()
  if (run === undefined) return message
  return (
    <>
      {words('courses:isFilled')}{' '}
      <Link href={runHref(run)} prefetch={false}>
        {words('courses:seeRun')}
      </Link>
    </>
  )
}

const Figures = ({ runWords, estimate }: { runWords: RunWords; estimate: Estimate }) => {
  const words = useWords()
  return (
    <>
      <dl className="coursewright-estimate__figures">
        {figures(words, runWords, estimate).map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {estimate.basis && <p className="coursewright-field__hint">{restsOn(words, estimate.basis)}</p>}
    </>
  )
}

const restsOn = (words: Words, { completion, calls, since }: Basis): string =>
  since === undefined || completion === 'assumed'
    ? words('generate:assumed')
    : words(`generate:${completion}`, { count: calls, since: dayName(words, since) })

const figures = (words: Words, runWords: RunWords, estimate: Estimate): (readonly [term: string, value: string])[] => {
  const { requested, facts, calls, promptTokens, completionTokens, cost, seconds, plans } = estimate
  const items = startOfLine(words, runWords.itemsOfTotal)
  return [
    [items, formatNumber(words, requested)],
    // A kind that counts lessons, or their sections, tells both.
    ...runWords.facts(facts).filter(([name]) => name !== items),
    ...(plans && plans.needed > 0 ? [[words('generate:plans'), words('generate:plansFound', plans)] as const] : []),
    [words('generate:calls'), formatNumber(words, calls)],
    [words('generate:tokens'), words('generate:tokensInOut', { prompt: promptTokens, completion: completionTokens })],
    [words('generate:cost'), costRange(words, cost)],
    [words('generate:time'), formatDuration(words, seconds * 1000)],
  ]
}

/** What it costs when each answer is good at the first try, and when each is asked for twice. */
const costRange = (words: Words, cost: Estimate['cost']): string => {
  const [low, high] = [cost?.low ?? null, cost?.high ?? null].map((usd) => formatCost(words, usd))
  return low === high || low === undefined || high === undefined
    ? (low ?? '')
    : words('generate:costRange', { low, high })
}

const sentence = (words: Words, runWords: RunWords, estimate: Estimate): string =>
  figures(words, runWords, estimate)
    .map(([term, value]) => `${term}: ${value}`)
    .join('. ')

const DELAY_MS = 300

export type EstimateState =
  | { status: 'waiting' }
  | { status: 'ready'; estimate: Estimate }
  /** The server would refuse the run, for this reason. */
  | ({ status: 'refused' } & StartProblem)
  /** It could not be asked; generating may still work. */
  | { status: 'failed'; error: unknown }

interface UseEstimate {
  state: EstimateState
  isLoading: boolean
  /** Positions by phase of the game, from the newest answer that named them. */
  available: Counts | undefined
}

interface EstimateOf {
  url: string
  /** Of the run. */
  kind: string
  /** Whose phases are counted; empty when none are. */
  game: string
  /** `undefined` while it cannot be asked. */
  input: Readonly<Record<string, unknown>> | undefined
  /** Counted up to ask again, e.g. when a limit opens. */
  turn: number
}

/**
 * Asks what a run would take, a moment after the last change; an older answer never replaces a newer one. What was told of
 * one game says nothing of another, whose phases may have the same names.
 */
export const useEstimate = ({ url, kind, game, input, turn }: EstimateOf): UseEstimate => {
  const [found, setFound] = useState<Found>({ of: '', state: { status: 'waiting' } })
  const [isLoading, setLoading] = useState(true)
  const body = input && JSON.stringify(input)
  // The first estimate has nothing to wait for.
  const isFirst = useRef(true)

  // biome-ignore lint/correctness/useExhaustiveDependencies: each turn asks again.
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
          body: { kind, input: JSON.parse(body) },
          signal: stop.signal,
        })
        tell({ status: 'ready', estimate }, countsIn(estimate.facts))
      } catch (error) {
        if (stop.signal.aborted) return
        const refused = error instanceof RequestRefused && error.status >= 400 && error.status < 500 ? error : undefined
        const told: EstimateState = refused
          ? { status: 'refused', message: refused.message, run: runIn(refused) }
          : { status: 'failed', error }
        tell(told, countsIn(refused?.data))
      }
      setLoading(false)
    }
    const timer = setTimeout(() => void ask(), isFirst.current ? 0 : DELAY_MS)
    isFirst.current = false
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [url, kind, game, body, turn])

  if (found.of !== game) return { state: { status: 'waiting' }, isLoading, available: undefined }
  return { state: found.state, isLoading, available: found.available }
}

type Counts = Readonly<Record<string, number>>

const countsIn = (facts: Readonly<Record<string, unknown>> | undefined): Counts | undefined =>
  isRecord(facts?.available) ? (facts.available as Counts) : undefined

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
  /** By the name that the kind gives them. */
  facts: Readonly<Record<string, unknown>>
  promptTokens: number
  completionTokens: number
  /** US dollars; `null` when the price is unknown. */
  cost: { low: number; high: number } | null
  /** From the first step to the last. */
  seconds: number
  notice?: string
  /** Plans that are needed, and those that are there already. */
  plans?: { needed: number; found: number }
  basis?: Basis
  /** Whether limits and budgets allow it as things stand. */
  limits?: LimitsAnswer & { allowed: boolean; refusal: Refusal | null }
}

/** What an estimate rests on. */
interface Basis {
  completion: 'assumed' | 'measured' | 'partly'
  /** That were answered well. */
  calls: number
  /** The first day with such a call, in UTC. */
  since?: string
}

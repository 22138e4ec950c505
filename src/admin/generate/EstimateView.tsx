'use client'
import { Link } from '@payloadcms/ui'
import type { EstimateBasis } from '../../limits/estimate.js'
import type { Words } from '../../words/words.js'
import { type RunWords, startOfLine } from '../run/kindWords.js'
import { type DocumentId, messageOf } from '../shared/api.js'
import { dayName, formatCost, formatDuration, formatNumber } from '../shared/format.js'
import { useWords } from '../shared/useWords.js'
import type { Estimate, EstimateState } from './useEstimate.js'
import type { StartProblem } from './useStartRun.js'

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
      <div className={isLoading ? 'coursewright-old' : undefined}>
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
          <p className="coursewright-message coursewright-message--warning">{words.told(state.estimate.notice)}</p>
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
      {message}{' '}
      <Link href={runHref(run)} prefetch={false}>
        {words('refused:seeRun')}
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

const restsOn = (words: Words, { completion, calls, since }: EstimateBasis): string =>
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

'use client'
import { formatCost } from '../shared/formatCost.js'
import { formatNumber } from '../shared/formatNumber.js'
import { words } from '../words.js'
import type { Estimate } from './Estimate.js'
import type { EstimateState } from './useEstimate.js'

interface EstimateViewProps {
  state: EstimateState
  isLoading: boolean
}

/** What the run will take, or why it cannot start; said aloud as one sentence when it changes. */
export const EstimateView = ({ state, isLoading }: EstimateViewProps) => (
  <section aria-busy={isLoading} aria-labelledby="coursewright-estimate-title" className="coursewright-estimate">
    <h3 className="coursewright-estimate__title" id="coursewright-estimate-title">
      {words.generate.estimate}
    </h3>
    <div className={isLoading ? 'coursewright-estimate__old' : undefined}>
      {state.status === 'ready' && <Figures estimate={state.estimate} />}
      {state.status === 'waiting' && <p>{isLoading ? words.generate.estimating : '–'}</p>}
    </div>
    <div aria-live="polite" id="coursewright-estimate-message">
      {state.status === 'ready' && !isLoading && (
        <span className="coursewright-hidden">{sentence(state.estimate)}</span>
      )}
      {state.status === 'ready' && state.estimate.notice ? (
        <p className="coursewright-message coursewright-message--warning">{state.estimate.notice}</p>
      ) : null}
      {state.status === 'refused' && (
        <p className="coursewright-message coursewright-message--error">{state.message}</p>
      )}
      {state.status === 'failed' && (
        <p className="coursewright-message coursewright-message--warning">{state.message}</p>
      )}
    </div>
  </section>
)

const Figures = ({ estimate }: { estimate: Estimate }) => (
  <dl className="coursewright-estimate__figures">
    {figures(estimate).map(([term, value]) => (
      <div key={term}>
        <dt>{term}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
)

const figures = ({ requested, positionsLoaded, batches, promptTokens, completionTokens, cost }: Estimate) =>
  [
    [words.generate.drills, formatNumber(requested)],
    [words.generate.positions, formatNumber(positionsLoaded)],
    [words.generate.batches, formatNumber(batches)],
    [words.generate.tokens, words.generate.tokensInOut(formatNumber(promptTokens), formatNumber(completionTokens))],
    [words.generate.cost, formatCost(cost)],
  ] as const

const sentence = (estimate: Estimate): string =>
  figures(estimate)
    .map(([term, value]) => `${term}: ${value}`)
    .join('. ')

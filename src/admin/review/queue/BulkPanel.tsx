'use client'
import { Button } from '@payloadcms/ui'
import { useEffect, useState } from 'react'
import type { QueueRow } from '../../../drafts/desk/queue.js'
import { type DocumentId, messageOf, refusalIn, requestJson } from '../../shared/api.js'
import { SidePanel } from '../../shared/panel.js'
import { useWords } from '../../shared/useWords.js'
import { chunksOf, type DecisionResult, sendDecisions } from '../decisions/sendDecision.js'
import type { NotedRow } from '../decisions/useDecisions.js'
import type { DecisionState, RowMark } from '../desk.js'

export const bulkSlug = 'coursewright-review-bulk'

/** What is done with all that is selected. */
export interface BulkWish {
  decision: Extract<DecisionState, 'approved' | 'rejected'>
  publish: boolean
}

const outcomes = ['ready', 'problem', 'changed', 'decided', 'gone', 'impossible'] as const

interface Previewed {
  id: DocumentId
  title: string
  outcome: (typeof outcomes)[number]
  message?: string
  hash?: string
}

interface BulkPanelProps {
  wish: BulkWish
  rows: readonly QueueRow[]
  /** Which of them the reviewer has looked at. */
  opened: ReadonlySet<DocumentId>
  /** In which state all of them were listed. */
  state: DecisionState
  /** When they were listed. */
  since: string | undefined
  reviewsUrl: string
  onDecided: (rows: readonly NotedRow[], decision: BulkWish['decision'], before: DecisionState) => void
  onClose: () => void
}

const mostShown = 50

/** Says what would become of many decisions, makes them, and says what became of each. */
export const BulkPanel = (props: BulkPanelProps) => {
  const words = useWords()
  const { wish } = props
  return (
    <SidePanel slug={bulkSlug} title={words(wordsFor(wish).title)}>
      <Bulk {...props} />
    </SidePanel>
  )
}

const wordsFor = ({ decision, publish }: BulkWish) =>
  publish
    ? ({ title: 'review:bulkTitlePublish', apply: 'review:bulkApplyPublish' } as const)
    : decision === 'approved'
      ? ({ title: 'review:bulkTitleApproved', apply: 'review:bulkApplyApproved' } as const)
      : ({ title: 'review:bulkTitleRejected', apply: 'review:bulkApplyRejected' } as const)

const Bulk = ({ wish, rows, opened, state, since, reviewsUrl, onDecided, onClose }: BulkPanelProps) => {
  const words = useWords()
  const { previewed, problem } = usePreview({ wish, rows, opened, state, since, reviewsUrl })
  const [results, setResults] = useState<readonly DecisionResult[]>()
  const [isWorking, setWorking] = useState(false)
  const ready = previewed.filter(({ outcome }) => outcome === 'ready')
  const isReady = previewed.length === rows.length
  const unopened = ready.filter(({ id }) => !opened.has(id)).length

  const apply = async () => {
    setWorking(true)
    const all: DecisionResult[] = []
    setResults(all)
    for (const some of chunksOf(ready)) {
      const decisions = some.map(({ id, hash }) => ({
        ...{ id, ...wish, state, how: opened.has(id) ? 'opened' : 'bulk' },
        ...(hash ? { hash } : {}),
      }))
      const answered = await sendDecisions(reviewsUrl, decisions).catch((error: unknown) =>
        some.map(({ id }) => ({ id, isDecided: false, error: { message: messageOf(words, error), data: {} } })),
      )
      all.push(
        ...answered.map((result) =>
          result.error ? { ...result, error: { ...result.error, message: refusalIn(words, result.error) } } : result,
        ),
      )
      setResults([...all])
    }
    // Once for all of them, so that one Undo takes all of them back; also when the panel is closed by now.
    onDecided(
      all.flatMap(({ id, isDecided, error }) => {
        const row = rows.find((one) => one.id === id)
        if (!row) return []
        const mark: RowMark = isDecided
          ? { state: wish.decision }
          : { state: row.state, ...(error ? { problem: error.message } : {}) }
        return [{ row, mark, isDecided, publish: isDecided && wish.publish }]
      }),
      wish.decision,
      state,
    )
    setWorking(false)
  }
  if (problem !== undefined) return <p className="coursewright-message coursewright-message--error">{problem}</p>
  if (results) return <Results isWorking={isWorking} of={ready} onClose={onClose} results={results} />
  return (
    <div className="coursewright-form">
      <div aria-live="polite">
        {!isReady && <p>{words('review:bulkLooking', { done: previewed.length, count: rows.length })}</p>}
        {isReady && (
          <ul className="coursewright-bulk__outcomes">
            {outcomes.map((outcome) => {
              const count = previewed.filter((one) => one.outcome === outcome).length
              return count > 0 ? <li key={outcome}>{words(`previewOutcomes:${outcome}`, { count })}</li> : null
            })}
          </ul>
        )}
      </div>
      {isReady && (
        <Skipped
          skipped={previewed.flatMap(({ id, title, outcome, message }) =>
            outcome === 'ready'
              ? []
              : [{ id, title, message: message ?? words(`previewOutcomes:${outcome}`, { count: 1 }) }],
          )}
        />
      )}
      {isReady && wish.decision === 'approved' && unopened > 0 && (
        <p className="coursewright-message coursewright-message--warning">
          {words('review:bulkUnopened', { count: unopened })}
        </p>
      )}
      {isReady && ready.length === 0 && <p className="coursewright-muted">{words('review:bulkNothing')}</p>}
      <div className="coursewright-form__actions">
        {isReady && ready.length > 0 && (
          <Button id="coursewright-bulk-apply" margin={false} onClick={() => void apply()} size="small" type="button">
            {words(wordsFor(wish).apply, { count: ready.length })}
          </Button>
        )}
        <Button buttonStyle="secondary" margin={false} onClick={onClose} size="small" type="button">
          {words('review:cancel')}
        </Button>
      </div>
    </div>
  )
}

interface ResultsProps {
  of: readonly Previewed[]
  results: readonly DecisionResult[]
  isWorking: boolean
  onClose: () => void
}

const Results = ({ of, results, isWorking, onClose }: ResultsProps) => {
  const words = useWords()
  const failed = results.filter(({ isDecided }) => !isDecided)
  return (
    <div className="coursewright-form">
      <div aria-live="polite">
        <p>
          {isWorking
            ? words('review:bulkWorking', { done: results.length, count: of.length })
            : words('review:bulkDone', { count: results.length - failed.length })}
        </p>
        {failed.length > 0 && <p>{words('review:bulkFailed', { count: failed.length })}</p>}
      </div>
      <Skipped
        skipped={failed.map(({ id, error }) => ({
          id,
          title: of.find((one) => one.id === id)?.title ?? '',
          message: error?.message ?? '',
        }))}
      />
      <div className="coursewright-form__actions">
        <Button disabled={isWorking} margin={false} onClick={onClose} size="small" type="button">
          {words('review:bulkClose')}
        </Button>
      </div>
    </div>
  )
}

/** Those that are left out, each with the reason. */
const Skipped = ({ skipped }: { skipped: readonly { id: DocumentId; title: string; message: string }[] }) => {
  const words = useWords()
  if (skipped.length === 0) return null
  return (
    <ul className="coursewright-bulk__skipped">
      {skipped.slice(0, mostShown).map(({ id, title, message }) => (
        <li key={id}>
          <span className="coursewright-bulk__title" dir="auto">
            {title || words('review:untitled')}
          </span>
          <span>{words.told(message)}</span>
        </li>
      ))}
      {skipped.length > mostShown && <li>{words('review:more', { count: skipped.length - mostShown })}</li>}
    </ul>
  )
}

type UsePreview = Pick<BulkPanelProps, 'opened' | 'reviewsUrl' | 'rows' | 'since' | 'state' | 'wish'>

const usePreview = ({ wish, rows, opened, state, since, reviewsUrl }: UsePreview) => {
  const words = useWords()
  const [previewed, setPreviewed] = useState<readonly Previewed[]>([])
  const [error, setError] = useState<unknown>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the panel opens anew for another selection; this one is looked at once.
  useEffect(() => {
    const stop = new AbortController()
    const look = async () => {
      // What the reviewer opened here is decided on as it stands now; they may have edited it themselves.
      const [known, unknown] = [true, false].map((isKnown) => rows.filter(({ id }) => opened.has(id) === isKnown))
      for (const some of [...chunksOf(known ?? []), ...chunksOf(unknown ?? [])]) {
        const isKnown = some.every(({ id }) => opened.has(id))
        const body = { ids: some.map(({ id }) => id), ...wish, state, ...(since && !isKnown ? { since } : {}) }
        const { results } = await requestJson<{ results: Previewed[] }>({
          ...{ url: `${reviewsUrl}/preview`, method: 'POST', body, signal: stop.signal },
        })
        setPreviewed((before) => [...before, ...results])
      }
    }
    setPreviewed([])
    look().catch((problem: unknown) => {
      if (!stop.signal.aborted) setError(problem)
    })
    return () => stop.abort()
  }, [])
  return { previewed, problem: error === undefined ? undefined : messageOf(words, error) }
}

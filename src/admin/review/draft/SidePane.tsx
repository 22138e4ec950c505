'use client'
import { Link } from '@payloadcms/ui'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { isRecord, messageOf, requestJson, textOf } from '../../shared/api.js'
import { formatCost, formatDuration, formatNumber, formatTime } from '../../shared/format.js'
import { useAddresses } from '../../shared/useAddresses.js'
import { useWords } from '../../shared/useWords.js'
import type { Background, ChangedPart, DeskSlugs, DraftDocument, OpenedDraft } from '../desk.js'
import { Diff } from './DraftBody.js'
import { Part } from './Parts.js'

export const sideTabs = ['checks', 'changes', 'sources', 'history'] as const

export type SideTab = (typeof sideTabs)[number]

const tabWords = {
  checks: 'review:tabChecks',
  changes: 'review:tabChanges',
  sources: 'review:tabSources',
  history: 'review:tabHistory',
} as const

interface SidePaneProps {
  draft: OpenedDraft
  tab: SideTab
  onTab: (tab: SideTab) => void
  reviewsUrl: string
  slugs: DeskSlugs
}

/** What speaks for and against a draft: checks, changes, what it rests on, how it came to be. */
export const SidePane = ({ draft, tab, onTab, reviewsUrl, slugs }: SidePaneProps) => {
  const words = useWords()
  const id = useId()
  const tabs = useRef<HTMLDivElement>(null)
  const onKeyDown = ({ key }: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[key]
    const next = step && sideTabs[(sideTabs.indexOf(tab) + step + sideTabs.length) % sideTabs.length]
    if (!next) return
    onTab(next)
    tabs.current?.querySelector<HTMLElement>(`[data-tab="${next}"]`)?.focus()
  }
  const url = `${reviewsUrl}/${encodeURIComponent(draft.review.id)}`
  const version = `${url} ${draft.document?.updatedAt}`
  return (
    <>
      <div
        aria-label={words('review:tabs')}
        className="coursewright-side__tabs"
        onKeyDown={onKeyDown}
        ref={tabs}
        role="tablist"
      >
        {sideTabs.map((name) => (
          <button
            aria-controls={`${id}-panel`}
            aria-selected={name === tab}
            data-tab={name}
            id={`${id}-${name}`}
            key={name}
            onClick={() => onTab(name)}
            role="tab"
            tabIndex={name === tab ? 0 : -1}
            type="button"
          >
            {words(tabWords[name])}
          </button>
        ))}
      </div>
      <div
        aria-labelledby={`${id}-${tab}`}
        className="coursewright-side__panel"
        id={`${id}-panel`}
        role="tabpanel"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
        tabIndex={0}
      >
        {tab === 'checks' && draft.document && <Checks document={draft.document} review={draft.review} />}
        {tab === 'changes' && (
          <Asked<{ changes: ChangedPart[] }> key={version} url={`${url}/changes`}>
            {({ changes }) => <Changes changes={changes} />}
          </Asked>
        )}
        {(tab === 'sources' || tab === 'history') && (
          <Asked<Background> key={version} url={`${url}/background`}>
            {(background) =>
              tab === 'sources' ? (
                <Sources background={background} slugs={slugs} />
              ) : (
                <History background={background} slugs={slugs} />
              )
            }
          </Asked>
        )}
      </div>
    </>
  )
}

/** What is read only when somebody wants to see it. */
const Asked = <T,>({ url, children }: { url: string; children: (answer: T) => ReactNode }) => {
  const words = useWords()
  const [answer, setAnswer] = useState<T>()
  const [error, setError] = useState<unknown>()
  useEffect(() => {
    const stop = new AbortController()
    requestJson<T>({ url, signal: stop.signal })
      .then(setAnswer)
      .catch((problem: unknown) => {
        if (!stop.signal.aborted) setError(problem)
      })
    return () => stop.abort()
  }, [url])
  if (error !== undefined) {
    return <p className="coursewright-message coursewright-message--error">{messageOf(words, error)}</p>
  }
  return answer === undefined ? <p className="coursewright-muted">{words('shared:loading')}</p> : children(answer)
}

const textsIn = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []

const Checks = ({ document: { fields }, review }: { document: DraftDocument; review: OpenedDraft['review'] }) => {
  const words = useWords()
  const against = [
    ...textsIn(fields.issues),
    ...textsIn(fields.warnings),
    ...textsIn(fields.flags).map((flag) => words.named('flags', flag)),
  ]
  const passed = textsIn(fields.checks).map((check) => words.named('checks', check))
  return (
    <>
      {review.state !== 'waiting' && (
        <p className="coursewright-message">
          {words('review:decidedSo', { state: words.named('deskStates', review.state) })}
          {review.reason ? ` · ${words.named('rejectReasons', review.reason)}` : ''}
          {review.note ? ` · ${review.note}` : ''}
        </p>
      )}
      {against.length > 0 && (
        <>
          <h3>{words('review:notPassed')}</h3>
          <ul className="coursewright-checks coursewright-warnings">
            {against.map((text) => (
              <li key={text}>{words.named('checks', text)}</li>
            ))}
          </ul>
        </>
      )}
      {passed.length > 0 && (
        <>
          <h3>{words('review:passed')}</h3>
          <ul className="coursewright-checks">
            {passed.map((text) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </>
      )}
      {against.length + passed.length === 0 && <p className="coursewright-muted">{words('review:noChecks')}</p>}
    </>
  )
}

const Changes = ({ changes }: { changes: readonly ChangedPart[] }) => {
  const words = useWords()
  if (changes.length === 0) return <p className="coursewright-muted">{words('review:noChanges')}</p>
  return (
    <>
      <p className="coursewright-muted">{words('review:changesIntro')}</p>
      {changes.map(({ part, before, now }) => (
        <section key={part}>
          <h3>{words.named('fields', part)}</h3>
          <Diff after={now} before={before} />
        </section>
      ))}
    </>
  )
}

interface BackgroundProps {
  background: Background
  slugs: DeskSlugs
}

const Sources = ({ background: { kit, plan, position }, slugs }: BackgroundProps) => {
  const words = useWords()
  const { document } = useAddresses()
  if (!kit && !plan && !position) return <p className="coursewright-muted">{words('review:noSources')}</p>
  const best = textOf(position?.solution?.line) || textOf(position?.solution?.best)
  return (
    <>
      {position && (
        <section>
          <h3>
            <Link href={document(slugs.positions, position.id)} prefetch={false}>
              {words('review:fromPosition')}
            </Link>
          </h3>
          {best !== '' && <p dir="auto">{words('review:bestMove', { best })}</p>}
          {textOf(position.source) !== '' && (
            <p dir="auto">{words('review:source', { source: textOf(position.source) })}</p>
          )}
        </section>
      )}
      {kit && (
        <section>
          <h3>
            <Link href={document(slugs.kits, kit.id)} prefetch={false}>
              {words(kit.isCited ? 'review:cited' : 'review:kit', { title: textOf(kit.title) })}
            </Link>
          </h3>
          {kit.passages.map(({ key, title, text }) => (
            <details key={key} open={kit.isCited}>
              <summary dir="auto">{`[${key}] ${title}`}</summary>
              <p className="coursewright-side__passage" dir="auto">
                {text}
              </p>
            </details>
          ))}
        </section>
      )}
      {plan && (
        <section>
          <h3>
            <Link href={document(slugs.plans, plan.id)} prefetch={false}>
              {words('review:fromPlan', { objective: textOf(plan.objective) })}
            </Link>
          </h3>
          {(Array.isArray(plan.content) ? plan.content.filter(isRecord) : []).map((block, index) => (
            <Part block={block} game="" games={{}} isChanged={false} key={textOf(block.id) || index} />
          ))}
        </section>
      )}
    </>
  )
}

const History = ({ background: { provenance, cost, history }, slugs }: BackgroundProps) => {
  const words = useWords()
  const { document } = useAddresses()
  const now = new Date()
  return (
    <>
      {provenance?.model && (
        <p>
          {words('review:writtenBy', { model: provenance.model })}
          {provenance.offline ? ` · ${words('review:offline')}` : ''}
        </p>
      )}
      {provenance?.run != null && (
        <p>
          <Link href={document(slugs.generationRuns, provenance.run)} prefetch={false}>
            {words('review:seeRun')}
          </Link>
        </p>
      )}
      {cost && (
        <>
          <h3>{words('review:cost')}</h3>
          <p>
            {[
              words('review:costCalls', { count: cost.calls }),
              words('review:costTokens', { tokens: formatNumber(words, cost.tokens) }),
              formatCost(words, cost.usd),
              formatDuration(words, cost.ms),
            ].join(' · ')}
          </p>
        </>
      )}
      <h3>{words('review:versions')}</h3>
      <ul className="coursewright-side__versions">
        {history.map(({ id, at, status, writer }) => (
          <li key={id}>
            {formatTime(words, at, now)}
            {status ? ` · ${words(status === 'published' ? 'review:versionPublished' : 'review:versionDraft')}` : ''}
            {writer ? ` · ${words(writer === 'run' ? 'review:byRun' : 'review:byPerson')}` : ''}
          </li>
        ))}
      </ul>
    </>
  )
}

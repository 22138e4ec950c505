'use client'
import { Link, Pill } from '@payloadcms/ui'
import { type ComponentProps, type ReactNode, useEffect, useState } from 'react'
import type { Words } from '../../words/words.js'
import type { RunStatus, StepState } from '../runWords.js'
import { type DocumentId, isRecord, requestJson, textOf } from '../shared/api.js'
import { type Choice, labelOf } from '../shared/choices.js'
import { formatDuration } from '../shared/format.js'
import { useAddresses } from '../shared/useAddresses.js'
import { useWords } from '../shared/useWords.js'
import type { RunWords } from './kindWords.js'
import { isFinal, type RunState, type RunView, runCost } from './runState.js'
import { ProgressBar } from './StepList.js'
import { NotBegun } from './WhyItWaits.js'

interface RunSummaryProps {
  run: RunView
  runWords: RunWords
  /** Newer than `run`, once events have come. */
  state: Pick<RunState, 'progress' | 'status'>
  /** Why it is paused, when it is. */
  paused: ReactNode
  children: ReactNode
}

const pillStyles: Record<RunStatus, ComponentProps<typeof Pill>['pillStyle']> = {
  queued: 'light-gray',
  planning: 'light-gray',
  running: 'light-gray',
  paused: 'warning',
  completed: 'success',
  partial: 'warning',
  failed: 'error',
  cancelled: 'light-gray',
}

/** A queue that nobody works on is worth a word after this long. */
const NO_WORKER_MS = 15_000

/** How far a run is, in one glance: count, bar, status, time and cost. */
export const RunSummary = ({ run, runWords, state: { progress, status }, paused, children }: RunSummaryProps) => {
  const words = useWords()
  const hasEnded = isFinal(status)
  const now = useNow(!hasEnded)
  const { generated, requested } = progress
  const count = words('run:generated', { generated, requested, items: runWords.itemsOfTotal })
  const end = hasEnded && run.finishedAt ? Date.parse(run.finishedAt) : now
  const ms = end === undefined ? undefined : end - Date.parse(run.startedAt ?? run.createdAt)
  const saved = run.usage?.savedTokens ?? 0
  const isForgotten = status === 'queued' && now !== undefined && now - Date.parse(run.createdAt) > NO_WORKER_MS
  return (
    <>
      <div className="coursewright-run__head">
        <strong aria-live="polite" className="coursewright-run__count">
          {count}
        </strong>
        <Pill pillStyle={pillStyles[status]} size="small">
          {runWords.status(status)}
        </Pill>
        {progress.failed > 0 && <span>{words('run:missing', { failed: progress.failed })}</span>}
        <span className="coursewright-run__time">
          {ms !== undefined && words(hasEnded ? 'run:took' : 'run:elapsed', { time: formatDuration(words, ms) })}
          {hasEnded && run.cost !== undefined && `, ${runCost(words, run)}`}
          {hasEnded && saved > 0 && `, ${words('run:saved', { tokens: saved })}`}
        </span>
      </div>
      <ProgressBar label={count} progress={progress} />
      {status === 'paused' && paused}
      {isForgotten && <NotBegun now={now} />}
      {children}
      {run.notice ? <p className="coursewright-message">{run.notice}</p> : null}
      {hasEnded && run.error ? <p className="coursewright-message coursewright-message--error">{run.error}</p> : null}
    </>
  )
}

/** Labels of values, by the name of the input. */
export type InputChoices = Readonly<Record<string, readonly Choice[]>>

interface RunFactsProps {
  choices: InputChoices
  run: RunView
  runWords: RunWords
  /** As far as they are known. */
  steps: readonly StepState[]
}

/** What was asked for, what it came to, and what is missing and why, for people to read. */
export const RunFacts = ({ run: { input, facts, gaps }, runWords, steps, choices }: RunFactsProps) => {
  const words = useWords()
  const named = runWords.facts(facts)
  const stepOf = (index: number | undefined) =>
    index === undefined ? undefined : (steps.find((step) => step.index === index) ?? { index })
  return (
    <>
      <h3 className="coursewright-run__title">{words('run:input')}</h3>
      <dl className="coursewright-run__facts">
        {runWords.inputs(input ?? {}).map(({ name, label, document, value }) => (
          <div key={name}>
            <dt>{label}</dt>
            <dd>
              {document ? <DocumentTitle {...document} id={value as DocumentId} /> : shown(words, value, choices[name])}
            </dd>
          </div>
        ))}
      </dl>
      {named.length > 0 && (
        <>
          <h3 className="coursewright-run__title">{words('run:facts')}</h3>
          <dl className="coursewright-run__facts">
            {named.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
      {gaps?.length ? (
        <>
          <h3 className="coursewright-run__title">{words('run:gaps')}</h3>
          <dl className="coursewright-run__facts">
            {gaps.map(({ step, key, reason }) => (
              <div key={`${step}-${key}`}>
                <dt>{runWords.gap({ step: stepOf(step), key })}</dt>
                <dd>{reason}</dd>
              </div>
            ))}
          </dl>
        </>
      ) : null}
    </>
  )
}

const shown = (words: Words, value: unknown, choices: readonly Choice[] | undefined): string => {
  if (value === true) return words('run:yes')
  const values: unknown[] = Array.isArray(value) ? value : [value]
  return values
    .map((value) => (isRecord(value) ? textsIn(value) : labelOf(words, choices, value)))
    .join(values.some(isRecord) ? '; ' : ', ')
}

/** What was asked for in several texts, e.g. a subject and a topic. */
const textsIn = (value: Readonly<Record<string, unknown>>): string =>
  Object.values(value).map(textOf).filter(Boolean).join(': ')

/** The time in milliseconds, each second while it matters. `undefined` before the page runs in a browser. */
const useNow = (isTicking: boolean): number | undefined => {
  const [now, setNow] = useState<number>()
  useEffect(() => {
    setNow(Date.now())
    if (!isTicking) return
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [isTicking])
  return now
}

interface DocumentTitleProps {
  collection: string
  id: DocumentId
  titleField: string
}

/** The title of a document, leading to it. Who may not read it, or comes after it was deleted, is told its id. */
const DocumentTitle = ({ collection, id, titleField }: DocumentTitleProps) => {
  const { api, document } = useAddresses()
  const url = `${api(`/${collection}`)}/${encodeURIComponent(id)}?depth=0&select[${titleField}]=true`
  const [title, setTitle] = useState('')
  useEffect(() => {
    const stop = new AbortController()
    requestJson<Record<string, unknown>>({ url, signal: stop.signal })
      .then((found) => setTitle(textOf(found[titleField])))
      .catch(() => setTitle(''))
    return () => stop.abort()
  }, [url, titleField])
  if (!title) return String(id)
  return (
    <Link href={document(collection, id)} prefetch={false}>
      {title}
    </Link>
  )
}

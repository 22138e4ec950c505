'use client'
import { Button, Link } from '@payloadcms/ui'
import { useState } from 'react'
import type { StepState } from '../../runs/vocabulary.js'
import type { Words } from '../../words/words.js'
import { type DocumentId, isRecord, textOf } from '../shared/api.js'
import { type Choice, labelOf } from '../shared/forms/choices.js'
import { useAddresses } from '../shared/useAddresses.js'
import { useAnswer } from '../shared/useAnswer.js'
import { useWords } from '../shared/useWords.js'
import type { RunWords } from './kindWords.js'
import type { RunView } from './runState.js'

/** So many gaps at first, and with each click. */
const PAGE = 50

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
  const [most, setMost] = useState(PAGE)
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
            <dd dir="auto">
              {document ? (
                <DocumentTitle {...document} id={value as DocumentId} />
              ) : (
                shown(words, { name, value }, choices[name])
              )}
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
                <dd>{words.told(value)}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
      {gaps?.length ? (
        <>
          <h3 className="coursewright-run__title">{words('run:gaps')}</h3>
          <dl className="coursewright-run__facts">
            {gaps.slice(0, most).map(({ step, key, reason }) => (
              <div key={`${step}-${key}`}>
                <dt>{runWords.gap({ step: stepOf(step), key })}</dt>
                <dd dir="auto">{words.told(reason)}</dd>
              </div>
            ))}
          </dl>
          {gaps.length > most && (
            <Button buttonStyle="secondary" onClick={() => setMost(most + PAGE)} size="small" type="button">
              {words('steps:moreGaps')}
            </Button>
          )}
        </>
      ) : null}
    </>
  )
}

/** Inputs that have one of a few values, which people read as words. */
const inWords: readonly string[] = ['context', 'mode', 'urgency']

const shown = (
  words: Words,
  { name, value }: { name: string; value: unknown },
  choices: readonly Choice[] | undefined,
): string => {
  if (value === true) return words('run:yes')
  if (inWords.includes(name)) return words.named('inputValues', String(value))
  const values: unknown[] = Array.isArray(value) ? value : [value]
  return values
    .map((value) => (isRecord(value) ? textsIn(value) : labelOf(words, choices, value)))
    .join(values.some(isRecord) ? '; ' : ', ')
}

/** What was asked for in several texts, e.g. a subject and a topic. */
const textsIn = (value: Readonly<Record<string, unknown>>): string =>
  Object.values(value).map(textOf).filter(Boolean).join(': ')

interface DocumentTitleProps {
  collection: string
  id: DocumentId
  titleField: string
}

/** The title of a document, leading to it. Who may not read it, or comes after it was deleted, is told its id. */
const DocumentTitle = ({ collection, id, titleField }: DocumentTitleProps) => {
  const { api, document } = useAddresses()
  const { answer, problem } = useAnswer<Record<string, unknown>>({
    question: `${api(`/${collection}`)}/${encodeURIComponent(id)}?depth=0&select[${titleField}]=true`,
  })
  const title = problem === undefined ? textOf(answer?.[titleField]) : ''
  if (!title) return String(id)
  return (
    <Link href={document(collection, id)} prefetch={false}>
      {title}
    </Link>
  )
}

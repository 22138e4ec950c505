'use client'
import { Button, Gutter, Link, SetStepNav, useDocumentInfo, useListDrawerContext } from '@payloadcms/ui'
import { useId, useRef, useState } from 'react'
import { messageOf, requestFile } from '../shared/api.js'
import { dayName, formatNumber } from '../shared/format.js'
import { useAddresses } from '../shared/useAddresses.js'
import { useWords } from '../shared/useWords.js'
import { DayChart } from './DayChart.js'
import { UsageTable } from './UsageTable.js'
import { usagePath } from './usagePath.js'
import { addUp, byDay, groupBy, type Measure, measures, ranges, type UsageSum } from './usageReport.js'
import { costOfSum } from './usageWords.js'
import { useUsage } from './useUsage.js'
import './usage.css'
import '../shared/forms/form.css'

/** On the list of the rows, which the page leads to: the way back. */
export const UsageLink = ({ usageSlug }: { usageSlug: string }) => {
  const words = useWords()
  const { list } = useAddresses()
  const { isInDrawer } = useListDrawerContext()
  const { collectionSlug: documentOf } = useDocumentInfo()
  // Payload shows a list's description on its documents too.
  if (isInDrawer || documentOf) return null
  return (
    <Link href={`${list(usageSlug)}${usagePath}`} prefetch={false}>
      {words('usage:link')}
    </Link>
  )
}

interface UsagePageProps {
  usageSlug: string
  /** Whether the reader may see usage at all. */
  mayRead: boolean
}

/** What was generated and what it took: in all, and by day, role and model. */
export const UsagePage = ({ usageSlug, mayRead }: UsagePageProps) => {
  const words = useWords()
  const { list } = useAddresses()
  return (
    <Gutter className="coursewright-usage">
      <SetStepNav nav={[{ label: words('usage:title') }]} />
      <h1>{words('usage:title')}</h1>
      {mayRead ? (
        <UsageReport rowsHref={list(usageSlug)} />
      ) : (
        <p className="coursewright-message coursewright-message--error">{words('usage:forbidden')}</p>
      )}
    </Gutter>
  )
}

const UsageReport = ({ rowsHref }: { rowsHref: string }) => {
  const words = useWords()
  const [days, setDays] = useState<number>(30)
  const [chosen, setMeasure] = useState<Measure>()
  const { usage, csvHref, problem, isLoading } = useUsage(days)
  const { save, problem: fileProblem } = useFile(csvHref)
  // Where no price is known, bars of money would all be empty.
  const measure = chosen ?? (usage && addUp(usage.byDay.rows).cost === 0 ? 'tokens' : 'cost')
  return (
    <>
      <div className="coursewright-usage__controls">
        <Choice
          legend={words('usage:range')}
          onChange={(value) => setDays(Number(value))}
          options={ranges.map((count) => ({ value: String(count), label: words('usage:days', { count }) }))}
          value={String(days)}
        />
        <Choice
          legend={words('usage:measure')}
          onChange={(value) => setMeasure(value as Measure)}
          options={measures.map((value) => ({ value, label: words(`usage:${value}`) }))}
          value={measure}
        />
        <span className="coursewright-usage__links">
          <Button
            buttonStyle="secondary"
            el="anchor"
            margin={false}
            onClick={() => void save()}
            size="small"
            url={csvHref}
          >
            {words('usage:csv')}
          </Button>
          <Link href={rowsHref} prefetch={false}>
            {words('usage:rows')}
          </Link>
        </span>
      </div>
      <div aria-busy={isLoading} aria-live="polite">
        {problem === undefined ? null : (
          <p className="coursewright-message coursewright-message--error">
            {words('usage:failed', { message: problem })}
          </p>
        )}
        {fileProblem && <p className="coursewright-message coursewright-message--error">{fileProblem}</p>}
        {!usage && problem === undefined && <p>{words('shared:loading')}</p>}
        {usage && usage.byDay.rows.length === 0 && <p className="coursewright-message">{words('usage:none')}</p>}
      </div>
      {usage && usage.byDay.rows.length > 0 && (
        <div className={isLoading ? 'coursewright-old' : undefined}>
          <Totals sum={addUp(usage.byDay.rows)} />
          <h2>{words('usage:byDay')}</h2>
          <DayChart days={byDay(usage.byDay)} measure={measure} />
          <details className="coursewright-usage__details">
            <summary>{words('usage:table')}</summary>
            <UsageTable
              caption={words('usage:byDay')}
              groups={byDay(usage.byDay).toReversed()}
              nameOf={(day) => dayName(words, day)}
              of={words('usage:day')}
            />
          </details>
          <h2>{words('usage:byRole')}</h2>
          <UsageTable
            bars={measure}
            caption={words('usage:byRole')}
            groups={groupBy(usage.byRole.rows, 'role', measure)}
            nameOf={(role) => words.named('roles', role)}
            of={words('usage:role')}
          />
          <h2>{words('usage:byModel')}</h2>
          <UsageTable
            bars={measure}
            caption={words('usage:byModel')}
            groups={groupBy(usage.byDay.rows, 'model', measure)}
            nameOf={(model) => model}
            of={words('usage:model')}
          />
        </div>
      )}
    </>
  )
}

/** Saves a file on the reader's disk, or says why there is none. */
const useFile = (url: string) => {
  const words = useWords()
  const isSaving = useRef(false)
  const [failed, setFailed] = useState<{ url: string; message: string }>()
  const save = async (): Promise<void> => {
    if (isSaving.current) return
    isSaving.current = true
    setFailed(undefined)
    try {
      const { content, name } = await requestFile(url)
      const href = URL.createObjectURL(content)
      Object.assign(document.createElement('a'), { href, download: name }).click()
      // Some browsers read it only after the click.
      setTimeout(() => URL.revokeObjectURL(href), 60_000)
    } catch (error) {
      setFailed({ url, message: messageOf(words, error) })
    }
    isSaving.current = false
  }
  // Of another span nothing is known yet.
  return { save, problem: failed?.url === url ? failed.message : undefined }
}

const Totals = ({ sum }: { sum: UsageSum }) => {
  const words = useWords()
  const number = (value: number) => formatNumber(words, value)
  const totals = [
    [words('usage:cost'), costOfSum(words, sum)],
    [words('usage:calls'), number(sum.calls)],
    [words('usage:failedCalls'), number(sum.failedCalls)],
    [words('usage:drafts'), number(sum.drafts)],
    [words('usage:promptTokens'), number(sum.promptTokens)],
    [words('usage:cachedTokens'), number(sum.cachedTokens)],
    [words('usage:completionTokens'), number(sum.completionTokens)],
    [words('usage:savedTokens'), number(sum.savedTokens)],
  ]
  return (
    <>
      <h2>{words('usage:total')}</h2>
      <dl className="coursewright-usage__totals">
        {totals.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="coursewright-field__hint">{words('usage:savedHelp')}</p>
    </>
  )
}

interface ChoiceProps {
  legend: string
  options: readonly { value: string; label: string }[]
  value: string
  onChange: (value: string) => void
}

/** One of few, all of them in sight. */
const Choice = ({ legend, options, value, onChange }: ChoiceProps) => {
  const name = useId()
  return (
    <fieldset className="coursewright-usage__choice">
      <legend className="coursewright-hidden">{legend}</legend>
      {options.map((option) => (
        <label key={option.value}>
          <input
            checked={option.value === value}
            className="coursewright-hidden"
            name={name}
            onChange={() => onChange(option.value)}
            type="radio"
            value={option.value}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </fieldset>
  )
}

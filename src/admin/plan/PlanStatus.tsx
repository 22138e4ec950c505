'use client'
import { Button, Link, toast, useDocumentEvents, useDocumentInfo, useFormModified } from '@payloadcms/ui'
import { plannedNames } from '../../drafts/parts/draftFacts.js'
import { requestJson } from '../shared/api.js'
import { formatNumber, formatTime } from '../shared/format.js'
import { useFreshForm } from '../shared/forms/useFreshForm.js'
import { useAct } from '../shared/useAct.js'
import { useAddresses, useLeaveDeleted } from '../shared/useAddresses.js'
import { useWords } from '../shared/useWords.js'
import { type PlanView, usePlan } from './usePlan.js'
import '../shared/progress.css'

interface PlanStatusProps {
  slugs: { plans: string; lessons: string; sections: string; courses: string; generationRuns: string }
}

/** Where a plan stands, what was written from it, and what can be done with it. */
export const PlanStatus = ({ slugs }: PlanStatusProps) => {
  const words = useWords()
  const { id, savedDocumentData } = useDocumentInfo()
  const { api, document, list } = useAddresses()
  const url = id === undefined ? undefined : `${api(`/${slugs.plans}`)}/${encodeURIComponent(id)}`
  const { answer: plan, problem, again: reload } = usePlan(url)
  const leave = useLeaveDeleted(slugs.plans)
  const refresh = useFreshForm(url ?? '')
  const { reportUpdate } = useDocumentEvents()
  if (url === undefined || id === undefined) return null
  /** Its form, what else its page says of it, and the header. */
  const approved = async () => {
    reload()
    const shown = await refresh()
    const updatedAt = new Date().toISOString()
    const doc = { ...savedDocumentData, ...shown, id }
    reportUpdate({ doc, entitySlug: slugs.plans, id, operation: 'update', updatedAt })
  }
  if (problem) return <p className="coursewright-message coursewright-message--error">{problem}</p>
  if (!plan) return null
  const { state, issues, staleBecause, run, isAwaited } = plan
  const dependents = plannedNames.filter((name) => plan.dependents[name] > 0)
  return (
    <section aria-label={words('plan:title')} className="field-type coursewright-run__card">
      <p>{sentence(words, plan)}</p>
      {staleBecause.length > 0 && (
        <p className="coursewright-message coursewright-message--warning">
          {words('plan:stale', { sources: staleBecause.map((name) => words.named('planSources', name)).join(', ') })}
        </p>
      )}
      {issues.length > 0 && (
        <div className="coursewright-message coursewright-message--warning">
          {words('plan:issues')}
          <ul>
            {issues.map((issue) => (
              <li key={issue}>{words.told(issue)}</li>
            ))}
          </ul>
        </div>
      )}
      <dl className="coursewright-run__facts">
        <div>
          <dt>{words('plan:hits')}</dt>
          <dd>
            {plan.lastHitAt
              ? words('plan:hitsUntil', {
                  count: plan.hits,
                  hits: formatNumber(words, plan.hits),
                  time: formatTime(words, plan.lastHitAt, new Date()),
                })
              : formatNumber(words, plan.hits)}
          </dd>
        </div>
        <div>
          <dt>{words('plan:dependents')}</dt>
          <dd>
            {dependents.length === 0 && words('plan:noDependents')}
            {dependents.map((name, index) => (
              <span key={name}>
                {index > 0 && ', '}
                <Link
                  href={`${list(slugs[name])}?where[or][0][and][0][plan][equals]=${encodeURIComponent(id)}`}
                  prefetch={false}
                >
                  {words(`plan:${name}`, { count: plan.dependents[name] })}
                </Link>
              </span>
            ))}
          </dd>
        </div>
      </dl>
      <div className="coursewright-run__actions">
        {isAwaited && run !== undefined && (
          <PlanAction
            label={words('plan:approve')}
            onDone={approved}
            unsaved={words('plan:saveFirst')}
            url={`${api(`/${slugs.generationRuns}`)}/${encodeURIComponent(run)}/resume`}
          />
        )}
        {mayBeShared(plan) && (
          <PlanAction buttonStyle="secondary" label={words('plan:share')} onDone={reload} url={`${url}/share`} />
        )}
        {state !== 'writing' && state !== 'purged' && !isAwaited && (
          <PlanAction
            buttonStyle="secondary"
            label={words('plan:purge')}
            onDeleted={() => leave(id)}
            onDone={reload}
            url={`${url}/purge`}
          />
        )}
        {run !== undefined && (
          <Link className="coursewright-run__details" href={document(slugs.generationRuns, run)} prefetch={false}>
            {words('run:details')}
          </Link>
        )}
      </div>
    </section>
  )
}

/** What others do not find: a person's plan for one run, what its run gave up, what was purged. */
const mayBeShared = ({ state, run, isAwaited }: PlanView): boolean =>
  state === 'purged' || (run !== undefined && (state === 'edited' || (state === 'awaiting' && !isAwaited)))

const sentence = (words: ReturnType<typeof useWords>, { state, expiresAt, isAwaited }: PlanView): string => {
  if (state === 'awaiting' && !isAwaited) return words('plan:left')
  if (state !== 'ready' || !expiresAt) return words.named('planStates', state)
  const now = new Date()
  const time = formatTime(words, expiresAt, now)
  return words(Date.parse(expiresAt) > now.getTime() ? 'plan:readyUntil' : 'plan:expired', { time })
}

interface PlanActionProps {
  label: string
  url: string
  buttonStyle?: 'secondary'
  onDone: () => void
  /** What to say while the form has changes that are not saved: none of it is done then. Default: it does not matter. */
  unsaved?: string
  /** The plan is gone. */
  onDeleted?: () => void
}

/** One click; the answer says in the server's words what became of it. */
const PlanAction = ({ label, url, buttonStyle, onDone, unsaved, onDeleted }: PlanActionProps) => {
  const words = useWords()
  const { act, isActing } = useAct()
  const isModified = useFormModified() && unsaved !== undefined
  const change = async (): Promise<void> => {
    const { message, purged } = await requestJson<{ message?: string; purged?: string }>({ url, method: 'POST' })
    toast.success(message === undefined ? words('plan:done') : words.told(message))
    if (onDeleted && purged === 'deleted') onDeleted()
    else onDone()
  }
  return (
    <>
      <Button
        buttonStyle={buttonStyle}
        disabled={isActing || isModified}
        margin={false}
        onClick={() => void act(change)}
        size="small"
        type="button"
      >
        {label}
      </Button>
      {isModified && <span>{unsaved}</span>}
    </>
  )
}

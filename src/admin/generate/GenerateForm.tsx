'use client'
import { Button } from '@payloadcms/ui'
import { type FormEvent, useCallback, useEffect, useRef, useState } from 'react'
import type { KindForm } from '../../runs/kind/kindForm.js'
import type { KindWords } from '../../runs/kind/kindWords.js'
import { LeftForMe } from '../limits/LeftForMe.js'
import { limitsIn } from '../limits/limits.js'
import { limitRefusal, opensAt, type Refusal } from '../limits/refusals.js'
import { useLimits } from '../limits/useLimits.js'
import { wordsOfKind } from '../run/kindWords.js'
import type { DocumentId } from '../shared/api.js'
import { useFirstFocus } from '../shared/forms/useFirstFocus.js'
import { useAddresses } from '../shared/useAddresses.js'
import { useWords } from '../shared/useWords.js'
import { ErrorSummary, focusField } from './ErrorSummary.js'
import { EstimateView, Refused } from './EstimateView.js'
import { FormFields } from './FormFields.js'
import { type FormDocuments, type FormValues, gameOf, readForm, textAt } from './formRequest.js'
import { useEstimate } from './useEstimate.js'
import { useFormValues } from './useFormValues.js'
import { type StartedRun, useStartRun } from './useStartRun.js'

/** What the server tells the browser about generating here. Plain data. */
export interface GenerateProps {
  kind: string
  words: KindWords
  form: KindForm
  /** What the form starts with, wherever it stands. */
  preset: FormValues
  /** What is sent along, whatever is filled in. */
  input: Readonly<Record<string, unknown>>
  /** Of the button in the page. */
  id: string
  /** Name of the field that the page says, and nobody changes. */
  fixed?: string
  /** What a form with `each` is about. */
  documents?: FormDocuments
  slugs: { generationBreakers: string; generationRuns: string; generationSteps: string; plans: string }
  /** Drafts come from the built-in offline model. */
  isOffline: boolean
  /** Where a started run is watched: reviewers open what its drafts belong to, others their run. */
  opens: 'run' | 'target'
}

interface GenerateFormProps extends GenerateProps {
  onStarted: (run: StartedRun) => void
  onClose: () => void
}

/** Everything a run of a kind is asked for with, and what it will take, before anything is spent. */
export const GenerateForm = ({
  kind,
  form,
  words: ofKind,
  slugs,
  preset,
  fixed,
  documents,
  ...props
}: GenerateFormProps) => {
  const words = useWords()
  const { api, document } = useAddresses()
  const { values, isReady, change, remember } = useFormValues({ kind, form, preset })
  const { input: asked, missing, problems: typed = {} } = readForm(words, form, values, documents)
  const input = asked && { ...asked, ...props.input }
  const runsUrl = api(`/${slugs.generationRuns}`)
  const runHref = (run: DocumentId) => document(slugs.generationRuns, run)
  const [turn, setTurn] = useState(0)
  const askAgain = useCallback(() => setTurn((turn) => turn + 1), [])
  const { state, isLoading, available } = useEstimate({
    url: `${runsUrl}/estimate`,
    kind,
    game: gameOf(form, values),
    input: isReady ? input : undefined,
    turn,
  })
  const { start, forget, isStarting, problem } = useStartRun({
    url: runsUrl,
    kind,
    onStarted: (run) => {
      remember()
      props.onStarted(run)
    },
    onRefused: askAgain,
  })
  const reopen = useCallback(() => {
    forget()
    askAgain()
  }, [forget, askAgain])
  const read = useLimits(turn)
  const estimated = state.status === 'ready' ? state.estimate.limits : undefined
  const left = estimated ? { limits: limitsIn(estimated), at: new Date() } : read
  // A budget that does not last refuses no run: it pauses it.
  const pauses = estimated?.refusal?.data.code === 'budget_spent'
  const refusal = useClosed(pauses ? undefined : (estimated?.refusal ?? undefined), reopen)
  const first = useFirstFocus<HTMLElement>()
  const ofServer = state.status === 'refused' ? state.fields : problem?.fields
  const problems = { ...ofServer, ...typed }
  const summary = useRef<HTMLDivElement>(null)
  const [isTried, setTried] = useState(false)
  const cannotStart = isStarting || (input !== undefined && state.status === 'refused') || refusal !== undefined
  const { adding } = form

  const submit = (event: FormEvent) => {
    event.preventDefault()
    // The panel lives inside the page of a document, whose own form must not hear of this.
    event.stopPropagation()
    if (cannotStart) return
    if (input) return void start(input)
    setTried(true)
    // It may not be there before the next frame.
    requestAnimationFrame(() => (summary.current ? summary.current.focus() : focusField(form, form.needs?.oneOf[0])))
  }

  return (
    <form
      aria-describedby="coursewright-generate-intro"
      className="coursewright-form"
      noValidate
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit()
      }}
      onSubmit={submit}
    >
      <p className="coursewright-form__intro" id="coursewright-generate-intro">
        {adding && textAt(values, adding.name) ? adding.intro : form.intro}
      </p>
      {isTried && <ErrorSummary form={form} problems={problems} ref={summary} />}
      {props.isOffline && <p className="coursewright-message">{words('generate:offline')}</p>}
      <FormFields
        available={available}
        change={change}
        firstRef={(control) => {
          first.current = control
        }}
        fixed={fixed}
        form={form}
        problems={problems}
        values={values}
      />
      <p
        className={`coursewright-message${isTried ? ' coursewright-message--error' : ''}`}
        role={isTried ? 'alert' : undefined}
      >
        {missing}
      </p>
      <EstimateView
        isLoading={isLoading}
        pauses={pauses}
        refusal={refusal}
        runHref={runHref}
        runWords={wordsOfKind(words, { [kind]: ofKind }, kind, {
          facts: state.status === 'ready' ? state.estimate.facts : undefined,
        })}
        state={state}
      />
      {left && <LeftForMe {...left} kind={kind} />}
      <div className="coursewright-form__actions">
        <Button
          disabled={cannotStart}
          extraButtonProps={{ 'aria-describedby': 'coursewright-estimate-message coursewright-start-problem' }}
          id="coursewright-submit"
          margin={false}
          type="submit"
        >
          {isStarting ? words('generate:submitting') : (form.submit ?? words('generate:submit'))}
        </Button>
        <Button buttonStyle="secondary" margin={false} onClick={props.onClose} type="button">
          {words('generate:cancel')}
        </Button>
        <kbd className="coursewright-form__shortcut">{words('generate:shortcut')}</kbd>
      </div>
      <p className="coursewright-message coursewright-message--error" id="coursewright-start-problem" role="alert">
        {/* What the estimate says of limits by now need not stand here as well. */}
        {refusal === undefined && problem ? <Refused {...problem} runHref={runHref} /> : undefined}
      </p>
    </form>
  )
}

/** Why limits do not allow it now, in words. `reopen` is called when they do again. */
const useClosed = (refusal: Refusal | undefined, reopen: () => void): string | undefined => {
  const words = useWords()
  useEffect(() => {
    const at = refusal && opensAt(refusal.data, new Date())
    if (!at) return
    // A timer cannot wait for longer; the form will hardly be open then.
    const ms = Math.min(Math.max(1000, at.getTime() - Date.now()), 2 ** 31 - 1)
    const timer = setTimeout(reopen, ms)
    return () => clearTimeout(timer)
  }, [refusal, reopen])
  return refusal && (limitRefusal(words, refusal.data, new Date()) ?? refusal.message)
}

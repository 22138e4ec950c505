'use client'
import { FieldDescription, FieldLabel, useDocumentInfo, useField, useForm } from '@payloadcms/ui'
import type { TextFieldClientProps } from 'payload'
import { useEffect } from 'react'
import { useWords } from '../shared/useWords.js'
import type { KnownKinds } from './kindWords.js'
import { RunCard, type RunSlugs } from './RunCard.js'
import { RunDrafts } from './RunDrafts.js'
import { type InputChoices, RunFacts } from './RunFacts.js'
import { fieldsOfRun, type RunState, type RunView } from './runState.js'
import '../shared/checks.css'

interface RunProgressProps {
  slugs: RunSlugs
  choices: InputChoices
  kinds: KnownKinds
}

/** A run in its own document: as it goes, what was asked for, and what is missing. */
export const RunProgress = ({ slugs, kinds, choices }: RunProgressProps) => {
  const { id } = useDocumentInfo()
  if (id === undefined) return null
  return (
    <RunCard isOwnDocument kinds={kinds} query={{ field: 'id', id }} slugs={slugs}>
      {({ run, runWords, state }) =>
        run && (
          <>
            <LiveFields run={run} state={state} />
            {kinds[run.kind]?.drafts?.map((drafts) => (
              <RunDrafts {...drafts} generated={state?.progress.generated ?? 0} key={drafts.collection} run={run.id} />
            ))}
            <RunFacts choices={choices} run={run} runWords={runWords} steps={state?.steps ?? []} />
          </>
        )
      }
    </RunCard>
  )
}

interface LiveFieldsProps {
  run: RunView
  state: Pick<RunState, 'progress' | 'status'> | undefined
}

/** Has the fields beside the card follow the run: Payload filled them in when the page was opened. Shows nothing itself. */
const LiveFields = ({ run, state }: LiveFieldsProps) => {
  const { dispatchFields, getField } = useForm()
  useEffect(() => {
    for (const [path, value] of fieldsOfRun(run, state)) {
      const field = getField(path)
      if (field && field.value !== value) dispatchFields({ type: 'UPDATE', path, value, initialValue: value })
    }
  }, [run, state, dispatchFields, getField])
  return null
}

type ChecksFieldProps = TextFieldClientProps & { areWarnings?: boolean; group?: 'checks' | 'flags' }

/** What holds of a draft, or speaks against it, in words; a check that is not known here by its own name. */
export const ChecksField = ({ areWarnings, group = 'checks', field: { label, admin }, path }: ChecksFieldProps) => {
  const words = useWords()
  const { value } = useField<readonly string[] | null>({ path })
  if (!value?.length) return null
  return (
    <div className="field-type">
      <FieldLabel as="span" label={label} path={path} />
      <ul className={areWarnings ? 'coursewright-checks coursewright-warnings' : 'coursewright-checks'}>
        {value.map((check) => (
          <li key={check}>{words.told(words.named(group, check))}</li>
        ))}
      </ul>
      <FieldDescription description={admin?.description} path={path} />
    </div>
  )
}

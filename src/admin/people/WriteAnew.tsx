'use client'
import { Button, toast, useModal } from '@payloadcms/ui'
import { useState } from 'react'
import { useStartRun } from '../generate/useStartRun.js'
import type { DocumentId } from '../shared/api.js'
import { CheckboxList, LinesField } from '../shared/form.js'
import { SidePanel } from '../shared/panel.js'
import { useWords } from '../shared/useWords.js'
import { partName } from './partText.js'
import './people.css'

interface WriteAnewProps {
  collection: string
  /** Of one document, or of several at once. */
  ids: readonly DocumentId[]
  /** Names of its parts that a run wrote; several documents are written anew as a whole. */
  parts?: readonly string[]
  /** On the button. Default: what it does. */
  label?: string
  runsUrl: string
  onStarted: (run: DocumentId) => void
}

/** Asks for documents, or parts of one, to be written anew, and says what should be better. */
export const WriteAnew = (props: WriteAnewProps) => {
  const words = useWords()
  const { openModal, closeModal } = useModal()
  const { collection, ids, label = words('people:writeAnew') } = props
  const slug = `write-anew-${collection}-${ids.length === 1 ? ids[0] : 'selected'}`
  const started = (run: DocumentId) => {
    toast.success(words('generate:started'))
    closeModal(slug)
    props.onStarted(run)
  }
  return (
    <>
      <Button
        buttonStyle="secondary"
        extraButtonProps={{ 'aria-haspopup': 'dialog' }}
        margin={false}
        onClick={() => openModal(slug)}
        size="small"
        type="button"
      >
        {label}
      </Button>
      <SidePanel slug={slug} title={label}>
        <Form {...props} onClose={() => closeModal(slug)} onStarted={started} />
      </SidePanel>
    </>
  )
}

const Form = ({
  collection,
  ids,
  parts = [],
  runsUrl,
  onStarted,
  onClose,
}: WriteAnewProps & { onClose: () => void }) => {
  const words = useWords()
  const [chosen, setChosen] = useState<string[]>([...parts])
  const [feedback, setFeedback] = useState('')
  const { start, isStarting, problem } = useStartRun({
    ...{ url: runsUrl, kind: 'regenerate' },
    onStarted: (run) => onStarted(run.id),
    onRefused: () => undefined,
  })
  const submit = () => {
    const isWhole = chosen.length === parts.length
    const target = {
      ...(isWhole ? {} : { parts: chosen }),
      ...(feedback.trim() ? { feedback: feedback.trim() } : {}),
    }
    void start({ targets: ids.map((value) => ({ relationTo: collection, value, ...target })) })
  }
  return (
    <form
      className="coursewright-form"
      onSubmit={(event) => {
        event.preventDefault()
        event.stopPropagation()
        submit()
      }}
    >
      <p className="coursewright-form__intro">{words('people:writeAnewIntro')}</p>
      {parts.length > 0 && (
        <CheckboxList
          chosen={chosen}
          id="coursewright-anew-parts"
          label={words('people:parts')}
          onChange={setChosen}
          options={parts.map((part) => ({ value: part, label: partName(words, part) }))}
        />
      )}
      <LinesField
        hint={words('people:feedbackHint')}
        id="coursewright-anew-feedback"
        label={words('people:feedback')}
        onChange={setFeedback}
        value={feedback}
      />
      <div className="coursewright-form__actions">
        <Button disabled={isStarting || (parts.length > 0 && chosen.length === 0)} margin={false} type="submit">
          {words(isStarting ? 'generate:submitting' : 'people:writeAnew')}
        </Button>
        <Button buttonStyle="secondary" margin={false} onClick={onClose} type="button">
          {words('generate:cancel')}
        </Button>
      </div>
      <p className="coursewright-message coursewright-message--error" hidden={problem === undefined} role="alert">
        {problem?.message}
      </p>
    </form>
  )
}

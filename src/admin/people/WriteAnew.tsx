'use client'
import { Button, toast, useModal } from '@payloadcms/ui'
import { useState } from 'react'
import { useStartRun } from '../generate/useStartRun.js'
import type { DocumentId } from '../shared/api.js'
import { CheckboxList, LinesField } from '../shared/form.js'
import { SidePanel } from '../shared/panel.js'
import { useWords } from '../shared/useWords.js'
import './people.css'

interface WriteAnewProps {
  collection: string
  id: DocumentId
  /** Names of parts that a run wrote. */
  parts: readonly string[]
  runsUrl: string
  onStarted: (run: DocumentId) => void
}

/** Asks for a document, or parts of it, to be written anew, and says what should be better. */
export const WriteAnew = (props: WriteAnewProps) => {
  const words = useWords()
  const { openModal, closeModal } = useModal()
  const slug = `write-anew-${props.collection}-${props.id}`
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
        {words('people:writeAnew')}
      </Button>
      <SidePanel slug={slug} title={words('people:writeAnew')}>
        <Form {...props} onClose={() => closeModal(slug)} onStarted={started} />
      </SidePanel>
    </>
  )
}

const Form = ({ collection, id, parts, runsUrl, onStarted, onClose }: WriteAnewProps & { onClose: () => void }) => {
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
      ...{ relationTo: collection, value: id },
      ...(isWhole ? {} : { parts: chosen }),
      ...(feedback.trim() ? { feedback: feedback.trim() } : {}),
    }
    void start({ targets: [target] })
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
      <CheckboxList
        chosen={chosen}
        id="coursewright-anew-parts"
        label={words('people:parts')}
        onChange={setChosen}
        options={parts.map((part) => ({ value: part, label: part }))}
      />
      <LinesField
        hint={words('people:feedbackHint')}
        id="coursewright-anew-feedback"
        label={words('people:feedback')}
        onChange={setFeedback}
        value={feedback}
      />
      <div className="coursewright-form__actions">
        <Button disabled={isStarting || chosen.length === 0} margin={false} type="submit">
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

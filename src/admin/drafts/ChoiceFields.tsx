'use client'
import { useField, useForm } from '@payloadcms/ui'
import type { CheckboxFieldClientProps } from 'payload'
import { useWords } from '../shared/useWords.js'
import { letterOf, rowAt, sameInOtherRows } from './choiceRows.js'
import './choices.css'

/** Above the rows of choices, for eyes alone: each control has a label of its own. */
export const ChoiceHeadings = () => {
  const words = useWords()
  return (
    <div aria-hidden className="coursewright-choice-headings">
      <span>{words('fields:text')}</span>
      <span>{words('fields:correct')}</span>
      <span>{words('help:rationale')}</span>
    </div>
  )
}

/** Which choice is right: one of them, so that choosing another one is one click or one arrow key. Stored as it was. */
export const OneCorrect = ({ path, readOnly }: CheckboxFieldClientProps) => {
  const words = useWords()
  const { dispatchFields, getFields } = useForm()
  const { disabled, setValue, showError, value } = useField<boolean>({ potentiallyStalePath: path })
  const { list, row } = rowAt(path) ?? { list: path, row: 0 }
  const choose = () => {
    const fields = getFields()
    for (const other of sameInOtherRows(path, Object.keys(fields))) {
      if (fields[other]?.value === true) dispatchFields({ type: 'UPDATE', path: other, value: false })
    }
    setValue(true)
  }
  return (
    <div className="field-type coursewright-one-correct">
      <input
        aria-invalid={showError || undefined}
        aria-label={words('drillForm:correct', { letter: letterOf(row) })}
        checked={value === true}
        disabled={readOnly || disabled}
        id={`field-${path.replaceAll('.', '__')}`}
        name={`${list}.correct`}
        onChange={choose}
        type="radio"
      />
    </div>
  )
}

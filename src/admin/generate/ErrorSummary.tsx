'use client'
import type { Ref } from 'react'
import type { KindForm } from '../../runs/kind/kindForm.js'
import { useWords } from '../shared/useWords.js'

interface ErrorSummaryProps {
  form: KindForm
  /** By the name of the field. */
  problems: Readonly<Record<string, string>>
  ref: Ref<HTMLDivElement>
}

/** What is wrong in a form that the user wanted to send, each leading to its field. It takes the focus. */
export const ErrorSummary = ({ form, problems, ref }: ErrorSummaryProps) => {
  const words = useWords()
  const wrong = form.fields.filter(({ name }) => problems[name] !== undefined)
  if (wrong.length === 0) return null
  return (
    <div
      className="coursewright-message coursewright-message--error coursewright-summary"
      ref={ref}
      role="alert"
      tabIndex={-1}
    >
      <strong>{words('generate:wrong', { count: wrong.length })}</strong>
      <ul>
        {wrong.map(({ name, label }) => (
          <li key={name}>
            <button onClick={() => focusField(form, name)} type="button">
              {label}
            </button>
            : {problems[name]}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Puts the keyboard into a field, by its name. */
export const focusField = ({ fields }: KindForm, name: string | undefined): void => {
  const field = fields.find((field) => field.name === name)
  const control = field && document.getElementById(`coursewright-${field.id ?? field.name}`)
  const isGroup = control instanceof HTMLFieldSetElement
  const target = isGroup ? control.querySelector('input') : control
  target?.focus()
}

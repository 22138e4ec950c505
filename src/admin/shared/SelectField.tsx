'use client'
import type { Ref } from 'react'
import { Field } from './Field.js'

interface SelectFieldProps {
  id: string
  label: string
  value: string
  options: readonly { value: string; label: string }[]
  onChange: (value: string) => void
  hint?: string
  problem?: string
  inputRef?: Ref<HTMLSelectElement>
}

export const SelectField = ({ id, label, value, options, onChange, hint, problem, inputRef }: SelectFieldProps) => (
  <Field hint={hint} id={id} label={label} problem={problem}>
    <select
      aria-describedby={[problem && `${id}-problem`, hint && `${id}-hint`].filter(Boolean).join(' ') || undefined}
      aria-invalid={problem ? true : undefined}
      className="coursewright-field__input"
      id={id}
      onChange={(event) => onChange(event.target.value)}
      ref={inputRef}
      value={value}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  </Field>
)

'use client'
import type { Ref } from 'react'
import { Field } from './Field.js'

interface InputFieldProps {
  id: string
  label: string
  value: string
  onChange: (value: string) => void
  /** Default `text`. */
  type?: 'number' | 'text'
  min?: number
  max?: number
  hint?: string
  problem?: string
  inputRef?: Ref<HTMLInputElement>
}

export const InputField = ({ id, label, value, onChange, type = 'text', hint, problem, ...rest }: InputFieldProps) => {
  const { inputRef, min, max } = rest
  return (
    <Field hint={hint} id={id} label={label} problem={problem}>
      <input
        aria-describedby={[problem && `${id}-problem`, hint && `${id}-hint`].filter(Boolean).join(' ') || undefined}
        aria-invalid={problem ? true : undefined}
        className="coursewright-field__input"
        id={id}
        max={max}
        min={min}
        onChange={(event) => onChange(event.target.value)}
        ref={inputRef}
        type={type}
        value={value}
      />
    </Field>
  )
}

'use client'
import { type ReactNode, type Ref, type RefObject, useEffect, useRef } from 'react'
import './form.css'

interface FieldProps {
  id: string
  label: string
  hint?: string
  problem?: string
  children: ReactNode
}

/** A labelled control with its hint and problem. */
const Field = ({ id, label, hint, problem, children }: FieldProps) => (
  <div className={`coursewright-field${problem ? ' coursewright-field--wrong' : ''}`}>
    <label className="coursewright-field__label" htmlFor={id}>
      {label}
    </label>
    {children}
    {problem ? (
      <p className="coursewright-field__problem" id={`${id}-problem`}>
        {problem}
      </p>
    ) : null}
    {hint ? (
      <p className="coursewright-field__hint" id={`${id}-hint`}>
        {hint}
      </p>
    ) : null}
  </div>
)

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

/**
 * Puts the keyboard into the first control of a panel that opens. Payload's drawer would put it on the strip beside
 * the panel that closes it; it does so after a moment, so this waits until it has.
 */
export const useFirstFocus = <T extends HTMLElement>(): RefObject<T | null> => {
  const control = useRef<T>(null)
  useEffect(() => {
    const timer = setTimeout(() => control.current?.focus(), 100)
    return () => clearTimeout(timer)
  }, [])
  return control
}

'use client'
import type { ReactNode, Ref } from 'react'
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
    <FieldNotes hint={hint} id={id} problem={problem} />
  </div>
)

/** What is wrong with a control, and what it is for. */
const FieldNotes = ({ id, hint, problem }: Pick<FieldProps, 'hint' | 'id' | 'problem'>) => (
  <>
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
  </>
)

/** Ids of a control's notes, for a screen reader. */
const notesOf = ({ id, hint, problem }: Pick<FieldProps, 'hint' | 'id' | 'problem'>): string | undefined =>
  [problem && `${id}-problem`, hint && `${id}-hint`].filter(Boolean).join(' ') || undefined

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
        aria-describedby={notesOf({ id, hint, problem })}
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

interface FixedFieldProps {
  label: string
  value: string
  problem?: string
}

/** What stays as it is here, such as the document on whose page a form stands. */
export const FixedField = ({ label, value, problem }: FixedFieldProps) => (
  <p className="coursewright-field coursewright-field--fixed">
    <span className="coursewright-field__label">{label}</span>
    <strong>{value}</strong>
    {problem ? <span className="coursewright-field__problem">{problem}</span> : null}
  </p>
)

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
      aria-describedby={notesOf({ id, hint, problem })}
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

type LinesFieldProps = Omit<InputFieldProps, 'inputRef' | 'max' | 'min' | 'type'> & {
  inputRef?: Ref<HTMLTextAreaElement>
}

/** Several texts, one on a line. */
export const LinesField = ({ id, label, value, onChange, hint, problem, inputRef }: LinesFieldProps) => (
  <Field hint={hint} id={id} label={label} problem={problem}>
    <textarea
      aria-describedby={notesOf({ id, hint, problem })}
      aria-invalid={problem ? true : undefined}
      className="coursewright-field__input coursewright-field__lines"
      id={id}
      onChange={(event) => onChange(event.target.value)}
      ref={inputRef}
      rows={3}
      value={value}
    />
  </Field>
)

interface CheckboxFieldProps {
  id: string
  label: string
  isChecked: boolean
  onChange: (isChecked: boolean) => void
  hint?: string
  inputRef?: Ref<HTMLInputElement>
}

export const CheckboxField = ({ id, label, isChecked, onChange, hint, inputRef }: CheckboxFieldProps) => (
  <div className="coursewright-field">
    <div className="coursewright-choices__choice">
      <input
        aria-describedby={hint && `${id}-hint`}
        checked={isChecked}
        id={id}
        onChange={({ target }) => onChange(target.checked)}
        ref={inputRef}
        type="checkbox"
      />
      <label htmlFor={id}>{label}</label>
    </div>
    {hint ? (
      <p className="coursewright-field__hint" id={`${id}-hint`}>
        {hint}
      </p>
    ) : null}
  </div>
)

interface CheckboxListProps {
  id: string
  label: string
  options: readonly { value: string; label: string; note?: string }[]
  chosen: string | readonly string[]
  onChange: (chosen: string[]) => void
  hint?: string
  problem?: string
}

/** Any number of several values, in their order. */
export const CheckboxList = ({ id, label, options, chosen, onChange, hint, problem }: CheckboxListProps) => {
  const choose = (changed: string, isChosen: boolean) =>
    onChange(
      options.map(({ value }) => value).filter((value) => (value === changed ? isChosen : chosen.includes(value))),
    )
  return (
    <fieldset
      aria-describedby={notesOf({ id, hint, problem })}
      className={`coursewright-field coursewright-choices${problem ? ' coursewright-field--wrong' : ''}`}
      id={id}
    >
      <legend className="coursewright-field__label">{label}</legend>
      {options.map(({ value, label, note }) => (
        <div className="coursewright-choices__choice" key={value}>
          <input
            checked={chosen.includes(value)}
            id={`${id}-${value}`}
            onChange={({ target }) => choose(value, target.checked)}
            type="checkbox"
          />
          <label htmlFor={`${id}-${value}`}>
            {label}
            {note === undefined ? null : <span className="coursewright-choices__note"> {note}</span>}
          </label>
        </div>
      ))}
      <FieldNotes hint={hint} id={id} problem={problem} />
    </fieldset>
  )
}

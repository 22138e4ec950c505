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

type LinesFieldProps = Omit<InputFieldProps, 'inputRef' | 'max' | 'min' | 'type'> & {
  inputRef?: Ref<HTMLTextAreaElement>
}

/** Several texts, one on a line. */
export const LinesField = ({ id, label, value, onChange, hint, problem, inputRef }: LinesFieldProps) => (
  <Field hint={hint} id={id} label={label} problem={problem}>
    <textarea
      aria-describedby={[problem && `${id}-problem`, hint && `${id}-hint`].filter(Boolean).join(' ') || undefined}
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
      aria-describedby={[problem && `${id}-problem`, hint && `${id}-hint`].filter(Boolean).join(' ') || undefined}
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

/**
 * Puts the keyboard into the first control of a form in a panel that opens, and keeps it there until somebody uses it: Payload's
 * drawer is hidden again for some frames, which takes the focus away, and then gives it to the strip that closes it. On a slow machine
 * both last long.
 */
export const useFirstFocus = <T extends HTMLElement>(): RefObject<T | null> => {
  const control = useRef<T>(null)
  useEffect(() => {
    const opener = document.activeElement
    const form = control.current?.closest('form')
    const isInside = (target: EventTarget | null) => target instanceof Node && form?.contains(target) === true
    let frame = 0
    const take = () => {
      cancelAnimationFrame(frame)
      control.current?.focus()
      if (control.current && document.activeElement !== control.current) frame = requestAnimationFrame(take)
    }
    const onFocus = ({ target }: FocusEvent) => {
      if (isInside(target)) return
      document.removeEventListener('focusin', onFocus)
      take()
    }
    const onHidden = ({ relatedTarget }: FocusEvent) => {
      if (relatedTarget === null) frame = requestAnimationFrame(take)
    }
    // A key on the button that opened the panel is none for the panel.
    const onKey = ({ target }: KeyboardEvent) => target !== opener && leave()
    const leave = () => {
      cancelAnimationFrame(frame)
      form?.removeEventListener('focusout', onHidden)
      document.removeEventListener('focusin', onFocus)
      document.removeEventListener('keydown', onKey, true)
      document.removeEventListener('pointerdown', leave, true)
    }
    form?.addEventListener('focusout', onHidden)
    document.addEventListener('focusin', onFocus)
    document.addEventListener('keydown', onKey, true)
    document.addEventListener('pointerdown', leave, true)
    take()
    return leave
  }, [])
  return control
}

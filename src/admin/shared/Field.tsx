import type { ReactNode } from 'react'
import './form.css'

interface FieldProps {
  id: string
  label: string
  hint?: string
  problem?: string
  children: ReactNode
}

/** A labelled control with its hint and problem. */
export const Field = ({ id, label, hint, problem, children }: FieldProps) => (
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

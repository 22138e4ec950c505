'use client'
import type { ReactNode } from 'react'
import type { DocumentInput, FormField, KindForm } from '../../runs/kindForm.js'
import { InputField, SelectField } from '../shared/form.js'
import { formatCount } from '../shared/format.js'
import { useAddresses } from '../shared/useAddresses.js'
import { useWords } from '../shared/useWords.js'
import { type FormValues, phasesOf, textAt } from './formRequest.js'
import { useChoices } from './useChoices.js'

interface FormFieldsProps {
  form: KindForm
  values: FormValues
  problems: Readonly<Record<string, string>>
  /** Positions by phase, once known. */
  available: Readonly<Record<string, number>> | undefined
  change: (change: FormValues) => void
  /** Gets the first control. */
  firstRef: (control: HTMLElement | null) => void
}

/** The fields of a kind's form, two halves to a line. */
export const FormFields = ({ form, values, problems, available, change, firstRef }: FormFieldsProps) => {
  const isAdding = form.adding !== undefined && textAt(values, form.adding.name) !== ''
  const shown = form.fields.filter((field) => isAsked(field, isAdding))
  const render = (field: FormField): ReactNode => {
    const { name, label, hint } = field
    const common = {
      id: `coursewright-${field.id ?? name}`,
      label,
      hint,
      problem: problems[name],
      inputRef: field === shown[0] ? firstRef : undefined,
    }
    const text = { value: textAt(values, name), onChange: (value: string) => change({ [name]: value }) }
    switch (field.sort) {
      case 'number':
        return <InputField {...common} {...text} key={name} max={field.max} min={field.min} type="number" />
      case 'select':
        return <SelectField {...common} {...text} key={name} options={withEmpty(field.empty, field.options)} />
      case 'document':
        return <DocumentSelect {...common} {...text} field={field} key={name} values={values} />
      case 'phases':
        return (
          <PhaseChoice
            available={available}
            chosen={values[name] ?? []}
            id={common.id}
            key={name}
            label={label}
            onChange={(phases) => change({ [name]: phases })}
            phases={phasesOf(field, values)}
            problem={common.problem}
          />
        )
    }
  }
  return lines(shown).map((line) =>
    line.length === 1 ? (
      line.map(render)
    ) : (
      <div className="coursewright-form__pair" key={line[0]?.name}>
        {line.map(render)}
      </div>
    ),
  )
}

/** What can be only one thing, or is the document's, is not asked for. */
const isAsked = (field: FormField, isAdding: boolean): boolean => {
  if (field.sort !== 'select') return true
  return !(isAdding && field.isOfDocument) && (field.empty !== undefined || field.options.length > 1)
}

const lines = (fields: readonly FormField[]): FormField[][] => {
  const lines: FormField[][] = []
  for (const field of fields) {
    const last = lines.at(-1)
    if (field.isHalf && last?.length === 1 && last[0]?.isHalf) last.push(field)
    else lines.push([field])
  }
  return lines
}

interface Option {
  readonly value: string
  readonly label: string
}

const withEmpty = (empty: string | undefined, options: readonly Option[]): readonly Option[] =>
  empty === undefined ? options : [{ value: '', label: empty }, ...options]

interface DocumentSelectProps {
  field: DocumentInput
  values: FormValues
  id: string
  label: string
  hint: string | undefined
  value: string
  onChange: (value: string) => void
  inputRef: ((control: HTMLElement | null) => void) | undefined
}

const DocumentSelect = ({ field, values, ...rest }: DocumentSelectProps) => {
  const { api } = useAddresses()
  const { collection, dependsOn, titleField, empty, failed } = field
  const { choices, hasFailed } = useChoices({ url: api(`/${collection}`), titleField, dependsOn })
  const fitting = choices.filter(({ of }) => dependsOn === undefined || of === values[dependsOn])
  const options = fitting.map(({ id, label }) => ({ value: id, label }))
  return <SelectField {...rest} options={withEmpty(empty, options)} problem={hasFailed ? failed : undefined} />
}

interface PhaseChoiceProps {
  id: string
  label: string
  phases: readonly Option[]
  chosen: string | readonly string[]
  /** Positions by phase, once known. */
  available: Readonly<Record<string, number>> | undefined
  problem: string | undefined
  onChange: (chosen: string[]) => void
}

/** Which phases to draw from, each with how many positions the library has for it. */
const PhaseChoice = ({ id, label, phases, chosen, available, problem, onChange }: PhaseChoiceProps) => {
  const words = useWords()
  return (
    <fieldset
      aria-describedby={problem ? `${id}-problem` : undefined}
      className={`coursewright-field coursewright-phases${problem ? ' coursewright-field--wrong' : ''}`}
    >
      <legend className="coursewright-field__label">{label}</legend>
      {phases.map((phase) => {
        const phaseId = `${id}-${phase.value}`
        const count = available?.[phase.value]
        return (
          <div className="coursewright-phases__phase" key={phase.value}>
            <input
              checked={chosen.includes(phase.value)}
              id={phaseId}
              onChange={({ target }) =>
                onChange(
                  phases
                    .map(({ value }) => value)
                    .filter((value) => (value === phase.value ? target.checked : chosen.includes(value))),
                )
              }
              type="checkbox"
            />
            <label htmlFor={phaseId}>
              {phase.label}
              {count === undefined ? null : (
                <span className="coursewright-phases__count">
                  {' '}
                  {words('generate:phaseCount', { count, shown: formatCount(words, count) })}
                </span>
              )}
            </label>
          </div>
        )
      })}
      {problem ? (
        <p className="coursewright-field__problem" id={`${id}-problem`}>
          {problem}
        </p>
      ) : null}
    </fieldset>
  )
}

'use client'
import { type ReactNode, useEffect } from 'react'
import type { DocumentInput, FormField, KindForm, RowsInput } from '../../runs/kind/kindForm.js'
import { formatCount } from '../shared/format.js'
import { CheckboxField, CheckboxList, FixedField, InputField, LinesField, SelectField } from '../shared/forms/form.js'
import { useAddresses } from '../shared/useAddresses.js'
import { useWords } from '../shared/useWords.js'
import { type FormValues, isShown, phasesOf, textAt } from './formRequest.js'
import { useChoices, useRows } from './useChoices.js'

interface FormFieldsProps {
  form: KindForm
  values: FormValues
  problems: Readonly<Record<string, string>>
  /** Positions by phase, once known. */
  available: Readonly<Record<string, number>> | undefined
  change: (change: FormValues) => void
  /** Name of the field that the page says: it is shown, and stays. */
  fixed: string | undefined
  /** Gets the first control. */
  firstRef: (control: HTMLElement | null) => void
}

/** The fields of a kind's form, two halves to a line. */
export const FormFields = ({ form, values, problems, available, change, fixed, firstRef }: FormFieldsProps) => {
  const isAdding = form.adding !== undefined && textAt(values, form.adding.name) !== ''
  const shown = form.fields.filter((field) => isAsked(field, isAdding) && isShown(field, values))
  const first = shown.find(({ name }) => name !== fixed)
  const render = (field: FormField): ReactNode => {
    const { name, label, hint } = field
    const common = {
      id: `coursewright-${field.id ?? name}`,
      label,
      hint,
      problem: problems[name],
      inputRef: field === first ? firstRef : undefined,
    }
    const text = { value: textAt(values, name), onChange: (value: string) => change({ [name]: value }) }
    switch (field.sort) {
      case 'number':
        return <InputField {...common} {...text} key={name} max={field.max} min={field.min} type="number" />
      case 'select':
        return <SelectField {...common} {...text} key={name} options={withEmpty(field.empty, field.options)} />
      case 'document':
        return (
          <DocumentSelect {...common} {...text} field={field} isFixed={name === fixed} key={name} values={values} />
        )
      case 'text':
        return <InputField {...common} {...text} key={name} />
      case 'choices':
        return (
          <CheckboxList
            {...common}
            chosen={values[name] ?? []}
            key={name}
            onChange={(chosen) => change({ [name]: chosen })}
            options={field.options}
          />
        )
      case 'longText':
      case 'lines':
        return <LinesField {...common} {...text} key={name} />
      case 'checkbox':
        return (
          <CheckboxField
            {...common}
            isChecked={text.value === 'true'}
            key={name}
            onChange={(isChecked) => change({ [name]: isChecked ? 'true' : '' })}
          />
        )
      case 'rows':
        return <RowChoice {...common} change={change} field={field} key={name} values={values} />
      case 'phases':
        return (
          <PhaseChoice
            {...common}
            available={available}
            chosen={values[name] ?? []}
            key={name}
            onChange={(phases) => change({ [name]: phases })}
            phases={phasesOf(field, values)}
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
  if (field.sort === 'choices') return field.options.length > 1
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
  problem: string | undefined
  value: string
  onChange: (value: string) => void
  inputRef: ((control: HTMLElement | null) => void) | undefined
  isFixed: boolean
}

const DocumentSelect = ({ field, values, isFixed, problem, ...rest }: DocumentSelectProps) => {
  const { api } = useAddresses()
  const { collection, dependsOn, titleField, empty, failed } = field
  const { value, onChange } = rest
  const { choices, hasFailed, isGone } = useChoices({
    ...{ url: api(`/${collection}`), titleField, dependsOn, value, isFixed },
  })
  // What was chosen last time may have been deleted since.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when that is known.
  useEffect(() => {
    if (isGone && !isFixed) onChange('')
  }, [isGone])
  if (isFixed) {
    return (
      <FixedField
        label={rest.label}
        problem={hasFailed ? failed : problem}
        value={choices.find(({ id }) => id === value)?.label ?? value}
      />
    )
  }
  const fitting = choices.filter(({ of }) => dependsOn === undefined || of === values[dependsOn])
  const options = fitting.map(({ id, label }) => ({ value: id, label }))
  return <SelectField {...rest} options={withEmpty(empty, options)} problem={hasFailed ? failed : problem} />
}

interface RowChoiceProps {
  field: RowsInput
  values: FormValues
  change: (change: FormValues) => void
  id: string
  label: string
  hint: string | undefined
  problem: string | undefined
}

/** Rows of the chosen document, to tick. Nothing while none is chosen, or where it has none. */
const RowChoice = ({ field, values, change, problem, ...rest }: RowChoiceProps) => {
  const { api } = useAddresses()
  const { name, rows, text, failed } = field
  const document = textAt(values, field.dependsOn)
  const { texts, hasFailed } = useRows({ url: api(`/${field.collection}`), document, rows, text })
  if (texts.length === 0 && !hasFailed) return null
  return (
    <CheckboxList
      {...rest}
      chosen={values[name] ?? []}
      onChange={(chosen) => change({ [name]: chosen })}
      options={texts.map((value) => ({ value, label: value }))}
      problem={hasFailed ? failed : problem}
    />
  )
}

interface PhaseChoiceProps {
  id: string
  label: string
  hint: string | undefined
  phases: readonly Option[]
  chosen: string | readonly string[]
  /** Positions by phase, once known. */
  available: Readonly<Record<string, number>> | undefined
  problem: string | undefined
  onChange: (chosen: string[]) => void
}

/** Which phases to draw from, each with how many positions the library has for it. */
const PhaseChoice = ({ phases, available, ...rest }: PhaseChoiceProps) => {
  const words = useWords()
  const noteOf = ({ value }: Option): string | undefined => {
    const count = available?.[value]
    return count === undefined ? undefined : words('generate:phaseCount', { count, shown: formatCount(words, count) })
  }
  return <CheckboxList {...rest} options={phases.map((phase) => ({ ...phase, note: noteOf(phase) }))} />
}

import type { FormField, KindForm, PhasesInput } from '../../runs/kindForm.js'
import type { Words } from '../../words/words.js'
import type { DocumentId } from '../shared/api.js'

/** What the form holds, by the name of the input: texts as typed, so that nothing an editor types is lost or changed. */
export type FormValues = Readonly<Record<string, string | readonly string[]>>

/** What a form starts with: what the page it stands on says, else the defaults. */
export const firstValues = ({ adding, fields }: KindForm, preset: FormValues): FormValues => {
  const values: Record<string, string | readonly string[]> = {}
  if (adding) values[adding.name] = preset[adding.name] ?? ''
  // The fields that others depend on come first.
  for (const field of fields) values[field.name] = preset[field.name] ?? firstValue(field)
  for (const field of fields) if (field.sort === 'phases') values[field.name] = valuesOf(phasesOf(field, values))
  return values
}

const firstValue = (field: FormField): string => {
  if (field.sort === 'number') return String(field.default)
  return field.sort === 'select' && field.empty === undefined ? (field.options[0]?.value ?? '') : ''
}

/** The phases to choose from, as things stand. */
export const phasesOf = ({ dependsOn, options }: PhasesInput, values: FormValues): PhasesInput['options'] =>
  options.filter(({ of }) => of === values[dependsOn])

const valuesOf = (options: PhasesInput['options']): string[] => options.map(({ value }) => value)

/** The values after a change; another game brings its own phases and drops a document that is not for it. */
export const changedValues = ({ fields }: KindForm, values: FormValues, change: FormValues): FormValues => {
  const changed = { ...values, ...change }
  const isChanged = (name: string | undefined) => name !== undefined && changed[name] !== values[name]
  for (const field of fields) {
    if (field.sort === 'phases' && isChanged(field.dependsOn)) changed[field.name] = valuesOf(phasesOf(field, changed))
    if (field.sort === 'document' && isChanged(field.dependsOn)) changed[field.name] = ''
  }
  return changed
}

/** What is wrong, by the name of the field, in plain words. */
type FormProblems = Readonly<Record<string, string>>

type ReadForm = { input: Record<string, unknown>; problems?: undefined } | { input?: undefined; problems: FormProblems }

/** Turns what was typed into the input of a run, or says what cannot be asked at all. */
export const readForm = (words: Words, { adding, fields }: KindForm, values: FormValues): ReadForm => {
  const problems: Record<string, string> = {}
  const input: Record<string, unknown> = {}
  const addTo = adding && textAt(values, adding.name)
  if (adding && addTo) input[adding.name] = idOf(addTo)
  for (const field of fields) {
    const text = textAt(values, field.name)
    if (field.sort === 'number') {
      const { min, max } = field
      const number = /^\d{1,9}$/.test(text.trim()) ? Number(text) : undefined
      const isRight = number !== undefined && number >= min && number <= (max ?? number)
      if (isRight) input[field.name] = number
      else if (max === undefined) problems[field.name] = words('generate:wholeNumberFrom', { from: min })
      else problems[field.name] = words('generate:wholeNumber', { from: min, to: max })
    } else if (field.sort === 'phases') {
      const chosen = values[field.name] ?? []
      const isAll = phasesOf(field, values).every(({ value }) => chosen.includes(value))
      if (chosen.length === 0) problems[field.name] = words('generate:noPhase')
      // Left out when all are chosen: then the server draws from those that have positions.
      else if (!isAll) input[field.name] = chosen
    } else if (text !== '') input[field.name] = field.sort === 'document' ? idOf(text) : text
    // What is left out of a request that adds to a document is taken from that.
    else if (addTo) input[field.name] = null
  }
  return Object.keys(problems).length > 0 ? { problems } : { input }
}

/** The game whose phases can be chosen; empty in a form without phases. */
export const gameOf = ({ fields }: KindForm, values: FormValues): string => {
  const phases = fields.find((field) => field.sort === 'phases')
  return phases ? textAt(values, phases.dependsOn) : ''
}

/** The text of a value that is one. */
export const textAt = (values: FormValues, name: string): string => {
  const value = values[name]
  return typeof value === 'string' ? value : ''
}

/** A select holds text; serial ids are numbers again on the way out. */
const idOf = (text: string): DocumentId => (/^\d+$/.test(text) ? Number(text) : text)

import type { ChoicesInput, FormField, KindForm, LinesInput, PhasesInput } from '../../runs/kind/kindForm.js'
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

const firstValue = (field: FormField): string | readonly string[] => {
  if (field.sort === 'number') return String(field.default)
  if (field.sort === 'rows') return []
  if (field.sort === 'choices') return valuesOf(field.options)
  return field.sort === 'select' && field.empty === undefined ? (field.options[0]?.value ?? '') : ''
}

/** The phases to choose from, as things stand. */
export const phasesOf = ({ dependsOn, options }: PhasesInput, values: FormValues): PhasesInput['options'] =>
  options.filter(({ of }) => of === values[dependsOn])

const valuesOf = (options: ChoicesInput['options']): string[] => options.map(({ value }) => value)

/** The values after a change; another game brings its own phases and drops a document that is not for it. */
export const changedValues = ({ fields }: KindForm, values: FormValues, change: FormValues): FormValues => {
  const changed = { ...values, ...change }
  const isChanged = (name: string | undefined) => name !== undefined && changed[name] !== values[name]
  for (const field of fields) {
    if (field.sort === 'phases' && isChanged(field.dependsOn)) changed[field.name] = valuesOf(phasesOf(field, changed))
    if (field.sort === 'document' && isChanged(field.dependsOn)) changed[field.name] = ''
    if (field.sort === 'rows' && isChanged(field.dependsOn)) changed[field.name] = []
  }
  return changed
}

/** What is wrong, by the name of the field, in plain words. */
type FormProblems = Readonly<Record<string, string>>

/** Documents of one collection that a form with `each` is about. */
export interface FormDocuments {
  readonly relationTo: string
  readonly ids: readonly DocumentId[]
}

interface ReadForm {
  /** `undefined` while it cannot be asked for. */
  input?: Record<string, unknown>
  problems?: FormProblems
  /** What must be said first. */
  missing?: string
}

/** Turns what was typed into the input of a run, or says what cannot be asked at all. */
export const readForm = (words: Words, form: KindForm, values: FormValues, documents?: FormDocuments): ReadForm => {
  const { adding, each, fields, needs } = form
  const problems: Record<string, string> = {}
  const input: Record<string, unknown> = {}
  const addTo = adding && textAt(values, adding.name)
  if (adding && addTo) input[adding.name] = idOf(addTo)
  for (const field of fields.filter((field) => isShown(field, values))) {
    const read = readField(words, field, values)
    if ('problem' in read) problems[field.name] = read.problem
    else if (read.value !== undefined) input[field.name] = read.value
    // What is left out of a request that adds to a document is taken from that.
    else if (addTo && isOfDocument(field)) input[field.name] = null
  }
  if (Object.keys(problems).length > 0) return { problems }
  if (needs && !needs.oneOf.some((name) => input[name] !== undefined)) return { missing: needs.message }
  return { input: each && documents ? inputOfEach(each, input, documents) : input }
}

/** What is said of each document stands with it, in the list of them. */
const inputOfEach = (
  { name, fields }: NonNullable<KindForm['each']>,
  input: Readonly<Record<string, unknown>>,
  { relationTo, ids }: FormDocuments,
): Record<string, unknown> => {
  const said = Object.entries(input)
  const own = Object.fromEntries(said.filter(([field]) => fields.includes(field)))
  const others = Object.fromEntries(said.filter(([field]) => !fields.includes(field)))
  return { ...others, [name]: ids.map((value) => ({ relationTo, value, ...own })) }
}

/** The form with other options of one of its fields. */
export const withOptions = (form: KindForm, name: string, options: ChoicesInput['options']): KindForm => ({
  ...form,
  fields: form.fields.map((field) => (field.sort === 'choices' && field.name === name ? { ...field, options } : field)),
})

/** Whether a field is asked for, by what the others say. */
export const isShown = ({ shownWhen }: FormField, values: FormValues): boolean =>
  shownWhen === undefined || shownWhen.values.includes(textAt(values, shownWhen.name))

/** A document has it too, and it would stand. */
const isOfDocument = ({ sort }: FormField): boolean => sort === 'select' || sort === 'document'

/** What a field asks for; nothing where it is left open. */
type ReadField = { value: unknown } | { problem: string }

const readField = (words: Words, field: FormField, values: FormValues): ReadField => {
  const text = textAt(values, field.name)
  const chosen = values[field.name] ?? []
  switch (field.sort) {
    case 'number': {
      const { min, max } = field
      const number = /^\d{1,9}$/.test(text.trim()) ? Number(text) : undefined
      if (number !== undefined && number >= min && number <= (max ?? number)) return { value: number }
      if (max === undefined) return { problem: words('generate:wholeNumberFrom', { from: min }) }
      return { problem: words('generate:wholeNumber', { from: min, to: max }) }
    }
    case 'phases': {
      const isAll = phasesOf(field, values).every(({ value }) => chosen.includes(value))
      if (chosen.length === 0) return { problem: words('generate:noPhase') }
      // Left out when all are chosen: then the server draws from those that have positions.
      return { value: isAll ? undefined : chosen }
    }
    case 'document': {
      if (text === '') return { value: undefined }
      return { value: field.isList ? [idOf(text)] : idOf(text) }
    }
    case 'choices': {
      if (field.options.length > 0 && chosen.length === 0) return { problem: field.noneChosen }
      return { value: chosen.length < field.options.length ? chosen : undefined }
    }
    case 'longText':
    case 'text': {
      if (text.trim().length <= field.maxLength) return { value: text.trim() || undefined }
      return { problem: words('generate:tooLong', { most: field.maxLength }) }
    }
    case 'lines':
      return readLines(words, field, text)
    case 'checkbox':
      return { value: text === 'true' ? true : undefined }
    case 'rows':
      return { value: chosen.length > 0 ? chosen : undefined }
    case 'select':
      return { value: text || undefined }
  }
}

const readLines = (words: Words, { most, maxLength, as }: LinesInput, text: string): ReadField => {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  if (lines.length > most) return { problem: words('generate:tooManyLines', { most }) }
  if (lines.some((line) => line.length > maxLength))
    return { problem: words('generate:lineTooLong', { most: maxLength }) }
  if (lines.length === 0) return { value: undefined }
  return { value: as === undefined ? lines : lines.map((line) => ({ [as]: line })) }
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

import type { FormField, KindForm } from '../../runs/kind/kindForm.js'
import { isRecord } from '../../text.js'
import { changedValues, type FormValues, phasesOf } from './formRequest.js'

/** Where a user's choices for a kind are kept, among Payload's preferences of that user. */
export const rememberedKey = (kind: string): string => `coursewright-generate-${kind}`

/** Names of fields whose value the page says, or the user has typed just now. */
type Taken = (name: string) => boolean

const sorts: readonly FormField['sort'][] = ['number', 'select', 'phases', 'document']

const isRemembered = ({ sort, isRemembered }: FormField): boolean => isRemembered ?? sorts.includes(sort)

/** The values of a form with what was chosen last, as far as it can still be chosen. */
export const withRemembered = (form: KindForm, values: FormValues, stored: unknown, isTaken: Taken): FormValues => {
  if (!isRecord(stored)) return values
  const found = form.fields.filter((field) => isRemembered(field) && !isTaken(field.name))
  const change = Object.fromEntries(
    found.flatMap((field) => {
      const value = stored[field.name]
      return typeof value === 'string' && canBe(field, value) ? [[field.name, value] as const] : []
    }),
  )
  const changed = changedValues(form, values, change)
  const phases = found.flatMap((field) => {
    const chosen = stored[field.name]
    if (field.sort !== 'phases' || !Array.isArray(chosen)) return []
    const known = phasesOf(field, changed).filter(({ value }) => chosen.includes(value))
    return known.length > 0 ? [[field.name, known.map(({ value }) => value)] as const] : []
  })
  return { ...changed, ...Object.fromEntries(phases) }
}

const canBe = (field: FormField, value: string): boolean => {
  switch (field.sort) {
    case 'number':
      return /^\d{1,9}$/.test(value) && Number(value) >= field.min && Number(value) <= (field.max ?? Number(value))
    case 'select':
      return value === '' ? field.empty !== undefined : field.options.some((option) => option.value === value)
    default:
      return field.sort !== 'phases'
  }
}

/** What the next form of the same kind starts with: what the page said is its own, and not what the user prefers. */
export const toRemember = (form: KindForm, values: FormValues, stored: unknown, isTaken: Taken): FormValues => {
  const chosen = form.fields.filter((field) => isRemembered(field) && !isTaken(field.name))
  return {
    ...(isRecord(stored) ? (stored as FormValues) : {}),
    ...Object.fromEntries(chosen.map(({ name }) => [name, values[name] ?? ''])),
  }
}

import type { Id, Step } from '../Step.js'

/**
 * Numbers are `numeric` columns, which the driver returns as text. Takes whatever it finds: a row that was claimed must
 * come to whoever deals with it, even when nothing can be made of it.
 */
export const stepOfRow = (row: Record<string, unknown>): Step => ({
  id: idOf(row.id),
  run: idOf(row.run_id),
  index: Number(row.index),
  kind: String(row.kind),
  // -0 would be another number to whoever compares.
  priority: 0 - Number(row.rank),
  attempts: Number(row.attempts),
  claims: Number(row.claims),
  token: Number(row.token),
  error: typeof row.error === 'string' ? row.error : undefined,
  input: row.input,
  result: row.result,
})

/** Serial or uuid. */
export const idOf = (value: unknown): Id => {
  if (typeof value === 'number' || typeof value === 'string') return value
  throw new Error('A row came back without an id.')
}

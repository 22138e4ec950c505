import { type Id, type Step, stepKinds } from '../Step.js'

/** Numbers are `numeric` columns, which the driver returns as text. */
export const stepOfRow = (row: Record<string, unknown>): Step => {
  const kind = stepKinds.find((known) => known === row.kind)
  if (!kind) throw new Error(`A step has the unknown kind "${String(row.kind)}".`)
  return {
    id: idOf(row.id),
    run: idOf(row.run_id),
    index: Number(row.index),
    kind,
    // -0 would be another number to whoever compares.
    priority: 0 - Number(row.rank),
    attempts: Number(row.attempts),
    claims: Number(row.claims),
    token: Number(row.token),
    error: typeof row.error === 'string' ? row.error : undefined,
    input: row.input,
    result: row.result,
  }
}

/** Serial or uuid. */
export const idOf = (value: unknown): Id => {
  if (typeof value === 'number' || typeof value === 'string') return value
  throw new Error('A row came back without an id.')
}

/**
 * JSON, or a text of it, as Postgres takes it: without NUL, and with a sign in the place of each half character. One of
 * either, and the row with a paid answer and its bill is refused.
 */
export const storable = <T>(value: T): T => storableValue(value) as T

const storableValue = (value: unknown): unknown => {
  if (typeof value === 'string') return value.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\uFFFD')
  if (Array.isArray(value)) return value.map(storableValue)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [storable(name), storableValue(inner)]))
}

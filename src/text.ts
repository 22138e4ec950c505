const SHOWN = 60

/** User text inside a message: in quotes, cut to 60 characters, so that no message carries a whole upload. */
export function quoted(text: string): string {
  const oneLine = text.replace(/\s+/g, ' ').trim()
  return oneLine.length > SHOWN ? `"${oneLine.slice(0, SHOWN)}…"` : `"${oneLine}"`
}

export const shorten = (text: string, maxCharacters: number): string =>
  text.length <= maxCharacters ? text : `${text.slice(0, maxCharacters - 1).replace(/[\uD800-\uDBFF]$/, '')}…`

export const storable = <T>(value: T): T => storableValue(value) as T

const storableValue = (value: unknown): unknown => {
  if (typeof value === 'string') return value.replaceAll('\0', '').replace(/\p{Surrogate}/gu, '\uFFFD')
  if (Array.isArray(value)) return value.map(storableValue)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [storable(name), storableValue(inner)]))
}

/** Nesting deeper than this is not a document of ours. */
const maxDepth = 40

/** The path of the first NUL character in a value, keys included. */
export const findNul = (value: unknown, path: string, depth = 0): string | undefined => {
  if (typeof value === 'string') return value.includes('\u0000') ? path : undefined
  if (typeof value !== 'object' || value === null || depth > maxDepth) return undefined
  for (const [key, inner] of Object.entries(value)) {
    const found = key.includes('\u0000') ? path : findNul(inner, `${path}.${key}`, depth + 1)
    if (found) return found
  }
  return undefined
}

import { InvalidPosition } from './InvalidPosition.js'
import { textOf } from './textOf.js'

/**
 * Several texts of a position, each trimmed, without blanks and repetitions.
 * @throws InvalidPosition for anything but a list of texts, for too many, and as `textOf` does
 */
export const textListOf = (
  field: string,
  value: unknown,
  { maxItems, maxLength }: { maxItems: number; maxLength: number },
): string[] => {
  if (value === undefined || value === null) return []
  if (!Array.isArray(value)) throw new InvalidPosition(field, `${field} must be a list of texts.`)
  const texts = new Set<string>()
  for (const item of value) {
    const text = textOf(field, item, maxLength)
    if (text !== undefined) texts.add(text)
    if (texts.size > maxItems) throw new InvalidPosition(field, `${field} may have at most ${maxItems} entries.`)
  }
  return [...texts]
}

import type { ItemRange, Part } from './part.js'
import type { SectionDefinition } from './section.js'

/** What one call writes of a section that is written in several. */
export interface Split {
  /** From 0. */
  readonly index: number
  /** The section with what this call writes of it; without the host's check, which is for the whole; see `SectionDefinition.check`. */
  readonly section: SectionDefinition
  /** Place of its first item in the long part, from 0. */
  readonly first: number
}

/** A list that may have more items than a call writes. */
interface LongPart {
  readonly name: string
  readonly items: ItemRange
}

/** Parts that are too long for one call of a section with `per`: there must be exactly one. */
export const longPartsOf = ({ parts, per }: Pick<SectionDefinition, 'parts' | 'per'>): readonly LongPart[] =>
  Object.entries(parts).flatMap(([name, { items }]) =>
    per !== undefined && items && items.max > per ? [{ name, items }] : [],
  )

/**
 * The calls that a section takes: one, or as many as `per` makes of its long part, with the items shared evenly among
 * them. The first call writes the other parts as well.
 */
export const splitsOf = (section: SectionDefinition): readonly Split[] => {
  const [long] = longPartsOf(section)
  const part = long && section.parts[long.name]
  if (!long || !part?.withItems || section.per === undefined) return [{ index: 0, section, first: 0 }]
  const { min, max } = long.items
  const calls = Math.ceil(max / section.per)
  let next = 0
  return Array.from({ length: calls }, (_, index): Split => {
    const first = next
    const items = { min: Math.max(1, share(min, calls, index)), max: share(max, calls, index) }
    next += items.max
    const own: [string, Part] = [long.name, part.withItems?.(items) ?? part]
    const others = index === 0 ? Object.entries(section.parts).filter(([name]) => name !== long.name) : []
    return { index, first, section: { ...section, parts: Object.fromEntries([...others, own]), check: undefined } }
  })
}

/** What one of the calls writes of `total`: as much as any other, or one more where it cannot be shared evenly. */
const share = (total: number, calls: number, index: number): number =>
  Math.floor(total / calls) + (index < total % calls ? 1 : 0)

/** What several calls wrote as one: their items one after the other. */
export const joined = (written: readonly Readonly<Record<string, unknown>>[]): Record<string, unknown> => {
  const whole: Record<string, unknown> = {}
  for (const parts of written) {
    for (const [name, value] of Object.entries(parts)) {
      const there = whole[name]
      whole[name] = Array.isArray(there) && Array.isArray(value) ? [...there, ...value] : value
    }
  }
  return whole
}

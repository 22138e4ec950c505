import type { Format } from '../content/format.js'
import type { SectionDefinition } from '../content/section.js'

/** Names a section of a lesson within its run: `l01.content`. */
export const sectionKey = (lesson: string, section: string): string => `${lesson}.${section}`

/**
 * Sections in the order in which they are begun where not all can be at once: those that most others wait for first, in a
 * row; then heavy ones, which take longest; then by priority; then as the format has them.
 */
export const byUrgency = ({ sections }: Pick<Format, 'sections'>): SectionDefinition[] => {
  const lengths = new Map<string, number>()
  const lengthOf = (key: string, seen: readonly string[] = []): number => {
    const known = lengths.get(key)
    if (known !== undefined || seen.includes(key)) return known ?? 0
    const dependents = sections.filter(({ dependsOn }) => dependsOn.some(({ section }) => section === key))
    const length = 1 + Math.max(0, ...dependents.map((one) => lengthOf(one.key, [...seen, key])))
    lengths.set(key, length)
    return length
  }
  return sections.toSorted(
    (a, b) => lengthOf(b.key) - lengthOf(a.key) || Number(b.isHeavy) - Number(a.isHeavy) || b.priority - a.priority,
  )
}

/** The sections whose needs have all ended, done or failed, in the order in which they are to be begun. */
export const sectionsDue = (
  format: Pick<Format, 'sections'>,
  /** Keys of the sections that have ended. */
  ended: ReadonlySet<string>,
  /** What is waited for besides, such as `lessons`. */
  others: ReadonlySet<string> = new Set(),
): SectionDefinition[] => {
  // What is no section of this run is not waited for.
  const keys = new Set([...format.sections.map(({ key }) => key), ...others])
  return byUrgency(format).filter(({ dependsOn }) =>
    dependsOn.every(({ section }) => ended.has(section) || !keys.has(section)),
  )
}

import type { Judge } from '../../model/Model.js'
import { judgeSection, problemOf, type SectionVerdict } from '../content/judge.js'
import type { PartFacts, PartFinding, PartSort, Parts, PartsOf, PartValues } from '../content/part.js'
import type { SectionDefinition } from '../content/section.js'
import { joined, longPartsOf } from '../content/split.js'
import { languageProblems } from './check.js'

interface JudgeCall {
  key: string
  /** What this call writes. */
  section: SectionDefinition
  /** What all calls write. */
  whole: SectionDefinition
  /** What the calls before wrote, as one. */
  earlier: Readonly<Record<string, unknown>>
  isLast: boolean
  facts: PartFacts
}

/**
 * Judges a section, or one call of it, as one item, and keeps of each answer the parts that were good. An answer that is good
 * as a whole is taken as a whole: parts that go by each other's titles need not fit those of an earlier answer.
 */
export const judgeCall = ({ key, section, whole, earlier, isLast, facts }: JudgeCall): Judge => {
  const kept = new Map<string, unknown>()
  const names = Object.keys(section.parts)
  const before = listsOf(earlier)
  return (answer) => {
    const anew = kept.size > 0 ? judgeSection({ answer, section, facts, names, earlier: before }) : undefined
    if (anew?.good.size === names.length) kept.clear()
    const wanted = names.filter((name) => !kept.has(name))
    const { good, problems } = judgeSection({ answer, section, facts, names: wanted, kept, earlier: before })
    for (const [name, value] of good) kept.set(name, value)
    if (kept.size < names.length)
      return { good: new Map(), problems: problems.map(({ problem }) => ({ key, problem })) }
    const written = Object.fromEntries(kept)
    const others = languageProblems(section.parts, written, facts)
    if (others.length === 0 && section !== whole) {
      others.push(...checkSoFar({ whole, earlier, written, isLast, facts }))
    }
    if (others.length === 0) return { good: new Map([[key, written]]), problems: [] }
    kept.clear()
    return { good: new Map(), problems: others.map((problem) => ({ key, problem })) }
  }
}

/** The items of earlier calls, by the part that they are of. */
const listsOf = (earlier: JudgeCall['earlier']): ReadonlyMap<string, readonly unknown[]> =>
  new Map(Object.entries(earlier).flatMap(([name, value]) => (Array.isArray(value) ? [[name, value]] : [])))

/** What the host's check says of a section that is written in several calls; before the last, of this call's own items. */
const checkSoFar = ({
  whole,
  earlier,
  written,
  isLast,
  facts,
}: Omit<JudgeCall, 'key' | 'section'> & { written: Readonly<Record<string, unknown>> }): string[] => {
  const found = whole.check?.({ parts: joined([earlier, written]) as PartsOf<Parts>, facts }) ?? []
  const long = longPartsOf(whole)[0]?.name
  const isOwn = ({ part = '', path }: PartFinding & { readonly part?: string }): boolean => {
    if (part !== long) return part in written
    const there = earlier[part]
    return Number.parseInt(path, 10) >= (Array.isArray(there) ? there.length : 0)
  }
  return found
    .filter((finding) => !finding.isFlag && (isLast || isOwn(finding)))
    .map(({ part, ...finding }) =>
      part === undefined ? `the section: ${finding.message}` : problemOf(part, finding).problem,
    )
}

interface JudgeSaved extends Omit<JudgeCall, 'key' | 'isLast'> {
  /** What the last call wrote. */
  written: Readonly<Record<string, unknown>>
}

/** A section that was good when it was answered, judged by what is known now: what does not hold, and what is worth a look. */
export const judgeSaved = ({
  section,
  whole,
  earlier,
  written,
  facts,
}: JudgeSaved): { problems: readonly string[]; flags: SectionVerdict['flags'] } => {
  const own = judgeSection({ answer: written, section, facts, earlier: listsOf(earlier) })
  const isAlone = section === whole
  return {
    problems: [
      ...lapsed({ whole, earlier, facts }),
      ...own.problems.map(({ problem }) => problem),
      ...languageProblems(section.parts, written, facts),
      ...(isAlone ? [] : checkSoFar({ whole, earlier, written, isLast: true, facts })),
    ],
    flags: isAlone ? own.flags : judgeSection({ answer: joined([earlier, written]), section: whole, facts }).flags,
  }
}

/**
 * What earlier calls wrote that the library no longer bears out. Those calls are not made again, so the rules of a kit, which may
 * have become stricter since, are for what is still to be written.
 */
export const lapsed = ({ whole, earlier, facts }: Pick<JudgeCall, 'whole' | 'earlier' | 'facts'>): string[] => {
  const { kit: _, ...library } = facts
  return Object.entries(earlier).flatMap(([name, value]) => {
    const found = whole.parts[name]?.check(value as PartValues[PartSort], library) ?? []
    return found.filter(({ isFlag }) => !isFlag).map((finding) => problemOf(name, finding).problem)
  })
}

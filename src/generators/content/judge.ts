import { z } from 'zod'
import { judgeProperties } from '../../model/answer/judge.js'
import type { AnswerProblem, Verdict } from '../../model/Model.js'
import type { Part, PartFacts, PartFinding, Parts, PartsOf, PartValues } from './part.js'
import type { SectionDefinition } from './section.js'

/** What a model is told to write for a section: one object, a property for each part. Within what strict modes can say. */
export const wireSchemaOf = ({ parts }: Pick<SectionDefinition, 'parts'>): z.ZodObject<Record<string, z.ZodType>> =>
  z.object(Object.fromEntries(Object.entries(parts).map(([name, { wireSchema }]) => [name, wireSchema])))

/** What is accepted of a section by its form. */
const schemaOf = ({ parts }: Pick<SectionDefinition, 'parts'>): z.ZodObject<Record<string, z.ZodType>> =>
  z.object(Object.fromEntries(Object.entries(parts).map(([name, { schema }]) => [name, schema])))

/**
 * A section as far as it can be written with what is sent: boards show positions, so there are no more of them than
 * positions, and without any the part is left out.
 */
export const writable = (
  section: SectionDefinition,
  { positions }: Pick<PartFacts, 'positions'>,
): SectionDefinition => {
  const sent = positions?.size ?? 0
  const parts = Object.entries(section.parts).flatMap(([name, part]): [string, Part][] => {
    if (part.sort !== 'boards') return [[name, part]]
    if (sent === 0) return []
    const { min = 1, max = 1 } = part.items ?? {}
    return [[name, part.withItems?.({ min: Math.min(min, sent), max: Math.min(max, sent) }) ?? part]]
  })
  return { ...section, parts: Object.fromEntries(parts) }
}

interface JudgeSection {
  /** JSON of any shape: an object with a property for each part. */
  answer: unknown
  section: SectionDefinition
  facts: PartFacts
  /** The parts that are wanted. Default: all. */
  names?: readonly string[]
  /** Parts that were accepted before: the section's own check reads them too. */
  kept?: ReadonlyMap<string, unknown>
  /** Items of earlier calls of a part that is split: the new ones are held against them. */
  earlier?: ReadonlyMap<string, readonly unknown[]>
}

export interface SectionVerdict extends Verdict {
  /** What is worth a look by a person, of the parts that are good. */
  readonly flags: ReadonlyMap<string, readonly PartFinding[]>
}

/**
 * Judges the parts of a section one by one, by form and content, so that only what is wrong is asked for again. Once all
 * parts are there the section's own check is asked; what it says of no part, or of one that was accepted before, counts
 * against every part of this answer.
 */
export const judgeSection = ({
  answer,
  section,
  facts,
  names = Object.keys(section.parts),
  kept = new Map(),
  earlier = new Map(),
}: JudgeSection): SectionVerdict => {
  const formed = judgeProperties(schemaOf(section))(answer, names)
  const good = new Map(formed.good)
  const problems = [...formed.problems]
  const flags = new Map<string, PartFinding[]>()
  const take = (name: string, findings: readonly PartFinding[]) => {
    const hard = findings.filter(({ isFlag }) => !isFlag)
    if (hard.length > 0) good.delete(name)
    problems.push(...hard.slice(0, mostSaid).map((finding) => problemOf(name, finding)))
    flags.set(name, [...(flags.get(name) ?? []), ...findings.filter(({ isFlag }) => isFlag)])
  }
  for (const [name, value] of formed.good) {
    const part = section.parts[name]
    if (part) take(name, findingsOf(part, { value, facts, earlier: earlier.get(name) ?? [] }))
  }
  const all = new Map([...kept, ...good])
  if (section.check && names.length > 0 && Object.keys(section.parts).every((name) => all.has(name))) {
    const parts = Object.fromEntries(all) as PartsOf<Parts>
    const found = section.check({ parts, facts })
    const judged = [...good.keys()]
    for (const name of judged) {
      take(
        name,
        found.filter(({ part }) => part === name || (part === undefined ? true : !judged.includes(part))),
      )
    }
  }
  return { good, problems, flags: new Map([...flags].filter(([name, found]) => good.has(name) && found.length > 0)) }
}

/** The codes of flags, each once, as documents keep them. */
export const flagCodes = (flags: SectionVerdict['flags']): string[] =>
  [...new Set([...flags.values()].flatMap((found) => found.flatMap(({ code }) => code ?? [])))].sort()

/** Most that is said of one part; one with more is written anew in any case. */
const mostSaid = 5

/** `quiz[2].choices[0].text: …`, as problems of form are told. */
export const problemOf = (name: string, { path, message }: PartFinding): AnswerProblem => {
  const keys = path === '' ? [] : path.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key))
  return { key: name, problem: `${z.core.toDotPath([name, ...keys])}: ${message}` }
}

interface Judged {
  value: unknown
  facts: PartFacts
  earlier: readonly unknown[]
}

/** What is said of the new items when they stand behind the earlier ones. */
const findingsOf = (part: Part, { value, facts, earlier }: Judged): readonly PartFinding[] => {
  if (!Array.isArray(value) || earlier.length === 0) return part.check(value as PartValues[Part['sort']], facts)
  return part.check([...earlier, ...value] as PartValues[Part['sort']], facts).flatMap((finding) => {
    const [index = '', ...rest] = finding.path.split('.')
    if (!/^\d+$/.test(index)) return [finding]
    const own = Number(index) - earlier.length
    return own < 0 ? [] : [{ ...finding, path: [own, ...rest].join('.') }]
  })
}

import { z } from 'zod'
import { type Format, formatSubjects, takenNames } from '../generators/content/format.js'
import { wireSchemaOf } from '../generators/content/judge.js'
import { partSorts } from '../generators/content/part.js'
import type { SectionDefinition } from '../generators/content/section.js'
import { longPartsOf } from '../generators/content/split.js'
import { courseFields } from '../generators/courses/metadata.js'
import { shippedFormats } from '../generators/shippedFormats.js'
import { unsayable } from '../model/call/request.js'
import { tiers } from '../model/Model.js'
import type { Provider } from '../model/Provider.js'
import { longestName, namePattern } from '../text.js'
import { callMs } from './modelOptions.js'
import { flag, fn, InvalidOption, oneOf, text, whole } from './parseOptions.js'

const filled = text.min(1, { error: 'give text' })

const nameError = `use up to ${longestName} letters, digits, hyphens and underscores, beginning with a letter`
const formatKey = { error: nameError }
const sectionKey = { error: `use up to ${longestName} letters, digits and hyphens, beginning with a letter` }

const zodType = z.custom<z.ZodType>((value) => value instanceof z.ZodType, { error: 'give a schema of zod 4' })

const part = z.looseObject(
  { sort: oneOf(partSorts), wireSchema: zodType, schema: zodType, check: fn, instructions: text },
  { error: `make it with ${partSorts.join(', ')}` },
)

const section = z.looseObject(
  {
    key: z.string(sectionKey).refine((key) => namePattern.test(key) && !key.includes('_'), sectionKey),
    title: filled,
    instructions: filled,
    parts: z.record(z.string(), part, { error: 'give parts by name' }),
    tier: oneOf(tiers),
    timeoutMs: callMs.optional(),
    isHeavy: flag,
    priority: z.number({ error: 'give a number' }),
    dependsOn: z.array(z.looseObject({ section: text, required: flag }, { error: 'give the key of a section' }), {
      error: 'give a list of keys of sections',
    }),
    place: oneOf(['document', 'parent']),
    per: whole(1, 100).optional(),
    check: fn.optional(),
  },
  { error: 'make it with section({ … }), see docs/content.md' },
)

/** One of `formats`, by its shape; what goes together is for `checkFormats`. */
export const formatSchema = z.looseObject(
  {
    key: z.string(formatKey).regex(namePattern, formatKey),
    label: filled,
    of: oneOf(formatSubjects),
    sections: z.array(section, { error: 'give at least one section' }).min(1, { error: 'give at least one section' }),
    plan: z.looseObject({ section, check: fn.optional() }, { error: 'give { section, check? }' }).optional(),
  },
  { error: 'make it with format({ … }), see docs/content.md' },
)

/**
 * Whether formats can be written: each has its own key, sections need only what is there and not each other, parts have
 * names that can be told apart, and some provider can be asked for them.
 *
 * @throws InvalidOption naming the first place that cannot work, such as `formats[0].sections[2].dependsOn[0]`
 */
export const checkFormats = (
  formats: readonly Format[],
  providers: readonly Pick<Provider, 'capabilities'>[],
): void => {
  for (const [index, format] of formats.entries()) {
    const path = `formats[${index}]`
    const namesake = formats.findIndex(({ key }) => key === format.key)
    if (shippedFormats.some(({ key }) => key === format.key)) {
      refuse(`${path}.key`, `is "${format.key}", a format that comes with the package; give yours another key`)
    }
    if (namesake < index) {
      refuse(`${path}.key`, `is "${format.key}", as is that of formats[${namesake}]; give each format its own key`)
    }
    checkKeys(format, path)
    checkNeeds(format, path)
    checkCircles(format, path)
    const placed = format.sections.map((one, at) => ({ section: one, path: `${path}.sections[${at}]` }))
    for (const one of placed) checkSection(one, { format, providers })
    if (format.of === 'course') for (const one of placed) checkFields(one)
    checkSharedNames(placed.filter(({ section: { place } }) => place === 'parent'))
    if (format.plan?.section.per !== undefined) {
      refuse(`${path}.plan.section.per`, 'is for sections, a plan is written in one call; leave it out')
    }
    if (format.plan) checkSection({ section: format.plan.section, path: `${path}.plan.section` }, { format, providers })
  }
}

const refuse = (option: string, problem: string): never => {
  throw new InvalidOption(option, problem)
}

const checkKeys = ({ sections }: Format, path: string): void => {
  for (const [index, { key }] of sections.entries()) {
    const namesake = sections.findIndex((other) => other.key === key)
    if (namesake === index) continue
    const problem = `is "${key}", as is that of sections[${namesake}]; give each section of a format its own key`
    refuse(`${path}.sections[${index}].key`, problem)
  }
}

const checkNeeds = ({ of, sections }: Format, path: string): void => {
  const keys = [...sections.map(({ key }) => key), ...(of === 'course' ? ['lessons'] : [])]
  for (const [index, { key, dependsOn }] of sections.entries()) {
    for (const [at, need] of dependsOn.entries()) {
      const others = keys.filter((one) => one !== key)
      if (keys.includes(need.section)) continue
      const allowed = others.length > 0 ? `use ${others.join(', ')}` : 'it has no other sections, leave it out'
      refuse(
        `${path}.sections[${index}].dependsOn[${at}]`,
        `is "${need.section}", no section of this format; ${allowed}`,
      )
    }
  }
}

const checkCircles = ({ sections }: Format, path: string): void => {
  const done = new Set<string>()
  const follow = (index: number, way: readonly string[]): void => {
    const one = sections[index]
    if (!one || done.has(one.key)) return
    for (const [at, need] of one.dependsOn.entries()) {
      const circle = [...way, one.key]
      const start = circle.indexOf(need.section)
      if (start >= 0) {
        const shown = [...circle.slice(start), need.section].join(' needs ')
        refuse(
          `${path}.sections[${index}].dependsOn[${at}]`,
          `closes a circle: ${shown}; take one of these needs away, so that something can be written first`,
        )
      }
      follow(
        sections.findIndex(({ key }) => key === need.section),
        circle,
      )
    }
    done.add(one.key)
  }
  for (const index of sections.keys()) follow(index, [])
}

interface PlacedSection {
  readonly section: SectionDefinition
  readonly path: string
}

interface CheckSection {
  format: Pick<Format, 'of'>
  providers: readonly Pick<Provider, 'capabilities'>[]
}

const checkSection = ({ section: one, path }: PlacedSection, { format, providers }: CheckSection): void => {
  const names = Object.keys(one.parts)
  if (names.length === 0) refuse(`${path}.parts`, 'is {}; give at least one part')
  const isBatched = format.of === 'lesson' && one.place === 'parent'
  for (const name of names) {
    if (!namePattern.test(name)) refuse(`${path}.parts`, `has a part named ${JSON.stringify(name)}; ${nameError}`)
    if (isBatched && takenNames.includes(name)) {
      refuse(`${path}.parts.${name}`, 'has a name that stands beside the parts of every lesson; choose another')
    }
  }
  checkSplit(one, path)
  checkSayable(one, { path, isBatched, providers })
}

/** A course has no parts of its own, but fields that a section may be written into. */
const checkFields = ({ section: { place, parts }, path }: PlacedSection): void => {
  if (place !== 'parent') return
  const fields = new Map<string, string>(Object.entries(courseFields))
  for (const [name, { sort }] of Object.entries(parts)) {
    const wanted = fields.get(name)
    if (wanted === sort) continue
    const allowed = [...fields].map(([field, of]) => `${field} (${of})`).join(', ')
    refuse(`${path}.parts.${name}`, `is no field of a course; use ${allowed}, or leave place out`)
  }
}

const checkSplit = (one: SectionDefinition, path: string): void => {
  if (one.per === undefined) return
  const long = longPartsOf(one).map(({ name }) => name)
  if (long.length === 1) return
  const found = long.length === 0 ? 'no part has' : `${long.join(' and ')} have`
  refuse(`${path}.per`, `is ${one.per}, but ${found} more items than that; exactly one must, or leave it out`)
}

const checkSayable = (
  one: SectionDefinition,
  { path, isBatched, providers }: { path: string; isBatched: boolean; providers: CheckSection['providers'] },
): void => {
  const problemOf = (parts: SectionDefinition['parts']): string | undefined => {
    const schema = wireSchemaOf({ parts })
    const asked = isBatched ? z.object({ lessons: z.array(schema) }) : schema
    const problems = providers.map((provider) => unsayable(provider, asked))
    return problems.every((problem) => problem !== undefined) ? problems[0] : undefined
  }
  const problem = problemOf(one.parts)
  if (problem === undefined) return
  const [name] = Object.entries(one.parts).find(([key, part]) => problemOf({ [key]: part }) !== undefined) ?? []
  refuse(
    name === undefined ? `${path}.parts` : `${path}.parts.${name}.wireSchema`,
    `cannot be asked of any provider of model.providers: ${problem.replace(/\.$/, '')}; make its properties required and ` +
      'nullable, or add a provider with the capability "tools" or "json_object"',
  )
}

const checkSharedNames = (sections: readonly PlacedSection[]): void => {
  const seen = new Map<string, string>()
  for (const { section: one, path } of sections) {
    for (const name of Object.keys(one.parts)) {
      const earlier = seen.get(name)
      if (earlier !== undefined) {
        refuse(
          `${path}.parts.${name}`,
          `is also a part of ${earlier}, and both are written into the parent; rename one`,
        )
      }
      seen.set(name, path)
    }
  }
}

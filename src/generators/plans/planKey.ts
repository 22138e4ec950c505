import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { PlanDefinition } from '../content/format.js'
import type { PlanContext, PlanRequest } from './planRequest.js'

/** What a plan depends on: equal in every word, and one plan serves. Ids and dates are no part of it. */
interface PlanBasis {
  readonly request: PlanRequest
  /** Contents, as they go into the prompt; none where none is named. */
  readonly profile: unknown
  readonly kit: unknown
  readonly curriculum: unknown
  /** Key of the format. */
  readonly format: string
  readonly definition: PlanDefinition
  readonly context: PlanContext
  readonly promptVersion: string
  /** The model that would be asked first. */
  readonly model: string
  /** Whose plans they are, where a host keeps them apart. */
  readonly scope?: string | undefined
}

export interface PlanHashes {
  /** By which it is found. */
  readonly key: string
  readonly objectiveHash: string
  readonly profileHash: string
  readonly kitHash: string
  readonly curriculumHash: string
}

/** SHA-256, in hex, of everything a plan depends on, and of the four things that people change most. */
export const planHashes = ({ request, profile, kit, curriculum, definition, ...others }: PlanBasis): PlanHashes => ({
  key: hashOfBasis({ request, profile, kit, curriculum, section: sectionOf(definition), ...others }),
  objectiveHash: hashOfBasis(request),
  profileHash: hashOfBasis(profile),
  kitHash: hashOfBasis(kit),
  curriculumHash: hashOfBasis(curriculum),
})

/** The key of a plan that is one run's own: no other run finds it. */
export const ownKeyOf = (key: string, run: number | string): string => hashOfBasis({ key, run: String(run) })

/** SHA-256, in hex, of a value by its canonical JSON. */
export const hashOfBasis = (value: unknown): string => createHash('sha256').update(canonicalJson(value)).digest('hex')

/**
 * JSON that is the same for equal contents: properties in the order of their names, those that are `null` or `undefined`
 * left out. Lists keep their order, and nothing in a list is left out.
 */
export const canonicalJson = (value: unknown): string => JSON.stringify(ordered(value) ?? null)

const ordered = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map((item) => ordered(item) ?? null)
  if (typeof value !== 'object' || value === null) return value ?? undefined
  const kept = Object.entries(value)
    .map(([name, inner]) => [name, ordered(inner)] as const)
    .filter(([, inner]) => inner !== undefined)
    // By code units, whatever the language of the machine is.
    .sort(([a], [b]) => (a < b ? -1 : 1))
  // A property called `__proto__` is one like any other.
  return Object.assign(Object.create(null), Object.fromEntries(kept))
}

/** What a model is told of the section; a host's own check is code, which has no content to compare. */
const sectionOf = ({ section: { key, title, instructions, parts } }: PlanDefinition): unknown => ({
  ...{ key, title, instructions },
  parts: Object.entries(parts).map(([name, part]) => ({
    name,
    ...{ sort: part.sort, heading: part.heading, instructions: part.instructions, items: part.items },
    schema: z.toJSONSchema(part.wireSchema, { unrepresentable: 'any' }),
  })),
})

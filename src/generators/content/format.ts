import type { PartFinding, Parts, PartsOf } from './part.js'
import type { SectionDefinition } from './section.js'

/** What a format is a format of. */
export const formatSubjects = ['lesson', 'course'] as const

export type FormatSubject = (typeof formatSubjects)[number]

/** What a plan is checked against. */
export interface PlanFacts {
  /** Statements of the objectives it has to cover. */
  readonly objectives: readonly string[]
  /** Lessons that were asked for; of a course. */
  readonly lessons?: number
}

/** The outline a lesson or course is written from, made once and cached. */
export interface PlanDefinition<Given extends Parts = Parts> {
  readonly section: SectionDefinition<Given>
  /** Quality rules beside those of the parts; what they find is asked for again. */
  check?(plan: { parts: PartsOf<Given>; facts: PlanFacts }): readonly (PartFinding & { readonly part?: string })[]
}

/** An ordered set of sections, with what depends on what. */
export interface Format {
  /** In requests and rows: letters, digits, `-` and `_`, a letter first, at most 40. */
  readonly key: string
  readonly label: string
  readonly of: FormatSubject
  /** In the order in which they are shown. */
  readonly sections: readonly SectionDefinition[]
  /** None: its sections are written from the request alone. */
  readonly plan: PlanDefinition | undefined
}

type GivenFormat = Pick<Format, 'key' | 'label' | 'of' | 'sections'> & { plan?: PlanDefinition }

/** A format of lessons or courses, for the option `formats`. A single section of a lesson is written into the lesson. */
export const format = ({ plan, ...given }: GivenFormat): Format => ({
  ...given,
  plan,
  sections:
    given.of === 'lesson' && given.sections.length === 1
      ? given.sections.map((only) => ({ ...only, place: 'parent' as const }))
      : given.sections,
})

/** Whether its sections are written one by one, each a step and a document of its own. */
export const isStaged = ({ sections }: Format): boolean => sections.some(({ place }) => place === 'document')

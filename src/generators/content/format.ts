import type { PartFinding, Parts, PartsOf } from './part.js'
import type { SectionDefinition } from './section.js'

/** What a format is a format of. */
export const formatSubjects = ['lesson', 'course'] as const

/** `lesson` or `course`: what a format is a format of. */
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
  /** What one call writes as the plan, and is stored as the plan's parts; it takes no `per`. */
  readonly section: SectionDefinition<Given>
  /** Quality rules beside those of the parts; what they find is asked for again. */
  check?(plan: { parts: PartsOf<Given>; facts: PlanFacts }): readonly (PartFinding & { readonly part?: string })[]
}

/** An ordered set of sections, with what depends on what. */
export interface Format {
  /** In requests and rows: letters, digits, `-` and `_`, a letter first, at most 40. */
  readonly key: string
  /** Shown to people, in their language where the dictionary has a word for it. Not empty. */
  readonly label: string
  /** Runs of kind `lessons` take those of a `lesson`, runs of kind `course` those of a `course`. */
  readonly of: FormatSubject
  /** In the order in which they are shown. */
  readonly sections: readonly SectionDefinition[]
  /** None: its sections are written from the request alone. */
  readonly plan: PlanDefinition | undefined
}

/** What stands beside the parts of a lesson in an answer: no part of a section that is written into the lesson has these names. */
export const takenNames: readonly string[] = ['key', 'title']

interface GivenFormat<Given extends Parts> extends Pick<Format, 'key' | 'label' | 'of' | 'sections'> {
  /** Default: its sections are written from the request alone. */
  plan?: PlanDefinition<Given>
}

/**
 * A format of lessons or courses, for the option `formats`. A single section of a lesson is written into the lesson. Types of
 * what the plan holds follow from its section.
 *
 * @example
 * format({ key: 'tips', label: 'Tips', of: 'lesson', sections: [section({ … })] })
 */
export const format = <const Given extends Parts = Parts>({ plan, ...given }: GivenFormat<Given>): Format => ({
  ...given,
  plan,
  sections:
    given.of === 'lesson' && given.sections.length === 1
      ? given.sections.map((only) => ({ ...only, place: 'parent' as const }))
      : given.sections,
})

/** Whether its sections are written one by one, each in a step of its own: lessons of a single section that takes one call and has no plan are not. */
export const isStaged = ({ plan, sections }: Pick<Format, 'plan' | 'sections'>): boolean =>
  plan !== undefined ||
  sections.length > 1 ||
  sections.some(({ place, per }) => place === 'document' || per !== undefined)

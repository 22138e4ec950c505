import type { Tier } from '../../model/Model.js'
import type { PartFacts, PartFinding, Parts, PartsOf } from './part.js'

/** A section that another one is written after, and whose text goes, shortened, into its prompt. */
export interface Need {
  /** Key of a section of the same format, or `lessons`. */
  readonly section: string
  /** Without it the section cannot be written: it becomes a gap with that reason. Default `false`. */
  readonly required: boolean
}

/** What one call writes. */
export interface SectionDefinition<Given extends Parts = Parts> {
  /** Unique in its format: letters, digits and `-`, a letter first, at most 40. */
  readonly key: string
  /** What prompts and people call it, and the title of the document where it has one of its own. Not empty. */
  readonly title: string
  /** What to write, in a few sentences. */
  readonly instructions: string
  /** At least one, by names of at most 40 letters, digits, `-` and `_`, a letter first. */
  readonly parts: Given
  /** Which of a provider's models writes it, unless the option `model.sections` says otherwise. */
  readonly tier: Tier
  /** Milliseconds one call may take; none: what `model.timeoutMs` says. */
  readonly timeoutMs: number | undefined
  /** It is long: goes first among equals. */
  readonly isHeavy: boolean
  /** The highest goes first, after the critical path and heaviness. */
  readonly priority: number
  /** Sections that it is written after; they form no circle. */
  readonly dependsOn: readonly Need[]
  /** `document`: a document of its own below the lesson or course. `parent`: written into that. */
  readonly place: 'document' | 'parent'
  /** Items of its one long part that a call writes: `6` asks for eighteen in three calls. */
  readonly per: number | undefined
  /**
   * The host's own check; what it returns is asked for again, like ours. With `per` it is asked after each call, with what
   * there is so far; until the last, only what it says of that call's items counts.
   */
  check?(written: { parts: PartsOf<Given>; facts: PartFacts }): readonly (PartFinding & { readonly part?: string })[]
}

interface GivenSection<Given extends Parts>
  extends Pick<SectionDefinition<Given>, 'key' | 'title' | 'instructions' | 'parts' | 'check'> {
  /** Which of a provider's models writes it. Default `complex`. */
  tier?: Tier
  /** Milliseconds one call may take. Default: `model.timeoutMs`, a third more where `isHeavy`. */
  timeoutMs?: number
  /** Default `false`. */
  isHeavy?: boolean
  /** Default 0. */
  priority?: number
  /** Keys of sections whose text it needs. Default: none. */
  dependsOn?: readonly (string | { section: string; required?: boolean })[]
  /** Default `document`. */
  place?: 'document' | 'parent'
  /** Default: all in one call. */
  per?: number
}

/**
 * A section of a format: a few parts that one call writes. Types of what it holds follow from `parts`.
 *
 * @example
 * section({
 *   key: 'offer', title: 'Offer', instructions: 'A path of seven steps.', tier: 'complex', dependsOn: ['message'],
 *   parts: { promise: prose({ minWords: 30, maxWords: 80 }), steps: entries({ label: 'Step', body: 'What happens', min: 7, max: 7 }) },
 * })
 */
export const section = <const Given extends Parts>(given: GivenSection<Given>): SectionDefinition<Given> => ({
  ...given,
  tier: given.tier ?? 'complex',
  timeoutMs: given.timeoutMs,
  isHeavy: given.isHeavy ?? false,
  priority: given.priority ?? 0,
  dependsOn: (given.dependsOn ?? []).map((need) =>
    typeof need === 'string' ? { section: need, required: false } : { required: false, ...need },
  ),
  place: given.place ?? 'document',
  per: given.per,
})

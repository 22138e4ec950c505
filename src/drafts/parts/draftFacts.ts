import type { Slugs } from '../../options/CoursewrightOptions.js'

/** What is to be known of documents that runs leave as drafts, and people review. */
interface DraftFacts {
  /** One of them, in the singular: `reviews.kind`. */
  readonly kind: string
  /** The field by whose text lists and reviews call it. */
  readonly title: string
  /** Fields that a run writes as a whole. Whatever else it writes is a part of `content`. */
  readonly written: readonly string[]
  /** What else a person decides on when the document is approved. */
  readonly decided: readonly string[]
  /** Whether it has parts in `content`. */
  readonly isInParts: boolean
  /** Whether it has versions that are drafts, with `provenanceFields`. */
  readonly hasVersions: boolean
  /** In which place it is locked, where several are: what holds others comes before them. */
  readonly locked: number
}

const facts = {
  drills: {
    kind: 'drill',
    title: 'prompt',
    written: ['prompt', 'choices', 'solution', 'explanation', 'hints'],
    // Of its position what is shown: the library holds each once.
    decided: ['notation'],
    isInParts: false,
    hasVersions: true,
    locked: 4,
  },
  lessons: {
    kind: 'lesson',
    title: 'title',
    written: ['title'],
    decided: ['objective'],
    isInParts: true,
    hasVersions: true,
    locked: 2,
  },
  sections: {
    kind: 'section',
    title: 'title',
    written: [],
    decided: ['title'],
    isInParts: true,
    hasVersions: true,
    locked: 3,
  },
  courses: {
    kind: 'course',
    title: 'title',
    written: ['title', 'description', 'keywords', 'categories'],
    decided: ['lessons', 'series'],
    isInParts: false,
    hasVersions: true,
    locked: 1,
  },
  plans: {
    kind: 'plan',
    title: 'objective',
    written: [],
    decided: [],
    isInParts: true,
    hasVersions: false,
    locked: 5,
  },
} satisfies Partial<Record<keyof Slugs, DraftFacts>>

export type DraftName = keyof typeof facts

/** All that runs write drafts into, by the names of their slugs, and all in which these differ. */
export const draftFacts: Readonly<Record<DraftName, DraftFacts>> = facts

/** In the order in which people are shown them. */
export const draftNames = Object.keys(facts) as DraftName[]

/** Those that say what plan they were written from. */
export const plannedNames = ['lessons', 'sections', 'courses'] as const satisfies readonly DraftName[]

/** Their collections; `versioned`: only those with versions that are drafts. */
export const draftCollections = (slugs: Slugs, { versioned = false } = {}): string[] =>
  draftNames.filter((name) => draftFacts[name].hasVersions || !versioned).map((name) => slugs[name])

/** Which of them a collection holds; `undefined` for any other collection. */
export const draftNameOf = (slugs: Slugs, collection: string): DraftName | undefined =>
  draftNames.find((name) => slugs[name] === collection)

/** What has a review: one of each sort of draft, and what is proposed. */
export const reviewKinds = [...draftNames.map((name) => draftFacts[name].kind), 'proposal']

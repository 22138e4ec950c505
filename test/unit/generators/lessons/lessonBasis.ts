import { boards } from '../../../../src/generators/content/boards.js'
import { entries } from '../../../../src/generators/content/entries.js'
import { prose } from '../../../../src/generators/content/prose.js'
import { section } from '../../../../src/generators/content/section.js'
import type { LessonBasis, LessonItem } from '../../../../src/generators/lessons/lesson.js'

/** A small lesson, with diagrams where there are positions. */
export const small = section({
  key: 'lesson',
  title: 'Lesson',
  instructions: 'A short lesson.',
  parts: { introduction: prose({ minChars: 40 }), concepts: entries({ min: 1, max: 4 }), boards: boards({ max: 2 }) },
})

export const basis: LessonBasis = {
  format: 'Small lesson',
  section: small,
  language: 'en',
  sources: {
    curriculum: { subject: 'Tea', objectives: ['can brew green tea', 'can tell white from green tea'] },
    kit: {
      title: 'The house',
      requirements: 'Speak to beginners.',
      sources: [{ key: 's1', title: 'Leaves', text: 'Leaves of tea.' }],
    },
    profile: { level: 'beginner', language: 'en' },
  },
  game: undefined,
  positions: [],
  facts: {},
  existing: [],
}

export const itemOf = (key: string, more: Partial<LessonItem> = {}): LessonItem => ({
  key,
  subject: 'Tea',
  topic: 'Brewing',
  positions: [],
  ...more,
})

/** Beginnings that have little in common. */
const openings = [
  'Water that boils burns green leaves, so let the kettle rest for a minute before you pour.',
  'Start with the cup: a thick wall keeps the heat, thin porcelain shows the colour of what you drink.',
  'How long should leaves draw? Taste after thirty seconds, and once more after every ten.',
  'White tea forgives mistakes. That is why a first lesson may as well begin with it.',
  'Nothing decides more than freshness; smell an open tin and you will know how old it is.',
]

/** A lesson as a model would write it. */
export const written = (key: string, more: Record<string, unknown> = {}) => {
  const at = Number(key.slice(1)) - 1
  return {
    key,
    title: ['Hot, not boiling', 'The right cup', 'Time and taste', 'An easy start', 'Old tins'][at % 5],
    introduction: openings[at % 5],
    concepts: [{ label: `Idea ${key}`, body: 'It is one that matters.' }],
    ...more,
  }
}

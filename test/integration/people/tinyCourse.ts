import { entries, format, prose, section } from '../../../src/index.js'
import type { Doc, People } from './startPeople.js'

const tips = section({
  key: 'tips',
  title: 'Tips',
  instructions: 'Six tips for those who take the course, with a word before them.',
  per: 3,
  dependsOn: ['lessons'],
  parts: {
    opening: prose({ minWords: 5, maxWords: 400 }),
    tips: entries({ label: 'tip', body: 'how to follow it', min: 6, max: 6 }),
  },
})

const metadata = section({
  key: 'metadata',
  title: 'Metadata',
  instructions: 'What a catalogue says of the course.',
  tier: 'simple',
  place: 'parent',
  dependsOn: ['lessons'],
  parts: {
    title: prose({ maxChars: 120 }),
    description: prose({ minChars: 20, maxChars: 1500 }),
    keywords: entries({ label: 'keyword', body: 'why', min: 2, max: 6 }),
    categories: entries({ label: 'category', body: 'why', min: 1, max: 3 }),
  },
})

/** A course without a plan, of a section that takes two calls and of fields of its own. */
export const course = format({ key: 'tiny', label: 'Tiny course', of: 'course', sections: [tips, metadata] })

/** One that a run has made. */
export const courseOf = async (people: People): Promise<{ course: Doc; sections: Doc[] }> => {
  const run = await people.make('course', { topic: 'Tea', format: course.key, lessons: 1 })
  if (run.status !== 'completed') throw new Error(`The run ended as ${run.status}: ${JSON.stringify(run.gaps)}`)
  const [made] = await people.draftsOf('courses', run.id)
  if (!made) throw new Error('The run made no course.')
  return { course: made, sections: await people.listed('sections', `where[parentKey][equals]=courses:${made.id}`) }
}

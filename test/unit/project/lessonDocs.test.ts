import { readFileSync } from 'node:fs'
import { buildConfig } from 'payload'
import { expect, test } from 'vitest'
import { courseInput } from '../../../src/generators/courses/input.js'
import { kitSummaryPrompt } from '../../../src/generators/kits/summary.js'
import { languageFormat, standardFormat } from '../../../src/generators/lessons/formats.js'
import { lessonsInput } from '../../../src/generators/lessons/input.js'
import type { LessonBasis } from '../../../src/generators/lessons/lesson.js'
import { lessonPrompt } from '../../../src/generators/lessons/prompt.js'
import { sectionPrompt } from '../../../src/generators/lessons/sectionPrompt.js'
import { planPrompt } from '../../../src/generators/plans/prompt.js'
import { coursewright } from '../../../src/index.js'
import type { Message } from '../../../src/model/Model.js'
import { hostConfig } from '../plugins/hostConfig.js'

const api = readFileSync('docs/api.md', 'utf8')
const messages = readFileSync('docs/model-messages.md', 'utf8')

/** What stands below a heading, to the next one of any level. */
const below = (text: string, heading: string): string => {
  const [, rest = ''] = text.split(`\n${heading}\n`)
  return rest.split(/\n#+ /)[0] ?? ''
}

/** Names in the first column of the tables there. */
const firstColumn = (text: string): string[] =>
  [...text.matchAll(/^\| ([^|]*`[^|]*) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`(\w+)`/g)].map(([, name = '']) => name),
  )

test('docs/api.md has every input of lessons, and no other', () => {
  expect(firstColumn(below(api, '### Lessons')).toSorted()).toEqual(Object.keys(lessonsInput().shape).toSorted())
})

test('docs/api.md has every input of courses, and no other', () => {
  expect(firstColumn(below(api, '### Courses')).toSorted()).toEqual(Object.keys(courseInput().shape).toSorted())
})

test.each([
  ['Lessons', lessonsInput().parse({})],
  ['Courses', courseInput().parse({})],
])('docs/api.md says the defaults of the inputs below %s', (heading, defaults) => {
  const rows = [...below(api, `### ${heading}`).matchAll(/^\| `(\w+)` \| ([^|]+) \|/gm)]
  const said = new Map(rows.map(([, name = '', text = '']) => [name, text]))
  for (const [name, value] of Object.entries(defaults)) {
    expect(said.get(name), name).toMatch(new RegExp(`^\`?${String(value)}\\b`))
  }
})

const { collections } = await buildConfig(hostConfig({ plugins: [coursewright({})] }))

/** Told once for all collections, by Payload's own documentation, or of no use to clients. */
const toldElsewhere = new Set([
  ...[
    'provenance',
    'written',
    'replaced',
    'lastWriter',
    'sourceHash',
    'sourceHashes',
    'aiDisclosure',
    'checks',
    'warnings',
    'flags',
  ],
  ...['id', '_status', 'createdAt', 'updatedAt'],
])
const untold: Record<string, string[]> = {
  positions: ['sampleKey'],
  lessons: ['questionBands'],
  sections: ['questionBands'],
  plans: ['key', 'sharedKey', 'scope', 'objectiveHash', 'profileHash', 'kitHash', 'curriculumHash', 'writer'],
  kits: ['lastSource', 'summary'],
  'generation-logs': ['deliveries', 'deliverAfter'],
  'generation-steps': ['token', 'reservations', 'version'],
  'generation-breakers': ['key', 'probeUntil'],
  'generation-workers': ['key', 'leadsUntil'],
  'generation-maintenance': ['runningUntil', 'token'],
}

const fieldsOf = (slug: string): { told: string[]; names: string[] } => {
  // The row of the table that names fields, not the one about access.
  const [, cell = ''] = new RegExp(`^\\| \`${slug}\` \\| (\`.*) \\|$`, 'm').exec(api) ?? []
  const told = [...cell.matchAll(/`(\w+)[^`]*`/g)].map(([, name = '']) => name)
  const fields = collections.find((collection) => collection.slug === slug)?.flattenedFields ?? []
  const names = fields
    .map(({ name }) => name)
    .filter((name) => !toldElsewhere.has(name) && !untold[slug]?.includes(name))
  return { told: told.toSorted(), names: names.toSorted() }
}

test.each([
  ...['drills', 'drill-series', 'positions', 'lessons', 'sections', 'courses', 'plans', 'kits'],
  ...['generation-logs', 'generation-steps', 'generation-workers', 'generation-maintenance'],
])('docs/api.md has the fields of %s', (slug) => {
  const { told, names } = fieldsOf(slug)
  expect(names.length).toBeGreaterThan(5)
  expect(told).toEqual(names)
})

test.each(['curricula', 'profiles', 'generation-breakers', 'generation-admissions', 'generation-budgets'])(
  'docs/api.md has the five fields of %s',
  (slug) => {
    const { told, names } = fieldsOf(slug)
    expect(names).toHaveLength(5)
    expect(told).toEqual(names)
  },
)

const sources = {
  curriculum: { subject: 'English' },
  kit: { title: 'Town', language: 'en', sources: [{ key: 's1', title: 'Trams', text: 'Trams are red.', page: 1 }] },
  profile: { level: 'beginner' },
}
const position = { key: 'p1', id: 1, notation: 'n', phase: 'endgame', themes: [], solution: 'Kd3', line: 'Kd3 Kd5' }
const problems = [{ key: 'l01', problem: 'too short' }]
const [lesson] = standardFormat.sections
const basis = {
  ...{ format: 'Lesson', section: lesson, language: 'en', sources, game: { slug: 'chess' }, positions: [position] },
  ...{ facts: {}, existing: [{ title: 'Trams' }] },
} as unknown as LessonBasis
const item = { key: 'l01', subject: 's', topic: 't', objective: 'o', focus: 'f', variant: 1, positions: ['p1'] }
const production = languageFormat.sections.find(({ key }) => key === 'production')
const { plan } = languageFormat
if (!production || !plan) throw new Error('The format "language" is another one now.')

/** Each message with everything in it that it can have. */
const sent: Record<string, Message[]> = {
  lessons: lessonPrompt({ basis, items: [item], problems }),
  section: sectionPrompt({
    ...{ basis, format: languageFormat, section: production, plan: '## Approach', context: 'full', problems },
    about: { lesson: { title: 't', ...item } },
    needs: [
      { section: 'content', title: 'Content', text: 'words' },
      { section: 'comprehension', title: 'Comprehension', text: undefined },
    ],
  }),
  plan: planPrompt({
    ...{ format: 'Language lesson', definition: plan, sources, context: 'full', problems, parts: ['grammar'] },
    request: {
      topic: 't',
      subject: 's',
      objective: 'o',
      focus: 'f',
      objectives: ['can ask the way'],
      language: 'en',
      game: 'chess',
      lessons: 3,
    },
  }),
  kitSummary: kitSummaryPrompt({ kit: sources.kit, maxWords: 2000, problems }),
}

test.each(Object.keys(sent))(
  'the example of the task %s in docs/model-messages.md is a message that we send',
  (task) => {
    const [, example = '{}'] = /```json\n(.*?)```/s.exec(below(messages, `## Task \`${task}\``)) ?? []
    const content = sent[task]?.at(-1)?.content
    const given: Record<string, unknown> = JSON.parse(typeof content === 'string' ? content : '{}')
    const shown: Record<string, unknown> = JSON.parse(example)
    expect(shown.task).toBe(task)
    // The same properties in the same order; those that an example leaves out are told on the page.
    const names = Object.keys(shown)
    expect(Object.keys(given).filter((name) => names.includes(name))).toEqual(names)
    const unknown = Object.keys(given).filter((name) => !messages.includes(`\`${name}\``) && !names.includes(name))
    expect(unknown).toEqual([])
    if (task !== 'kitSummary') {
      const partsOf = (of: Record<string, unknown>) => (of.parts as { name: string }[]).map(({ name }) => name)
      expect(partsOf(shown)).toEqual(partsOf(given))
    }
  },
)

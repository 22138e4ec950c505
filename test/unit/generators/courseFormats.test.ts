import { expect, test } from 'vitest'
import type { Entry, Question, TreeNode } from '../../../src/generators/content/part.js'
import {
  checkAssessment,
  checkCoursePlan,
  checkMap,
  checkScripts,
  courseFormat,
  coursePlan,
} from '../../../src/generators/courses/formats.js'
import { mostObjectives, mostOfCourse, mostPlanned } from '../../../src/generators/courses/limits.js'
import { metadataOf } from '../../../src/generators/courses/metadata.js'
import { openEntries, plannedLessons } from '../../../src/generators/courses/plannedLessons.js'
import { lessonLimits } from '../../../src/generators/lessons/lesson.js'

const objectives = ['Can bake bread', 'Can tell flours apart']
const entry = (label: string, group = '', body = 'What it teaches.') => ({ group, label, body })
const messages = (findings: readonly { message: string }[]) => findings.map(({ message }) => message)

test('a plan has as many lessons as asked for, none twice, and each objective served by one', () => {
  const good = [entry('Flour', objectives[1]), entry('Dough'), entry('Oven', 'Can bake bread; more')]
  expect(checkCoursePlan(good, { objectives, lessons: 3 })).toEqual([])
  expect(checkCoursePlan([entry('Oven', '', `You ${objectives.join(' and ')}.`)], { objectives })).toEqual([])
  const bad = [entry('Flour'), entry('flour ', objectives[0])]
  expect(messages(checkCoursePlan(bad, { objectives, lessons: 3 }))).toEqual([
    'plan exactly 3 lessons; there are 2',
    '"flour " is the title of lesson 1 already',
    'no lesson serves the objective "Can tell flours apart"; name it at one, word for word',
  ])
})

/** Each as long as a request may have it. */
const longest = Array.from({ length: mostObjectives }, (_, index) => `${index} `.padEnd(lessonLimits.objective, 'x'))

test.each([1, 2, 6, mostPlanned, mostOfCourse])(
  'a plan of %i lessons has room for all objectives that a request may have',
  (lessons) => {
    const plan = Array.from({ length: lessons }, (_, index) => {
      const own = longest.filter((_objective, at) => at % lessons === index)
      return entry(`Lesson ${index + 1}`, own.join('; ') || 'Bread')
    })
    const { success, data = [] } = coursePlan.parts.lessons?.schema.safeParse(plan) ?? {}
    expect(success).toBe(true)
    expect(checkCoursePlan(data as Entry[], { objectives: longest, lessons })).toEqual([])
  },
)

const question = (objective?: string): Question => ({
  ...{ sort: 'single', stem: 'Why?', choices: [], explanation: 'So.' },
  ...(objective ? { objective } : {}),
})

test('each question of an assessment names its objective, and each objective is tested', () => {
  expect(checkAssessment(objectives.map(question), { objectives })).toEqual([])
  expect(checkAssessment([question()], {})).toEqual([])
  expect(checkAssessment([question(), question(objectives[0])], { objectives })).toMatchObject([
    { path: '0.objective', message: 'name the objective that it tests, word for word' },
    { path: '', message: 'no question tests the objective "Can tell flours apart"' },
  ])
})

test('an assessment has room for all objectives that a request may have', () => {
  const { questions } = courseFormat.sections.find(({ key }) => key === 'assessment')?.parts ?? {}
  const { success, data = [] } = questions?.schema.safeParse(longest.map(question)) ?? {}
  expect(success).toBe(true)
  expect(checkAssessment(data as Question[], { objectives: longest })).toEqual([])
})

test('of the objectives of a whole curriculum, more than there are questions, each question names one', () => {
  const many = Array.from({ length: mostObjectives + 1 }, (_, index) => `Can do ${index}`)
  expect(checkAssessment(many.slice(0, 8).map(question), { objectives: many })).toEqual([])
  expect(checkAssessment([question()], { objectives: many })).toMatchObject([{ path: '0.objective' }])
})

test('each script has its hook and its question, by its title', () => {
  const scripts = [entry('Salt'), entry('Time')]
  expect(checkScripts({ scripts, hooks: [entry('salt'), entry('Time')], recall: scripts })).toEqual([])
  expect(messages(checkScripts({ scripts, hooks: [entry('Salt')], recall: [...scripts, entry('Heat')] }))).toEqual([
    'the script "Time" has none',
    '"Heat" is the title of no script',
  ])
})

test('a mind map names every lesson, by label or note', () => {
  const nodes: TreeNode[] = [
    { key: 'bread', label: 'Bread' },
    { key: 'flour', parent: 'bread', label: 'Flour' },
    { key: 'heat', parent: 'bread', label: 'Heat', note: 'The oven and its heat' },
  ]
  expect(checkMap(nodes, { lessons: ['flour', 'The oven and its heat'] })).toEqual([])
  expect(messages(checkMap(nodes, { lessons: ['Dough'] }))).toEqual([
    'the lesson "Dough" is missing: give it a node, with its title word for word as the note',
  ])
})

test('metadata becomes fields: labels each once, without citations, as long as the fields are', () => {
  const labelled = ['bread', 'bread', 'flour [s1]'].map((label) => entry(label))
  const parts = { title: '# Bread [s2]', description: 'How to bake [s1].', keywords: labelled, categories: [] }
  expect(metadataOf(parts)).toEqual({
    ...{ title: 'Bread', description: 'How to bake.', keywords: ['bread', 'flour'], categories: [] },
  })
  expect(metadataOf(parts, ['title'])).toEqual({ title: 'Bread' })
  expect(metadataOf({ title: 'x'.repeat(300) }).title).toHaveLength(200)
})

test('a title and a description are words alone, without the marks of Markdown', () => {
  const description =
    '1. e4 is **not** all: [more](https://a.example/x).\n\nIn short:\n\n- build a _bridge_ [s1]\n- cut off\n\n---\n\n- [s1] A book'
  expect(metadataOf({ title: '## **Rook**\n_endings_ \\[s2\\]', description })).toEqual({
    title: 'Rook endings',
    description: '1. e4 is not all: more.\n\nIn short:\n\nbuild a bridge\ncut off',
  })
})

test('each section of a course is written after its lessons', () => {
  for (const { dependsOn } of courseFormat.sections) expect(dependsOn).toEqual([{ section: 'lessons', required: true }])
})

test('lessons are made in the order of the plan, those that are there left out', () => {
  const entries = [entry('Flour', objectives[1]), entry('Dough', objectives.join('; ')), entry('Oven')]
  const planned = { entries, objectives, subject: 'Bread', count: 2 }
  expect(plannedLessons({ ...planned, there: [] })).toEqual([
    { key: 'l01', subject: 'Bread', topic: 'Flour', objective: objectives[1], focus: 'What it teaches.' },
    {
      ...{ key: 'l02', subject: 'Bread', topic: 'Dough', objective: objectives[0] },
      focus: 'What it teaches. It also serves: Can tell flours apart.',
    },
  ])
  expect(plannedLessons({ ...planned, there: ['dough', 'Other'] }).map(({ topic }) => topic)).toEqual(['Flour', 'Oven'])
  expect(openEntries({ entries, there: ['Flour', 'Dough', 'Oven'] })).toEqual([])
})

test('without a plan lessons are made for the objectives in turn, or are told to differ', () => {
  const planned = { entries: [], subject: 'Bread', count: 3, there: [] }
  expect(plannedLessons({ ...planned, objectives }).map(({ objective, variant }) => [objective, variant])).toEqual([
    [objectives[0], 1],
    [objectives[0], 2],
    [objectives[1], undefined],
  ])
  expect(plannedLessons({ ...planned, objectives: [] }).map(({ topic, variant }) => [topic, variant])).toEqual([
    ['Bread', 1],
    ['Bread', 2],
    ['Bread', 3],
  ])
})

import type { TypedUser } from 'payload'
import { expect, test } from 'vitest'
import { generateProps } from '../../../../src/admin/generate/generateProps.js'
import { runKinds } from '../../../../src/kinds/kinds.js'
import { resolveOptions } from '../../../../src/options/resolveOptions.js'
import { glossaryKind } from '../../../integration/kinds/glossaryKind.js'
import { hostConfig } from '../../plugins/hostConfig.js'
import { englishReader } from '../englishWords.js'

const settings = resolveOptions({}, hostConfig())
const kinds = runKinds(settings, [
  (settings) => ({
    ...glossaryKind()(settings),
    form: () => ({
      button: 'Generate a glossary',
      intro: 'One entry for each term.',
      ways: { marked: { button: 'Generate what is marked', preset: { marked: 'true' } } },
      fields: [
        { sort: 'number', name: 'terms', label: 'Terms', min: 1, default: 5 },
        { sort: 'checkbox', name: 'marked', label: 'Only what is marked' },
      ],
    }),
  }),
  (settings) => ({ ...glossaryKind()(settings), kind: 'formless' }),
])
const roled = { ...settings, roleOf: ({ id }: TypedUser) => id as never }
const propsFor = (role: string | undefined, kind: string, names?: string, way?: string) => {
  const user = role === undefined ? null : ({ id: role, collection: 'users' } as unknown as TypedUser)
  return generateProps({ coursewright: { settings: roled, kinds }, reader: englishReader, user, kind, names, way })
}

test('who may request a kind is sent its form and words, a kind of the host’s own too, as plain data', () => {
  const drills = propsFor('editor', 'drillSeries')
  expect(drills).toMatchObject({ kind: 'drillSeries', id: 'coursewright-generate', opens: 'target' })
  expect(drills?.form.button).toBe('Generate drills')
  const glossary = propsFor('editor', 'glossary')
  expect(glossary?.form.button).toBe('Generate a glossary')
  expect(glossary?.words.item.other).toBe('entries')
  for (const props of [drills, glossary]) expect(JSON.parse(JSON.stringify(props))).toEqual(props)
})

test('who may not request a kind is sent nothing of it, nor is anybody of one without a form', () => {
  expect(propsFor('student', 'glossary')).toBeUndefined()
  expect(propsFor(undefined, 'drillSeries')).toBeUndefined()
  expect(propsFor('editor', 'formless')).toBeUndefined()
  expect(propsFor('editor', 'unknown')).toBeUndefined()
  const coursewright = { settings: { ...roled, enabled: false }, kinds }
  const user = { id: 'editor', collection: 'users' } as unknown as TypedUser
  expect(generateProps({ coursewright, reader: englishReader, user, kind: 'drillSeries' })).toBeUndefined()
  // Whatever role a host's function tells of a user of another collection, no run is requested by one.
  const other = { ...user, collection: 'customers' } as unknown as TypedUser
  const known = { coursewright: { settings: roled, kinds }, reader: englishReader, kind: 'drillSeries' }
  expect(generateProps({ ...known, user: other })).toBeUndefined()
})

test('a student generates and watches the run, but adds to no series', () => {
  expect(propsFor('student', 'drillSeries')?.opens).toBe('run')
  expect(propsFor('student', 'drillSeries', 'curriculum')).toBeDefined()
  expect(propsFor('student', 'drillSeries', 'addTo')).toBeUndefined()
  expect(propsFor('teacher', 'drillSeries', 'addTo')).toBeDefined()
})

test('another way into a form has a button of its own, and values to start with', () => {
  const marked = propsFor('editor', 'glossary', undefined, 'marked')
  expect(marked?.form).toMatchObject({ button: 'Generate what is marked', intro: 'One entry for each term.' })
  expect(marked?.preset).toEqual({ marked: 'true' })
  expect(propsFor('editor', 'glossary')?.preset).toEqual({})
  expect(propsFor('editor', 'glossary', undefined, 'unknown')).toBeUndefined()
})

test('a way on the page of a document says what it does there, asks for less, and sends along what is not asked for', () => {
  const fill = propsFor('editor', 'course', 'course', 'fill')
  expect(fill?.form).toMatchObject({ button: 'Fill missing', adding: { name: 'course', button: 'Fill missing' } })
  expect(fill?.form.fields.map(({ name }) => name)).toEqual(['drillsPerLesson'])
  expect(fill?.input).toEqual({ mode: 'fillMissing' })
  expect(propsFor('editor', 'course')?.input).toEqual({})
})

test('a series is added to by ten more, an objective of a curriculum gets drills, and drafts are written anew', () => {
  const more = propsFor('editor', 'drillSeries', 'addTo', 'more')
  expect(more?.form.adding).toMatchObject({ name: 'addTo', button: 'Add 10 more' })
  expect(more?.preset).toEqual({ targetDrillCount: '10' })
  expect(propsFor('student', 'drillSeries', 'curriculum', 'objective')?.form.button).toBe('Drills for this objective')
  expect(propsFor('student', 'lessons', 'curriculum', 'objective')).toBeUndefined()
  expect(propsFor('teacher', 'regenerate')?.form.each).toEqual({ name: 'targets', fields: ['parts', 'feedback'] })
  expect(propsFor('student', 'regenerate')).toBeUndefined()
})

test('what the run’s card needs to know stands with it, and nothing of other collections', () => {
  expect(Object.keys(propsFor('editor', 'lessons')?.slugs ?? {}).toSorted()).toEqual([
    'generationBreakers',
    'generationRuns',
    'generationSteps',
    'plans',
  ])
})

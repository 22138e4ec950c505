import type { CollectionConfig, Field } from 'payload'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { DraftName } from '../../../src/drafts/parts/draftFacts.js'
import { draftPartsOf } from '../../../src/drafts/parts/draftParts.js'
import { type Doc, inOtherWords, type People, startPeople } from './startPeople.js'
import { course, courseOf } from './tinyCourse.js'

type Override = (args: { defaultCollection: CollectionConfig }) => CollectionConfig

const weight: Field = { name: 'weight', type: 'number', defaultValue: 1 }

/** A field of the host's in each row of `choices`, which nobody sends. */
const withWeights = (fields: readonly Field[]): Field[] =>
  fields.map((field): Field => {
    if (field.type === 'array' && field.name === 'choices') return { ...field, fields: [...field.fields, weight] }
    return 'fields' in field ? ({ ...field, fields: withWeights(field.fields) } as Field) : field
  })

/** As a host that sets words right: in fields, and in every text of `content`. */
const typographic = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value ?? null), (name, inner) =>
    typeof inner === 'string' && ['text', 'body', 'label', 'title', 'prompt', 'description'].includes(name)
      ? inner.replace(/\ba\b/gi, '¶')
      : inner,
  )

const hooked: Override = ({ defaultCollection }) => {
  const { hooks = {} } = defaultCollection
  return {
    ...defaultCollection,
    fields: withWeights(defaultCollection.fields),
    hooks: {
      ...hooks,
      beforeChange: [
        ...(hooks.beforeChange ?? []),
        ({ data }) => ({
          ...data,
          ...Object.fromEntries(
            ['title', 'prompt', 'description', 'content']
              .filter((name) => data[name] != null)
              .map((name) => Object.entries(typographic({ [name]: data[name] }) as object)[0] ?? [name, null]),
          ),
        }),
      ],
    },
  }
}

let people: People

beforeAll(async () => {
  const collectionOverrides = Object.fromEntries(
    ['drills', 'lessons', 'sections', 'courses', 'plans'].map((name) => [name, hooked]),
  )
  people = await startPeople({ collectionOverrides, formats: [course] })
})
afterAll(() => people?.stop())

const statesOf = (name: DraftName, doc: Doc) => [...new Set(draftPartsOf(name, doc).map(({ state }) => state))]
/** The row and the newest version, which say the same of a draft that is not published. */
const bothOf = async (collection: string, id: number): Promise<Doc[]> => [
  await people.read(collection, id),
  (await people.as.editor.get(`/${collection}/${id}?depth=0`)).body as Doc,
]

test('what hooks and defaults of a host made of a draft is as the run wrote it, until a person changes it', async () => {
  const run = await people.make('drillSeries', { targetDrillCount: 2, phases: ['opening'] })
  const [drill] = await people.draftsOf('drills', run.id)
  if (!drill) throw new Error('The run made no drill.')
  expect((drill.choices as { weight?: number }[]).map((choice) => choice.weight)).toEqual([1, 1, 1, 1])
  for (const doc of await bothOf('drills', drill.id)) expect(statesOf('drills', doc)).toEqual(['untouched'])

  const { rows } = (await people.as.editor.get('/reviews/queue?kind=drill')).body
  const opened = await Promise.all(
    rows.map(async ({ id }: { id: number }) => (await people.as.editor.get(`/reviews/${id}/draft`)).body),
  )
  for (const { document } of opened) {
    expect(document.parts.map(({ state }: { state: string }) => state)).not.toContain('changed')
  }

  people.says.answer = inOtherWords
  await people.make('regenerate', { targets: [{ relationTo: 'drills', value: drill.id }] })
  people.says.answer = undefined
  const rewritten = await people.read('drills', drill.id)
  expect(rewritten.prompt).toContain('in other words')
  expect(rewritten.prompt).toContain('¶')
  expect(statesOf('drills', rewritten)).toEqual(['untouched'])
  expect(await people.proposalsFor('drills', drill.id)).toEqual([])

  await people.as.editor.patch(`/drills/${drill.id}?draft=true`, { prompt: 'Of a person.', _status: 'draft' })
  expect(draftPartsOf('drills', await people.read('drills', drill.id))).toContainEqual(
    expect.objectContaining({ name: 'prompt', state: 'changed' }),
  )
})

test('the same holds of lessons, of courses with their sections, and of their plans', async () => {
  const lessons = await people.make('lessons', { topic: 'A walk', count: 1 })
  const [lesson] = await people.draftsOf('lessons', lessons.id)
  const { course: made, sections } = await courseOf(people)
  const plans = await people.listed('plans', '')
  const all = [
    ['lessons', lesson],
    ['courses', made],
    ...sections.map((section) => ['sections', section] as const),
    ...plans.map((plan) => ['plans', plan] as const),
  ] as const
  expect(JSON.stringify(all)).toContain('¶')
  for (const [name, doc] of all) {
    if (!doc) throw new Error(`There is none of ${name}.`)
    expect([name, doc.id, statesOf(name, doc)]).toEqual([name, doc.id, ['untouched']])
  }
})

test('a part that somebody accepted is a run’s again, as the host’s hooks have it', async () => {
  const run = await people.make('drillSeries', { targetDrillCount: 1, phases: ['endgame'] })
  const [drill] = await people.draftsOf('drills', run.id)
  const id = Number(drill?.id)
  people.says.answer = inOtherWords
  await people.make('regenerate', { targets: [{ relationTo: 'drills', value: id, feedback: 'Another one.' }] })
  people.says.answer = undefined
  const [proposal] = await people.proposalsFor('drills', id)
  expect((await people.as.editor.post(`/proposals/${proposal?.id}/accept`)).status).toBe(200)
  const accepted = await people.read('drills', id)
  expect(accepted.prompt).toContain('in other words')
  expect(statesOf('drills', accepted)).toEqual(['untouched'])
})

import { buildConfig, type Field, type SanitizedCollectionConfig } from 'payload'
import { expect, test } from 'vitest'
import { coursewright } from '../../../src/index.js'
import { hostConfig } from '../plugins/hostConfig.js'

const { collections } = await buildConfig(hostConfig({ plugins: [coursewright({})] }))

const find = (slug: string): SanitizedCollectionConfig => {
  const found = collections.find((collection) => collection.slug === slug)
  if (!found) throw new Error(`There is no ${slug}.`)
  return found
}
const namesOf = (fields: readonly Field[]) =>
  fields.flatMap((field) => ('name' in field && field.name ? [field.name] : []))
const isBeside = ({ admin }: Field) => admin !== undefined && 'position' in admin && admin.position === 'sidebar'
const isShown = ({ admin }: Field) => !(admin && 'hidden' in admin && admin.hidden)

const drafts = ['drills', 'lessons', 'sections', 'courses']

test.each([...drafts, 'plans'])('where one of %s is from stands closed beside the form, and nowhere else', (slug) => {
  const { fields } = find(slug)
  const folds = fields.filter((field) => field.type === 'collapsible')
  expect(folds).toHaveLength(1)
  const [fold] = folds
  expect(fold?.admin).toMatchObject({ position: 'sidebar', initCollapsed: true })
  const inside = namesOf(fold?.type === 'collapsible' ? fold.fields : [])
  expect(inside).toEqual(
    expect.arrayContaining(slug === 'plans' ? ['run', 'model', 'promptVersion'] : ['provenance', 'aiDisclosure']),
  )
  const open = namesOf(fields.filter((field) => isShown(field)))
  expect(
    open.filter((name) => [...inside, 'written', 'sourceHash', 'sourceHashes', 'replaced'].includes(name)),
  ).toEqual([])
})

test('the form of a drill leads with what a learner sees, and its board stands beside', () => {
  const { fields } = find('drills')
  const main = namesOf(fields.filter((field) => !isBeside(field) && isShown(field)))
  const beside = namesOf(fields.filter((field) => isBeside(field) && isShown(field)))
  expect(main.filter((name) => !['people', 'reviewState', 'writtenBy'].includes(name)).slice(0, 3)).toEqual([
    'learnersView',
    'prompt',
    'choices',
  ])
  expect(beside[0]).toBe('board')
})

test.each(drafts)('a list of %s says what was decided, what is flagged and which run wrote it', (slug) => {
  const { admin, fields } = find(slug)
  expect(admin.defaultColumns).toEqual(expect.arrayContaining(['reviewState', 'flags', 'writtenBy', '_status']))
  const columns = namesOf(fields)
  expect(columns).toEqual(expect.arrayContaining(['reviewState', 'flags', 'writtenBy']))
})

test('a list of drills begins with the board', () => {
  expect(find('drills').admin.defaultColumns?.[0]).toBe('board')
})

import { buildConfig, type CollectionBeforeChangeHook, type CollectionConfig } from 'payload'
import { expect, test } from 'vitest'
import { overridden } from '../../../src/collections/overridden.js'
import { type CollectionOverride, coursewright, InvalidOption } from '../../../src/index.js'
import { resolveOptions } from '../../../src/options/resolveOptions.js'
import { hostConfig } from '../plugins/hostConfig.js'

const build = (collectionOverrides: Record<string, CollectionOverride>) =>
  buildConfig(hostConfig({ plugins: [coursewright({ collectionOverrides })] }))

const refusalOf = async (name: string, override: (ours: CollectionConfig) => unknown): Promise<InvalidOption> => {
  const given = ({ defaultCollection }: { defaultCollection: CollectionConfig }) =>
    override(defaultCollection) as CollectionConfig
  const error = await build({ [name]: given }).catch((reason: unknown) => reason)
  if (error instanceof InvalidOption) return error
  throw new Error('The override was accepted.')
}

const without = (ours: CollectionConfig, name: string) =>
  ours.fields.filter((field) => !('name' in field && field.name === name))

test('a host adds to a collection, and moves and relabels what is there', async () => {
  const { collections } = await build({
    drills: ({ defaultCollection }) => ({
      ...defaultCollection,
      labels: { singular: 'Puzzle', plural: 'Puzzles' },
      fields: [
        { type: 'tabs', tabs: [{ label: 'Drill', fields: defaultCollection.fields }] },
        { name: 'rating', type: 'number', required: true },
      ],
    }),
  })
  const drills = collections.find(({ slug }) => slug === 'drills')
  expect(drills?.labels.plural).toBe('Puzzles')
  expect(drills?.flattenedFields.map(({ name }) => name)).toEqual(expect.arrayContaining(['solution', 'rating']))
})

test('what a host pushes into our own arrays is the host’s: its field passes our hook, and its hook may set it', async () => {
  const settings = resolveOptions(
    {
      collectionOverrides: {
        drills: ({ defaultCollection }) => {
          defaultCollection.fields.push({ name: 'ticket', type: 'text' })
          defaultCollection.hooks?.beforeChange?.push(({ data }) => ({ ...data, ticket: `${data.ticket}!` }))
          return defaultCollection
        },
      },
    },
    hostConfig(),
  )
  const { hooks } = overridden(settings)({
    slug: 'drills',
    fields: [{ name: 'prompt', type: 'text' }],
    hooks: { beforeChange: [({ data }) => ({ prompt: data.prompt })] },
  })
  const collection = { flattenedFields: [{ name: 'prompt' }, { name: 'ticket' }] }
  let data: unknown = { prompt: 'Which move?', ticket: 'T-1', stranger: true }
  for (const hook of hooks?.beforeChange ?? []) {
    data = await hook({ collection, data } as unknown as Parameters<CollectionBeforeChangeHook>[0])
  }
  expect(data).toEqual({ prompt: 'Which move?', ticket: 'T-1!' })
})

test.each<[lost: string, name: string, override: (ours: CollectionConfig) => unknown]>([
  ['fields solution (text)', 'drills', (ours) => ({ ...ours, fields: without(ours, 'solution') })],
  [
    'fields provenance.run (relationship)',
    'drills',
    (ours) => ({
      ...ours,
      fields: [
        ...ours.fields.filter(({ type }) => type !== 'collapsible'),
        { name: 'provenance', type: 'group', fields: [] },
      ],
    }),
  ],
  [
    'fields solution (text)',
    'drills',
    (ours) => ({ ...ours, fields: [...without(ours, 'solution'), { name: 'solution', type: 'number' }] }),
  ],
  ['beforeChange hooks', 'generationRuns', (ours) => ({ ...ours, hooks: { ...ours.hooks, beforeChange: [] } })],
  ['afterChange hooks', 'drills', (ours) => ({ ...ours, hooks: { beforeChange: ours.hooks?.beforeChange } })],
  ['endpoints', 'generationRuns', (ours) => ({ ...ours, endpoints: [] })],
  ['indexes', 'positions', (ours) => ({ ...ours, indexes: [] })],
  ['access readVersions', 'drills', (ours) => ({ ...ours, access: { create: () => true } })],
  ['versions with drafts', 'drillSeries', (ours) => ({ ...ours, versions: false })],
  ['slug', 'drills', (ours) => ({ ...ours, slug: 'puzzles' })],
])('what gets lost stops the boot: %s', async (lost, name, override) => {
  const refusal = await refusalOf(name, override)
  expect(refusal.option).toBe(`collectionOverrides.${name}`)
  expect(refusal.message).toContain(lost.startsWith('access') ? 'loses our access' : `loses our ${lost}`)
  expect(refusal.message).toContain('fields: [...defaultCollection.fields, yours]')
})

test('an override that gives back nothing stops the boot', async () => {
  expect((await refusalOf('drills', () => undefined)).message).toContain('gives back no collection')
})

test('a field that our own SQL would leave empty may not be required, unless the database fills it in', async () => {
  const adding = (more: object) => (ours: CollectionConfig) => ({
    ...ours,
    fields: [...ours.fields, { name: 'rating', type: 'number', required: true, ...more }],
  })
  expect((await refusalOf('generationLogs', adding({}))).message).toContain('requires rating')
  expect((await refusalOf('positions', adding({ defaultValue: () => 1 }))).message).toContain('requires rating')
  await expect(refusalOf('positions', adding({ defaultValue: 1 }))).rejects.toThrow('was accepted')
})

test('a collection without an override of its own name stops the boot', async () => {
  await expect(build({ puzzles: ({ defaultCollection }) => defaultCollection })).rejects.toThrow(
    /`collectionOverrides.puzzles` is unknown; use positions, curricula/,
  )
})

import * as graphql from 'graphql'
import { buildConfig, type CollectionConfig, type Config, type SanitizedConfig } from 'payload'
import { expect, test } from 'vitest'
import { type CoursewrightOptions, coursewright } from '../../../src/index.js'
import { hostConfig } from './hostConfig.js'

const apply = async (options: CoursewrightOptions, config: Config = hostConfig()): Promise<Config> =>
  await coursewright(options)(config)

const build = (options: CoursewrightOptions, more: Partial<Config> = {}): Promise<SanitizedConfig> =>
  buildConfig(hostConfig({ ...more, plugins: [coursewright(options)] }))

const noSchema = new Set(['admin', 'access', 'hooks', 'editor', 'custom'])

/** What decides the tables: names, types and the options that make columns or indexes, at every depth. */
const shapeOf = (value: unknown): unknown => {
  if (typeof value === 'function') return 'function'
  if (Array.isArray(value)) return value.map(shapeOf)
  if (typeof value !== 'object' || value === null) return value
  const parts = Object.entries(value).filter(([key]) => !noSchema.has(key))
  return Object.fromEntries(parts.map(([key, part]) => [key, shapeOf(part)]))
}

const schemaOf = (config: SanitizedConfig) =>
  config.collections.map(({ slug, fields, indexes, versions, timestamps, dbName, auth }: SanitizedCollection) => ({
    slug,
    fields: shapeOf(fields),
    indexes: shapeOf(indexes),
    versions: shapeOf(versions),
    timestamps,
    dbName,
    auth: Boolean(auth),
  }))
type SanitizedCollection = SanitizedConfig['collections'][number]

test('the plugin switched off keeps collections, fields, indexes and versions, so that migrations stay as they are', async () => {
  const [on, off] = await Promise.all([build({}), build({ enabled: false })])
  expect(schemaOf(off)).toEqual(schemaOf(on))
  expect(schemaOf(on).map(({ slug }) => slug)).toContain('generation-runs')
})

test('what the host has stays as it is, and stays first', async () => {
  const notes: CollectionConfig = { slug: 'notes', fields: [{ name: 'text', type: 'text' }] }
  const task = { slug: 'tidy', handler: () => ({ output: {} }) }
  const endpoint = { path: '/ping', method: 'get' as const, handler: () => new Response('pong') }
  const given = hostConfig({
    collections: [...(hostConfig().collections ?? []), notes],
    jobs: { tasks: [task], deleteJobOnComplete: false },
    endpoints: [endpoint],
    custom: { mine: true },
    graphQL: { maxComplexity: 7 },
    admin: { theme: 'dark', components: { actions: ['/Mine'], afterNavLinks: ['/Links'], beforeNav: ['/Before'] } },
  })
  const result = await apply({}, given)
  expect(result.collections?.[1]).toBe(notes)
  expect(result.jobs?.tasks?.[0]).toBe(task)
  expect(result.jobs?.deleteJobOnComplete).toBe(false)
  expect(result.endpoints?.[0]).toBe(endpoint)
  expect(result.custom).toMatchObject({ mine: true })
  expect(result.graphQL).toMatchObject({ maxComplexity: 7 })
  expect(result.admin).toMatchObject({ theme: 'dark', components: { beforeNav: ['/Before'] } })
  const { actions = [], afterNavLinks = [] } = result.admin?.components ?? {}
  expect([actions, afterNavLinks].map(([first, ...ours]) => [first, ours.length])).toEqual([
    ['/Mine', 1],
    ['/Links', 1],
  ])
})

test("the host's config object is not changed", async () => {
  const given = hostConfig({ jobs: { tasks: [] }, endpoints: [], custom: {} })
  const before = { ...given, collections: [...(given.collections ?? [])], jobs: { tasks: [] } }
  await apply({}, given)
  expect(given.collections).toEqual(before.collections)
  expect(given.jobs).toEqual({ tasks: [] })
  expect(given.endpoints).toEqual([])
  expect(given.custom).toEqual({})
})

test("the host's own GraphQL mutations stay beside ours", async () => {
  const mine = { type: graphql.GraphQLString }
  const result = await apply({}, hostConfig({ graphQL: { mutations: () => ({ mine }) } }))
  const context = { config: await build({}), collections: {} } as unknown as Parameters<Mutations>[1]
  const mutations = result.graphQL?.mutations?.(graphql, context)
  expect(mutations).toMatchObject({ mine })
  expect(Object.keys(mutations ?? {})).toEqual(
    expect.arrayContaining(['mine', 'cancelGenerationRun', 'pauseGenerationRun', 'resumeGenerationRun']),
  )
})
type Mutations = NonNullable<NonNullable<Config['graphQL']>['mutations']>

test('collections can be given other slugs, and relations follow', async () => {
  const config = await build({ slugs: { positions: 'library', drills: 'exercises' } })
  const slugs = config.collections.map(({ slug }) => slug)
  expect(slugs).toEqual(expect.arrayContaining(['library', 'exercises']))
  expect(slugs).not.toContain('positions')
  expect(slugs).not.toContain('drills')
})

test.each([
  ['users', 'users'],
  ['media', 'media'],
])('a slug that the host uses itself (%s) stops the boot and says to choose another', async (_, slug) => {
  const collections = [...(hostConfig().collections ?? []), { slug: 'media', fields: [] }]
  await expect(async () => apply({ slugs: { drills: slug } }, hostConfig({ collections }))).rejects.toThrow(
    `coursewright: option \`slugs.drills\` is "${slug}"; a collection of this config has that slug already; choose another.`,
  )
})

test('a task of the host that has our task’s name is refused at boot', async () => {
  const task = { slug: 'runStep', handler: () => ({ output: {} }) }
  await expect(build({}, { jobs: { tasks: [task] } })).rejects.toThrow(
    'coursewright: option `jobs.tasks` has a task with the slug "runStep", which is that of ours; give yours another.',
  )
})

test("a host's collection with one of our default slugs stops the boot and names the option to change", async () => {
  const collections = [...(hostConfig().collections ?? []), { slug: 'drills', fields: [] }]
  await expect(async () => apply({}, hostConfig({ collections }))).rejects.toThrow(/option `slugs\.drills` is "drills"/)
})

test('an app can be built without any options, and without a key', async () => {
  const config = await build({})
  expect(config.jobs.tasks?.map(({ slug }) => slug)).toContain('runStep')
})

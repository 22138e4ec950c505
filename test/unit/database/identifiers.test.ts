import { postgresAdapter } from '@payloadcms/db-postgres'
import { buildConfig, getPayload } from 'payload'
import { expect, test } from 'vitest'
import { coursewright } from '../../../src/index.js'
import { defaultSlugs } from '../../../src/options/CoursewrightOptions.js'
import { hostConfig } from '../plugins/hostConfig.js'

const slugsOf = (slugOf: (name: string) => string) =>
  Object.fromEntries(Object.keys(defaultSlugs).map((name) => [name, slugOf(name)]))

/** As long as an option allows. */
const long = slugsOf((name) => `${name.toLowerCase()}-${'of-an-academy-'.repeat(5)}`.slice(0, 60))

interface Case {
  slugs: Record<string, string>
  idType: 'serial' | 'uuid'
  blocksAsJSON: boolean
}

interface Identifier {
  sort: 'table' | 'column' | 'enum' | 'index' | 'constraint'
  table: string
  name: string
}

/** Every name that Payload would create in the database; Postgres itself would only show what it had cut. */
const identifiersOf = async ({ slugs, ...adapter }: Case): Promise<Identifier[]> => {
  const db = postgresAdapter({ pool: { connectionString: '' }, ...adapter })
  const config = await buildConfig(hostConfig({ plugins: [coursewright({ slugs })], db }))
  const payload = await getPayload({ config, key: JSON.stringify([slugs, adapter]), disableDBConnect: true })
  return Object.values(payload.db.rawTables).flatMap(({ name: table, columns, indexes = {}, foreignKeys = {} }) => [
    { sort: 'table', table, name: table },
    ...Object.values(columns).flatMap((column): Identifier[] => [
      { sort: 'column', table, name: column.name },
      ...('enumName' in column ? [{ sort: 'enum' as const, table, name: column.enumName }] : []),
    ]),
    ...Object.values(indexes).map(({ name }) => ({ sort: 'index' as const, table, name })),
    ...Object.values(foreignKeys).map(({ name }) => ({ sort: 'constraint' as const, table, name })),
  ])
}

const cases = [{}, long].flatMap((slugs) =>
  (['serial', 'uuid'] as const).flatMap((idType) =>
    [false, true].map((blocksAsJSON): Case => ({ slugs, idType, blocksAsJSON })),
  ),
)
const named = cases.map((given) => [JSON.stringify(given).slice(0, 90), given] as const)

test.each(named)('no name in the database is longer than Postgres keeps, nor given twice: %s', async (_, given) => {
  const identifiers = await identifiersOf(given)
  expect(identifiers.length).toBeGreaterThan(1000)
  expect(identifiers.filter(({ name }) => Buffer.byteLength(name) > 63)).toEqual([])
  for (const sorts of [['table', 'index'], ['constraint']]) {
    const names = identifiers.filter(({ sort }) => sorts.includes(sort)).map(({ name }) => name)
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  }
  const tables = new Set(identifiers.map(({ table }) => table))
  expect([...tables].filter((table) => table.endsWith('_part_choices'))).toHaveLength(given.blocksAsJSON ? 0 : 3)
})

test('tables are named after the slugs, as far as that leaves room', async () => {
  const tablesOf = async (slugs: Record<string, string>) =>
    new Set((await identifiersOf({ slugs, idType: 'serial', blocksAsJSON: false })).map(({ table }) => table))
  expect(await tablesOf({ drills: 'exercises-of-the-academy' })).toContain('exercises_of_the_academy')
  const cut = [...(await tablesOf({ drills: 'exercises-of-the-academy-x' }))].filter((table) =>
    /^exercises_of_the_[0-9a-f]{6}$/.test(table),
  )
  expect(cut).toHaveLength(1)
})

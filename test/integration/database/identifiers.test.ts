import { sql } from '@payloadcms/db-postgres/drizzle'
import { expect, test } from 'vitest'
import { poolOf, postgres } from '../../../src/database/adapter.js'
import { defaultSlugs } from '../../../src/options/CoursewrightOptions.js'
import { lessonOf } from '../content/lessonOf.js'
import { startTestPayload } from '../helpers/startTestPayload.js'

const slugs = Object.fromEntries(
  Object.keys(defaultSlugs).map((name) => [name, `${name.toLowerCase()}-${'of-an-academy-'.repeat(5)}`.slice(0, 60)]),
)

test('with slugs as long as allowed, the database has every name as it was given, and stores content', async () => {
  const host = await startTestPayload({ options: { slugs }, idType: 'uuid' })
  try {
    const { rows } = await poolOf(host.payload).execute(sql`
      select relname as name from pg_class union select conname from pg_constraint union select typname from pg_type
    `)
    const names = new Set(rows.map(({ name }) => name))
    const given = Object.values(postgres(host.payload).rawTables).flatMap(
      ({ name, indexes = {}, foreignKeys = {} }) => [
        name,
        ...[...Object.values(indexes), ...Object.values(foreignKeys)].map((made) => made.name),
      ],
    )
    expect(given.length).toBeGreaterThan(600)
    expect(given.filter((name) => !names.has(name))).toEqual([])
    const { lessons = '', positions = '' } = slugs
    const data = { game: 'chess', notation: '8/8/8/8/8/4k3/4P3/4K3 w - - 0 1', solution: { best: 'Kd1' } }
    const position = await host.payload.create({ collection: positions, data: { ...data, difficulty: 'beginner' } })
    const { id } = await host.payload.create({ collection: lessons, data: lessonOf(position.id) })
    await host.payload.update({ collection: lessons, id, data: { title: 'Kings' } })
    expect((await host.payload.findByID({ collection: lessons, id, depth: 0 })).content).toMatchObject(
      lessonOf(position.id).content.map(({ blockType, part }) => ({ blockType, part })),
    )
  } finally {
    await host.stop()
  }
})

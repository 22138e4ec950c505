import { sql } from '@payloadcms/db-postgres/drizzle'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { poolOf } from '../../../src/database/adapter.js'
import { settingsOf } from '../../../src/options/Settings.js'
import { raiseAlert } from '../../../src/runs/alerts.js'
import { type Api, startApi } from '../api/helpers/startApi.js'

let api: Api

beforeAll(async () => {
  api = await startApi()
  await execute(sql`
    create function refuse() returns trigger language plpgsql as $$ begin raise 'the disk is full'; end $$`)
})
afterAll(() => api?.stop())

const execute = async (query: ReturnType<typeof sql>) => (await poolOf(api.payload).execute(query)).rows

/** While `work` goes on, whatever is written in this table is refused when it is committed. */
const refusing = async <T>(table: string, work: () => Promise<T>): Promise<T> => {
  const name = sql.identifier(table)
  await execute(sql`
    create constraint trigger refuse after insert or update or delete on ${name} deferrable initially deferred
    for each row execute function refuse()`)
  try {
    return await work()
  } finally {
    await execute(sql`drop trigger refuse on ${name}`)
  }
}

const created = async (collection: string, data: object): Promise<number> =>
  (await api.as.editor.post(`/${collection}?draft=true&depth=0`, { language: 'en', ...data })).body.doc.id

const planned = async (key: string): Promise<number> => {
  const data = { key: `own:${key}`, sharedKey: key, state: 'ready', objective: 'Rooks.' }
  return Number((await api.payload.create({ collection: 'plans', data })).id)
}

interface Change {
  /** What is written. */
  table: string
  ask: () => Promise<{ path: string; init: RequestInit }>
}

const changes: [string, Change][] = [
  [
    'a lesson that is imported',
    {
      table: '_lessons_v',
      ask: async () => ({
        path: `/lessons/${await created('lessons', { title: 'Bread', topic: 'Bread' })}/import`,
        init: { headers: { 'Content-Type': 'text/markdown' }, body: '# Loaves\n\n## Story\n\nBread is baked.\n' },
      }),
    },
  ],
  [
    'a source that is added to a kit',
    {
      table: '_kits_v',
      ask: async () => ({
        path: `/kits/${await created('kits', { title: 'Bread' })}/sources?fileName=bread.txt`,
        init: { headers: { 'Content-Type': 'text/plain' }, body: 'Bread is baked.' },
      }),
    },
  ],
  [
    'a plan that is purged',
    { table: 'plans', ask: async () => ({ path: `/plans/${await planned('a')}/purge`, init: {} }) },
  ],
  [
    'a plan that is shared',
    { table: 'plans', ask: async () => ({ path: `/plans/${await planned('b')}/share`, init: {} }) },
  ],
  [
    'alerts that are acknowledged',
    {
      table: 'generation_logs',
      ask: async () => {
        await raiseAlert(api.payload, settingsOf(api.payload), { cause: 'test', level: 'warn', message: 'Look.' })
        const [alert] = await execute(sql`select id from generation_logs where type = 'alert'`)
        return {
          path: '/generation/alerts/acknowledge',
          init: { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ ids: [alert?.id] }) },
        }
      },
    },
  ],
]

test.each(changes)('%s: the answer says so when the database does not keep it', async (_, { table, ask }) => {
  const { path, init } = await ask()
  const send = () => api.as.editor.request(path, { method: 'POST', ...init })
  // Payload's adapter swallows the error of COMMIT.
  await expect(refusing(table, send)).rejects.toThrow(/answered 503: .*"code":"not_saved"/)
  expect((await send()).status).toBeLessThan(300)
})

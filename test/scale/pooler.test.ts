import path from 'node:path'
import type { Payload } from 'payload'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type OfflineModel, startOfflineModel } from '../../demo/model/startOfflineModel.js'
import { connectTo, withDatabase } from '../../demo/postgres/databases.js'
import { startWorker, type Worker } from '../../src/index.js'
import { settingsOf } from '../../src/options/Settings.js'
import { controlRun } from '../../src/runs/controlRun.js'
import { coursewrightOf } from '../../src/runs/coursewrightOf.js'
import { followRun } from '../../src/runs/followRun.js'
import { addPositions } from '../integration/helpers/addPositions.js'
import { Gate } from '../integration/runs/helpers/Gate.js'
import { requestRun } from '../integration/runs/helpers/requestRun.js'
import { runEnded } from '../integration/runs/helpers/runEnded.js'
import { testDatabase } from '../setup/postgres.js'
import { Child } from '../shared/Child.js'
import { waitFor } from '../shared/waitFor.js'
import { openPayload } from './openPayload.js'
import { startPgBouncer } from './startPgBouncer.js'

/** Fewer than the slots, saves and looks of two workers: every connection serves many clients in turn. */
const connections = 4
const answers = new Gate()
let model: OfflineModel
let directURI: string
let pooledURI: string
let closing: (() => unknown)[] = []
let workers: Worker[] = []
const later = (close: () => unknown): void => {
  closing = [close, ...closing]
}

beforeAll(async () => {
  const database = await testDatabase('pooled')
  later(database.drop)
  directURI = database.uri
  const pooler = await startPgBouncer({ uri: directURI, connections })
  later(pooler.stop)
  pooledURI = pooler.uri
  model = await startOfflineModel({ respond: () => answers.pass() })
  later(model.stop)
  const payload = await open('web', false, true)
  await addPositions({ payload, counts: { opening: 25, endgame: 25 } })
})
afterEach(async () => {
  answers.open()
  await Promise.all(workers.map((worker) => worker.stop()))
  workers = []
})
afterAll(async () => {
  for (const close of closing) await close()
})

const open = async (name: string, listenURI?: string | false, push = false): Promise<Payload> => {
  const payload = await openPayload({ uri: pooledURI, modelURL: model.baseURL, name, listenURI, push })
  later(() => payload.destroy())
  return payload
}
const work = (payload: Payload): Worker => {
  const worker = startWorker({ payload, sweepMs: 500 })
  workers.push(worker)
  return worker
}

const behaviours = [
  ['with `listenURI`, which leads past it', () => directURI, true],
  ['without `listenURI`, with everything polled', () => undefined, false],
] as const

describe.each(behaviours)('through PgBouncer in transaction mode, %s', (title, listenURI, isTold) => {
  let hosts: Payload[]
  beforeAll(async () => {
    hosts = await Promise.all([1, 2].map((number) => open(`${title} ${number}`, listenURI())))
  })
  const [first, second] = [() => hosts[0] as Payload, () => hosts[1] as Payload]

  test('two workers make every drill of a run once, and whoever follows it sees its end', async () => {
    const warnings = vi.spyOn(first().logger, 'warn')
    hosts.map(work)
    await waitFor(
      'the try to listen',
      () => coursewrightOf(first()).notifications.isListening() || warnings.mock.calls.length > 0,
    )
    expect(coursewrightOf(first()).notifications.isListening()).toBe(isTold)
    expect(warnings.mock.calls.flat()).toEqual(
      isTold ? [] : [{ msg: expect.stringContaining('as behind a connection pooler in transaction mode') }],
    )
    const { id } = await requestRun({ payload: second() }, { targetDrillCount: 40, phases: ['opening', 'endgame'] })
    const states = followRun({
      payload: second(),
      settings: settingsOf(second()),
      run: id,
      seen: 0,
      quietMs: 15_000,
      signal: AbortSignal.timeout(40_000),
    })
    let last: unknown
    for await (const state of states) last = state
    expect(last).toMatchObject({ status: 'completed' })
    const { run, drills, steps, logs } = await runEnded({ payload: first() }, id)
    expect(run.progress).toEqual({ requested: 40, generated: 40, failed: 0 })
    expect(drills.map(({ order }) => order)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1))
    expect(steps.every(({ status, claims }) => status === 'done' && claims === 1)).toBe(true)
    expect(logs).toHaveLength(8)
  })

  test('cancelling a run from another host ends its open model call within 2 seconds', async () => {
    work(first())
    answers.close()
    const { id } = await requestRun({ payload: second() }, { targetDrillCount: 5 })
    await waitFor('a call', () => answers.arrivals === 1)
    const startedAt = performance.now()
    await controlRun({ payload: second(), run: id, action: 'cancel' })
    await waitFor('the call to end', () => model.requests().at(-1)?.finishedAt !== undefined, { everyMs: 5 })
    expect(performance.now() - startedAt).toBeLessThan(2000)
  })
})

test('nothing is left behind: no transaction stays open, and no session keeps a setting or a lock of ours', async () => {
  await connectTo(directURI, async (client) => {
    const { rows: open } = await client.query(`
      select state, query from pg_stat_activity where datname = current_database() and state like 'idle in transaction%'`)
    expect(open).toEqual([])
    const { rows: locks } = await client.query(`
      select * from pg_locks where locktype = 'advisory' and database = (
        select oid from pg_database where datname = current_database())`)
    expect(locks).toEqual([])
  })
  await connectTo(pooledURI, async (client) => {
    const { rows } = await client.query('show idle_in_transaction_session_timeout')
    expect(rows).toEqual([{ idle_in_transaction_session_timeout: '0' }])
  })
})

test('the demo does its job on an empty database: migrations, seed content, a run', async () => {
  const { uri, drop } = await testDatabase('pooled_demo')
  later(drop)
  const { OPENAI_API_KEY: _key, OPENAI_BASE_URL: _url, VITEST: _vitest, ...rest } = process.env
  const env: NodeJS.ProcessEnv = {
    ...rest,
    NODE_ENV: 'production',
    DATABASE_URI: withDatabase(pooledURI, new URL(uri).pathname.slice(1)),
    PAYLOAD_SECRET: 'test',
  }
  const args = ['--import', 'tsx', path.resolve('demo/demo.ts'), '--once', '--json']
  const { code, stdout, stderr } = await new Child({ args, env, keepsErrors: true }).ended()
  expect(code, stderr).toBe(0)
  const summary = JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
  expect(summary).toMatchObject({ status: 'completed', requested: 20, generated: 20, failed: 0 })
})

describe('a limit on idle transactions', () => {
  const limit = 'idle_in_transaction_session_timeout'
  const shown = (uri: string) =>
    connectTo(uri, async (client) => (await client.query(`show ${limit}`)).rows[0]?.[limit])

  test('is refused among the options of the pool, unless PgBouncer is told to overlook it', async () => {
    const connect = (uri: string) => new pg.Client({ connectionString: uri, [limit]: 60_000 })
    await expect(connect(pooledURI).connect()).rejects.toThrow(`unsupported startup parameter: ${limit}`)
    const pooler = await startPgBouncer({ uri: directURI, connections, ignored: [limit] })
    later(pooler.stop)
    const client = connect(pooler.uri)
    await client.connect()
    expect((await client.query(`show ${limit}`)).rows).toEqual([{ [limit]: '0' }])
    await client.end()
  })

  test('holds when the database has it', async () => {
    await connectTo(directURI, async (client) => {
      const { rows } = await client.query('select current_database() as name')
      await client.query(`alter database ${client.escapeIdentifier(rows[0].name)} set ${limit} = '60s'`)
    })
    const pooler = await startPgBouncer({ uri: directURI, connections })
    later(pooler.stop)
    expect(await shown(pooler.uri)).toBe('1min')
  })
})

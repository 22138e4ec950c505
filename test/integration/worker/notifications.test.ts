import { sql } from '@payloadcms/db-postgres/drizzle'
import type pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { newClient, poolOf, postgres } from '../../../src/database/adapter.js'
import { channelOf, createNotifications, type Message } from '../../../src/database/notifications.js'
import { startDeafPooler } from '../../shared/proxies.js'
import { waitFor } from '../../shared/waitFor.js'
import { startTestPayload, type TestPayload } from '../helpers/startTestPayload.js'
import { Gate } from '../runs/helpers/Gate.js'
import { countListeners } from './countListeners.js'

const slug = 'generation-runs'
let host: TestPayload
let ends: (() => unknown)[] = []

beforeAll(async () => {
  host = await startTestPayload()
})
afterAll(() => host?.stop())
afterEach(async () => {
  for (const end of ends) await end()
  ends = []
  vi.restoreAllMocks()
})

const notify = (message: string) =>
  poolOf(host.payload).execute(sql`select pg_notify(${channelOf(host.payload, slug)}, ${message})`)
const uri = () => String(postgres(host.payload).poolOptions.connectionString)

const listen = (listenURI?: string | false) => {
  const notifications = createNotifications({ slug, listenURI })
  const subscribe = (topic: string) => {
    const heard: Message[] = []
    const end = notifications.subscribe({
      payload: host.payload,
      topic,
      listener: (facts) => {
        heard.push(facts)
      },
    })
    ends.push(end)
    return { heard, end }
  }
  return { notifications, subscribe, isListening: () => waitFor('listening', notifications.isListening) }
}

test('the adapter gives the driver and the options that a connection beside its pool needs', async () => {
  const client = newClient(host.payload, undefined)
  await client.connect()
  const { rows } = await client.query('select current_database() as name')
  await client.end()
  expect(rows).toEqual([{ name: new URL(uri()).pathname.slice(1) }])
})

test('all listeners of a process share one connection, opened for the first and closed after the last', async () => {
  expect(await countListeners(host)).toBe(0)
  const { subscribe, isListening, notifications } = listen()
  const all = ['run:1', 'run:2', 'run:2'].map(subscribe)
  await isListening()
  expect(await countListeners(host)).toBe(1)
  for (const { end } of all.slice(1)) end()
  expect(notifications.isListening()).toBe(true)
  all[0]?.end()
  expect(notifications.isListening()).toBe(false)
  await waitFor('the connection to close', async () => (await countListeners(host)) === 0)

  const again = subscribe('run:1')
  await isListening()
  await notify('run:1 5 running')
  await waitFor('the message', () => again.heard.some((facts) => facts?.[0] === '5'))
})

test('a connection whose last listener leaves while it is being opened is closed all the same', async () => {
  const { subscribe, notifications } = listen()
  const gate = new Gate()
  gate.close()
  const { prototype } = postgres(host.payload).pg.Client
  const connect: (this: pg.Client) => Promise<unknown> = prototype.connect
  let tries = 0
  const connectLate = async function (this: pg.Client, ...toPool: unknown[]): Promise<void> {
    if (toPool.length > 0) return Reflect.apply(connect, this, toPool)
    tries += 1
    await gate.pass()
    await connect.call(this)
  }
  vi.spyOn(prototype, 'connect').mockImplementation(connectLate)
  for (let count = 0; count < 3; count += 1) subscribe('run:1').end()
  await waitFor('all to be opened', () => tries === 3)
  const late = subscribe('run:1')
  gate.open()
  await waitFor('listening', notifications.isListening)
  await notify('run:1 5 running')
  await waitFor('the message', () => late.heard.length > 1)
  expect(late.heard).toEqual([undefined, ['5', 'running']])
  await waitFor('the others to close', async () => (await countListeners(host)) === 1)
  late.end()
  await waitFor('the last to close', async () => (await countListeners(host)) === 0)
})

test('a message reaches those who follow its topic, with its facts, and nobody else', async () => {
  const { subscribe, isListening } = listen()
  const [first, second] = [subscribe('run:1'), subscribe('run:2')]
  await isListening()
  await notify('run:1 7 cancelled')
  await notify('run:2 8 running')
  await waitFor('the last message', () => second.heard.length === 2)
  // Without facts: from now on messages arrive, so look what there is.
  expect(first.heard).toEqual([undefined, ['7', 'cancelled']])
  expect(second.heard).toEqual([undefined, ['8', 'running']])
})

test.each(['error', 'newListener', '', ' ', 'run:', '{"run":1}', 'run:1'.repeat(1000)])(
  'a message %j of somebody else is survived',
  async (message) => {
    const { subscribe, isListening } = listen()
    const { heard } = subscribe('run:1')
    await isListening()
    await notify(message)
    await notify('run:1 1 running')
    await waitFor('the message', () => heard.length === 2)
  },
)

test('a lost connection is made again, and everybody is told to look at what was missed', async () => {
  const { subscribe, isListening, notifications } = listen()
  const { heard } = subscribe('run:1')
  await isListening()
  await poolOf(host.payload).execute(sql`
    select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'listen %'
      and pid <> pg_backend_pid()`)
  await waitFor('the loss and the return', () => heard.length === 3)
  expect(heard).toEqual([undefined, undefined, undefined])
  expect(notifications.isListening()).toBe(true)
  await notify('run:1 9 running')
  await waitFor('a message', () => heard.length === 4)
})

test('a process with a URI of its own for listening is told what happens on the pool', async () => {
  const { subscribe, isListening } = listen(uri())
  const { heard } = subscribe('run:1')
  await isListening()
  await notify('run:1 1 running')
  await waitFor('the message', () => heard.length === 2)
})

test('with `false` nobody listens', async () => {
  await waitFor('those of other tests to leave', async () => (await countListeners(host)) === 0)
  const { subscribe, notifications } = listen(false)
  subscribe('run:1')
  // Would be made before this one, which waits for its answer.
  expect(await countListeners(host)).toBe(0)
  expect(notifications.isListening()).toBe(false)
})

describe('behind a pooler that does not deliver notifications', () => {
  test('it says so once, with what to do, and stops listening', async () => {
    const pooler = await startDeafPooler(uri())
    ends.push(pooler.stop)
    const warn = vi.spyOn(host.payload.logger, 'warn')
    const { subscribe, notifications } = listen(pooler.uri)
    const { end } = subscribe('run:1')
    await waitFor('the warning', () => warn.mock.calls.length > 0)
    expect(warn.mock.calls).toEqual([[{ msg: expect.stringMatching(/transaction mode.*`listenURI`.*or `false`/) }]])
    expect(notifications.isListening()).toBe(false)
    await waitFor('the connection to close', async () => (await countListeners(host)) === 0)
    end()
    subscribe('run:1')
    expect(await countListeners(host)).toBe(0)
    expect(warn.mock.calls).toHaveLength(1)
  })
})

describe('with an address that does not work', () => {
  const elsewhere = (change: (url: URL) => unknown) => {
    const url = new URL(uri())
    change(url)
    return url.href
  }
  const refusals = (warn: { mock: { calls: unknown[][] } }) =>
    warn.mock.calls.map(([line]) => line as { msg: string; err?: Error })

  test.each([
    ['a password', (url: URL) => Object.assign(url, { password: 'very-wrong' }), 'password authentication failed'],
    ['a port', (url: URL) => Object.assign(url, { port: '1' }), 'ECONNREFUSED'],
    ['a database', (url: URL) => Object.assign(url, { pathname: '/nowhere' }), 'database "nowhere" does not exist'],
  ])('%s that is wrong is said once, without the password, and tried again', async (_, change, reason) => {
    const warn = vi.spyOn(host.payload.logger, 'warn')
    const connects = vi.spyOn(postgres(host.payload).pg.Client.prototype, 'connect')
    const { subscribe, notifications } = listen(elsewhere(change))
    subscribe('run:1')
    await waitFor('the third try', () => connects.mock.calls.length >= 3)
    expect(refusals(warn)).toHaveLength(1)
    const [refusal] = refusals(warn)
    expect(refusal?.msg).toBe(
      'cannot listen to the database at the address in the option `listenURI`; changes are polled every second until ' +
        'that works',
    )
    expect(String(refusal?.err)).toContain(reason)
    expect(JSON.stringify(warn.mock.calls, Object.getOwnPropertyNames(refusal?.err))).not.toContain('very-wrong')
    expect(notifications.isListening()).toBe(false)
  })

  test('another database, where nothing is told, is said', async () => {
    const warn = vi.spyOn(host.payload.logger, 'warn')
    const { subscribe, notifications } = listen(elsewhere((url) => Object.assign(url, { pathname: '/postgres' })))
    subscribe('run:1')
    await waitFor('the warning', () => warn.mock.calls.length > 0)
    expect(refusals(warn)).toEqual([{ msg: expect.stringMatching(/or from another database.*leads to this database/) }])
    expect(notifications.isListening()).toBe(false)
  })
})

test('apps with tables of their own in one database have channels of their own', () => {
  const named = (schemaName: string | undefined, table: string) =>
    channelOf({ db: { drizzle: {}, schemaName, tableNameMap: new Map([['generation_runs', table]]) } } as never, slug)
  const channels = [named(undefined, 'runs'), named('second', 'runs'), named(undefined, 'other_runs')]
  expect(new Set(channels).size).toBe(3)
  expect(named('public', 'runs')).toBe(channels[0])
  for (const channel of channels) expect(Buffer.byteLength(channel)).toBeLessThan(64)
})

import { get } from 'node:http'
import { isIP, type LookupFunction, Socket } from 'node:net'
import { sql } from '@payloadcms/db-postgres/drizzle'
import { drizzle } from '@payloadcms/db-postgres/drizzle/node-postgres'
import pg from 'pg'
import { expect, test } from 'vitest'
import { isConnectionLost, isOutage } from '../../../src/database/outages.js'

/** As Drizzle throws it. */
const failed = (message: string, facts: object = {}) =>
  Object.assign(new Error('Failed query: select 1', { cause: Object.assign(new Error(message), facts) }), {
    query: 'select 1',
    params: [],
  })
/** What a query really gives, on a connection that cannot be had. */
const asked = async (config: pg.PoolConfig) => {
  const pool = new pg.Pool(config)
  const error = await drizzle(pool)
    .execute(sql`select 1`)
    .then(() => 'no error')
    .catch((thrown: unknown) => thrown)
  await pool.end()
  return error
}
/** Nobody listens there. */
const closedPort = 4

test.each([
  ['nobody at the port', failed('connect', { code: 'ECONNREFUSED' })],
  ['no answer from the port', failed('connect ETIMEDOUT', { code: 'ETIMEDOUT', syscall: 'connect' })],
  ['a host without an address', failed('getaddrinfo', { code: 'EAI_AGAIN', syscall: 'getaddrinfo' })],
  ['too many connections', failed('sorry', { code: '53300' })],
  ['a full disk', failed('could not extend file', { code: '53100' })],
  ['a server that starts', failed('starting up', { code: '57P03' })],
  ['a connection that is not wanted', failed('rejected', { code: '08004' })],
  ['a pool without a free connection', failed('timeout exceeded when trying to connect')],
  ['a connection that took too long', failed('Connection terminated due to connection timeout')],
  ['a connection that broke before', failed('Client has encountered a connection error and is not queryable')],
])('%s: it was certainly not done', (_, error) => {
  expect(isOutage(error)).toBe(true)
})

test.each([
  ['at one address', async () => asked({ host: '127.0.0.1', port: closedPort })],
  ['at an address that does not exist', async () => asked({ host: 'database.invalid' })],
  [
    'at any of its addresses',
    async () => {
      const lookup: LookupFunction = (_, __, done) =>
        done(
          null,
          ['2001:db8::1', '127.0.0.1'].map((address) => ({ address, family: isIP(address) })),
        )
      // The driver connects the socket it is given; this one knows several addresses.
      const stream = () => {
        const socket = new Socket()
        const connect = socket.connect.bind(socket)
        socket.connect = () => connect({ host: 'database.invalid', port: closedPort, lookup })
        return socket
      }
      return asked({ stream })
    },
  ],
])('a database that is not %s is out of order', async (_, ask) => {
  expect(isOutage(await ask())).toBe(true)
})

test('a transaction that Payload cannot begin is an outage, whatever it says of why', () => {
  expect(isOutage(new Error('Error: cannot begin transaction: connect ECONNREFUSED 127.0.0.1:5432'))).toBe(true)
})

test.each([
  ['fetch', async () => fetch(`http://127.0.0.1:${closedPort}`)],
  ['fetch of a host without an address', async () => fetch('http://search.invalid')],
  [
    'a request',
    () =>
      new Promise((_, reject) => {
        get({ host: '127.0.0.1', port: closedPort }).on('error', reject)
      }),
  ],
])('what %s throws when another service is away says nothing about the database', async (_, ask) => {
  const error = await ask().catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(Error)
  expect(isOutage(error)).toBe(false)
  expect(isOutage(new Error('The search index is away.', { cause: error }))).toBe(false)
})

test.each([
  ['a reset connection', failed('read ECONNRESET', { code: 'ECONNRESET', syscall: 'read' })],
  ['a broken pipe', failed('write EPIPE', { code: 'EPIPE', syscall: 'write' })],
  ['a silent end', failed('Connection terminated unexpectedly')],
  ['a crashed server', failed('crash of another server process', { code: '57P02' })],
  ['a broken connection', failed('connection failure', { code: '08006' })],
  ['a pooler that lost its server', failed('server conn crashed?', { code: '08P01' })],
])('%s: nobody knows whether it was done', (_, error) => {
  expect(isOutage(error)).toBe(false)
  expect(isConnectionLost(error)).toBe(true)
})

test.each([
  ['a row that is there already', failed('duplicate key', { code: '23505' })],
  ['a value no column takes', failed('unsupported Unicode escape sequence', { code: '22P05' })],
  ['a mistake of ours', new TypeError('x is not a function')],
  ['no error', 'timeout exceeded when trying to connect'],
])('%s: neither, and asking again would not help', (_, error) => {
  expect(isOutage(error)).toBe(false)
  expect(isConnectionLost(error)).toBe(false)
})

import { expect, test } from 'vitest'
import { isConnectionLost } from '../../../src/database/isConnectionLost.js'
import { isOutage } from '../../../src/database/isOutage.js'

const failed = (message: string, facts: object = {}) =>
  new Error('Failed query: select 1', { cause: Object.assign(new Error(message), facts) })

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

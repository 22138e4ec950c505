import type { PayloadRequest } from 'payload'
import { expect, test } from 'vitest'
import { roleOfRequest } from '../../../src/access/access.js'
import { resolveOptions } from '../../../src/options/resolveOptions.js'
import { hostConfig } from '../plugins/hostConfig.js'

const settings = resolveOptions({ roleOf: () => 'admin' }, hostConfig())
const requestOf = (user: object | null) => ({ user }) as PayloadRequest

test('a user of another auth collection has no role, whatever roleOf says', () => {
  expect(roleOfRequest(settings, requestOf({ id: 1, collection: 'users' }))).toBe('admin')
  expect(roleOfRequest(settings, requestOf({ id: 1, collection: 'members' }))).toBeUndefined()
  expect(roleOfRequest(settings, requestOf(null))).toBeUndefined()
})

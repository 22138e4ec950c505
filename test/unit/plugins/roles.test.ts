import type { Field, TypedUser } from 'payload'
import { expect, test } from 'vitest'
import { InvalidOption } from '../../../src/index.js'
import { resolveOptions } from '../../../src/options/resolveOptions.js'
import { hostConfig } from './hostConfig.js'

const hostOf = (...fields: Field[]) => hostConfig({ collections: [{ slug: 'users', auth: true, fields }] })
const select = (name: string, options: string[]): Field => ({ name, type: 'select', options })
const user = (more: object) => ({ id: 1, collection: 'users', ...more }) as unknown as TypedUser

const rowOf = (...fields: Field[]): Field => ({ type: 'row', fields })
const tabOf = (...fields: Field[]): Field => ({ type: 'tabs', tabs: [{ label: 'Rights', fields }] })

test.each([
  ['on its own', select('roles', ['admin', 'customer'])],
  ['in a row', rowOf(select('roles', ['admin', 'customer']))],
  ['in a tab', tabOf({ name: 'roles', type: 'text', hasMany: true })],
])('users with `roles`, %s, stop the boot instead of all becoming admins', (_, field) => {
  const boot = () => resolveOptions({}, hostOf(field))
  expect(boot).toThrow(InvalidOption)
  expect(boot).toThrow(/option `roleOf` is missing, and users in "users" have a field `roles`.*give a function/)
})

test('with roleOf, `roles` may be whatever the host likes, and nothing is said', () => {
  const roleOf = () => 'teacher' as const
  const settings = resolveOptions({ roleOf }, hostOf(select('roles', ['admin', 'customer'])))
  expect(settings.roleOf(user({}))).toBe('teacher')
  expect(settings.notices).toEqual([])
})

test('`roles` beside `role` is nothing to stop at', () => {
  const both = hostOf(select('roles', ['a']), tabOf(select('role', ['student', 'admin'])))
  const settings = resolveOptions({}, both)
  expect(settings.roleOf(user({ role: 'student' }))).toBe('student')
  expect(settings.notices).toEqual([])
})

test('`roles` and `role` inside of a group are not fields of the user', () => {
  const group: Field = { name: 'team', type: 'group', fields: [select('roles', ['a']), select('role', ['b'])] }
  const settings = resolveOptions({}, hostOf(group))
  expect(settings.roleOf(user({}))).toBe('admin')
})

test('where users have no roles, all are admins, and the host is told so and how to change it', () => {
  const settings = resolveOptions({}, hostOf({ name: 'name', type: 'text' }))
  expect(settings.roleOf(user({}))).toBe('admin')
  expect(settings.roleOf(user({ collection: 'members' }))).toBeUndefined()
  expect(settings.notices).toEqual([expect.stringMatching(/everyone who signs in there is an admin.*`roleOf`/)])
})

test('roles that are none of ours may do nothing, and the host is told which', () => {
  const settings = resolveOptions({}, hostOf(select('role', ['admin', 'customer', 'staff'])))
  expect(settings.roleOf(user({ role: 'admin' }))).toBe('admin')
  expect(settings.roleOf(user({ role: 'customer' }))).toBeUndefined()
  expect(settings.notices).toEqual([expect.stringMatching(/a `role` of customer, staff, which is none of.*`roleOf`/)])
})

test('a role that is free text, or one of ours, needs no word', () => {
  expect(resolveOptions({}, hostOf({ name: 'role', type: 'text' })).notices).toEqual([])
  expect(resolveOptions({}, hostOf(select('role', ['student', 'admin']))).notices).toEqual([])
})

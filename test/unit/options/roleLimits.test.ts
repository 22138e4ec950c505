import type { TypedUser } from 'payload'
import { expect, test } from 'vitest'
import type { LimitedUser, LimitOptions, Role } from '../../../src/index.js'
import { limitsOf } from '../../../src/limits/roleLimits.js'
import { limitsSchema } from '../../../src/options/limitOptions.js'
import { parseOptions } from '../../../src/options/parseOptions.js'

const user = { id: 7, collection: 'users', name: 'Ada' } as unknown as TypedUser
const of = (role: Role, options: LimitOptions = {}) =>
  limitsOf({
    settings: {
      limits: parseOptions(limitsSchema, options) as LimitOptions & {
        maxRunning: number
        roles: object
        priority: object
      },
    },
    kinds: ['drillSeries', 'lessons'],
    who: { user, role },
  })

test('without options each role has the limits that the docs name, editors those of teachers', () => {
  expect(of('student')).toEqual({ perMinute: 2, perHour: 10, perDay: 50, running: 1, kinds: {} })
  expect(of('teacher')).toEqual({ perMinute: 5, perHour: 30, perDay: 200, running: 3, kinds: {} })
  expect(of('editor')).toEqual(of('teacher'))
  expect(of('admin')).toEqual({ perMinute: 10, perHour: 100, perDay: 1000, running: 10, kinds: {} })
})

test('what is set for a role replaces its defaults one by one, and for editors what teachers have', () => {
  const roles = { teacher: { perHour: false, kinds: { lessons: { perDay: 5 } } }, editor: { perDay: 7 } } as const
  expect(of('teacher', { roles })).toEqual({
    ...{ perMinute: 5, perHour: false, perDay: 200, running: 3 },
    kinds: { lessons: { perDay: 5 } },
  })
  expect(of('editor', { roles })).toEqual({
    ...{ perMinute: 5, perHour: false, perDay: 7, running: 3 },
    kinds: { lessons: { perDay: 5 } },
  })
  expect(of('student', { roles })).toEqual(of('student'))
})

test('what the host says of one user replaces the same limits of his role; what it leaves out stays', () => {
  const asked: LimitedUser[] = []
  const limits = of('student', {
    roles: { student: { kinds: { lessons: { perDay: 5, running: 2 } } } },
    of: (who) => {
      asked.push(who)
      return {
        perMinute: 9,
        perHour: undefined,
        running: false,
        kinds: { lessons: { perDay: 6 }, drillSeries: { perHour: 1 } },
      }
    },
  })
  expect(asked).toEqual([{ user, role: 'student' }])
  expect(limits).toEqual({
    ...{ perMinute: 9, perHour: 10, perDay: 50, running: false },
    kinds: { lessons: { perDay: 6, running: 2 }, drillSeries: { perHour: 1 } },
  })
  expect(of('student', { of: () => undefined })).toEqual(of('student'))
})

test.each([
  [
    { perMinute: -1 },
    'option `limits.of.perMinute` is -1; give a whole number from 0 to 1000000000, or false for no limit.',
  ],
  [{ perYear: 1 }, 'option `limits.of.perYear` is unknown; use perMinute, perHour, perDay, running, kinds.'],
  [
    { kinds: { poems: { perDay: 1 } } },
    'option `limits.of.kinds.poems` is of no kind of run; use drillSeries, lessons.',
  ],
  [null, 'option `limits.of` is null; give an object.'],
  [Promise.resolve({}), 'option `limits.of` returned a promise; return the limits themselves.'],
])('what it says that cannot be a limit names the option: %j', (answer, message) => {
  expect(() => of('student', { of: () => answer as never })).toThrow(`coursewright: ${message}`)
})

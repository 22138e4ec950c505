import { expect, test } from 'vitest'
import { coursewright, type LimitOptions } from '../../../src/index.js'
import { hostConfig } from '../plugins/hostConfig.js'
import { refusalOf } from './refusalOf.js'

const number = 'give a whole number from 0 to 1000000000, or false for no limit'

test.each([
  {
    limits: { roles: { student: { perMinute: -1 } } },
    option: 'limits.roles.student.perMinute',
    problem: `is -1; ${number}`,
  },
  {
    limits: { roles: { student: { perHour: Number.NaN } } },
    option: 'limits.roles.student.perHour',
    problem: `is NaN; ${number}`,
  },
  {
    limits: { roles: { admin: { running: 1.5 } } },
    option: 'limits.roles.admin.running',
    problem: `is 1.5; ${number}`,
  },
  {
    limits: { roles: { admin: { perDay: null } } },
    option: 'limits.roles.admin.perDay',
    problem: `is null; ${number}`,
  },
  {
    limits: { roles: { owner: { perDay: 5 } } },
    option: 'limits.roles.owner',
    problem: 'is unknown; use student, teacher, editor, admin',
  },
  {
    limits: { roles: { student: { kinds: { lessons: { perDay: -5 } } } } },
    option: 'limits.roles.student.kinds.lessons.perDay',
    problem: `is -5; ${number}`,
  },
  { limits: { of: 'nobody' }, option: 'limits.of', problem: 'is "nobody"; give a function' },
  { limits: { maxRunning: 0 }, option: 'limits.maxRunning', problem: 'is 0; give a whole number from 1 to 100000' },
  {
    limits: { priority: { teacher: 11 } },
    option: 'limits.priority.teacher',
    problem: 'is 11; give a whole number from 0 to 10',
  },
])('$option that cannot be stops the boot and says what is allowed', ({ limits, option, problem }) => {
  expect(refusalOf({ limits: limits as LimitOptions })).toMatchObject({
    option,
    message: `coursewright: option \`${option}\` ${problem}.`,
  })
})

test('a limit on a kind that there is not stops the boot', () => {
  const limits = { roles: { student: { kinds: { poems: { perDay: 5 } } } } }
  expect(() => coursewright({ limits })(hostConfig())).toThrow(
    'coursewright: option `limits.roles.student.kinds.poems` is of no kind of run; use drillSeries, lessons',
  )
})

import type { PayloadRequest } from 'payload'
import { expect, test } from 'vitest'
import { resolveOptions } from '../../../src/options/resolveOptions.js'
import { reasonForRequester, stepsFor } from '../../../src/runs/toldState.js'
import { hostConfig } from '../plugins/hostConfig.js'

test.each([
  ['solution is "e4", it must be "Nf3"', 'Teachers and editors see why.'],
  [
    'd01: prompt gives the solution "Nf3" away; d02: the position was deleted',
    'A position was deleted. Teachers and editors see why.',
  ],
  ['cancelled', 'It was cancelled.'],
  ['The run took longer than it may.', 'The run took longer than it may.'],
  [
    'd04: fewer positions were left than when the run was requested; d05: fewer positions were left than when the run was requested',
    'Fewer positions were left than when the run was requested.',
  ],
  [
    '3 of 20 are missing. Choice "Nf3" is marked wrong but is a solution. And 2 more.',
    '3 of 20 are missing. Teachers and editors see why.',
  ],
  ['4 of 4 are missing. Cancelled.', '4 of 4 are missing. It was cancelled.'],
  [
    'The run could not be finished: relation "Nf3" does not exist',
    'The run could not be finished. Teachers and editors see why.',
  ],
])('of %j a requester reads %j', (reason, told) => {
  expect(reasonForRequester(reason)).toBe(told)
})

test('the steps of an event tell a requester of no gap what may hold a solution, and a reviewer all', () => {
  const problem = 'solution is "e4", it must be "Nf3"'
  const counts = { attempts: 1, claims: 1, written: 0, saved: 0, missing: 1 }
  const step = { id: 1, index: 1, kind: 'generate', status: 'failed', ...counts, error: problem }
  const steps = [{ ...step, gaps: [{ key: 'd01', problem }] }]
  const told = (role: string) => {
    const settings = resolveOptions({ roleOf: () => role as 'student' }, hostConfig())
    return stepsFor(settings, { user: { id: 1, collection: 'users' } } as PayloadRequest, steps)
  }
  expect(told('student')).toMatchObject([{ gaps: [{ key: 'd01', problem: 'Teachers and editors see why.' }] }])
  expect(JSON.stringify(told('student'))).not.toContain('Nf3')
  expect(told('teacher')).toEqual(steps)
})

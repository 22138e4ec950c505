import type { FieldHook, PayloadRequest } from 'payload'
import { expect, test } from 'vitest'
import { resolveOptions } from '../../../src/options/resolveOptions.js'
import { stepsFor, tellRequester } from '../../../src/runs/toldState.js'
import { hostConfig } from '../plugins/hostConfig.js'

const settingsOf = (role: string) => resolveOptions({ roleOf: () => role as 'student' }, hostConfig())
const req = { user: { id: 1, collection: 'users' } } as PayloadRequest

const unsaid = 'Teachers and editors see why.'
const secret = { step: 1, key: 'd01', reason: 'solution is "e4", it must be "Nf3"' }
const deleted = { step: 1, key: 'd02', reason: 'the position was deleted', isPublic: true }
const late = { key: 'd03', reason: 'The run took longer than it may.', isPublic: true }

/** `error` and `gaps` of a run, as they are read by somebody of this role. */
const toldOf = (role: string, run: { error: string | null; gaps?: unknown; [name: string]: unknown }) => {
  const read = (value: unknown) =>
    tellRequester(settingsOf(role))({ value, req, siblingData: run } as unknown as Parameters<FieldHook>[0])
  return { error: read(run.error), gaps: read(run.gaps) }
}

const partial = {
  status: 'partial',
  progress: { requested: 20, generated: 17, failed: 3 },
  error: '3 of 20 are missing. …',
}

test.each([
  [[secret], unsaid],
  [[secret, deleted, deleted], `The position was deleted. ${unsaid}`],
  [[deleted, late, deleted], 'The position was deleted. The run took longer than it may.'],
  // Of a run that ended before it was kept which reasons are public, and of one without any.
  [[{ step: 1, key: 'd02', reason: 'the position was deleted' }], unsaid],
  [[], unsaid],
  [null, unsaid],
])('of gaps %j a requester reads in the error of the run that they are missing, and %j', (gaps, told) => {
  expect(toldOf('student', { ...partial, gaps }).error).toBe(`3 of 20 are missing. ${told}`)
  expect(toldOf('teacher', { ...partial, gaps }).error).toBe(partial.error)
})

test.each([
  [{ status: 'cancelled', error: 'Cancelled: its series was deleted.' }, `It was cancelled. ${unsaid}`],
  [
    { error: 'The run could not be finished: relation "Nf3" does not exist' },
    `The run could not be finished. ${unsaid}`,
  ],
  [{ progress: { requested: 1, generated: 0 }, gaps: [late] }, '1 of 1 is missing. The run took longer than it may.'],
  [{ error: null }, null],
])('of a run with %j a requester reads the error %j', (more, told) => {
  expect(toldOf('student', { ...partial, gaps: null, ...more }).error).toBe(told)
})

test('whoever asks for the error of a run alone is told no more of it', () => {
  expect(toldOf('student', { error: `3 of 20 are missing. ${secret.reason}.` }).error).toBe(unsaid)
})

test('each gap of a run is told a requester where it is public, and a reviewer always', () => {
  const gaps = [secret, deleted, late]
  expect(toldOf('student', { ...partial, gaps }).gaps).toEqual([{ ...secret, reason: unsaid }, deleted, late])
  expect(toldOf('teacher', { ...partial, gaps }).gaps).toEqual(gaps)
  expect(toldOf('student', { ...partial, gaps: 'unreadable' }).gaps).not.toContain('unreadable')
})

test('the steps of an event tell a requester of no gap what may hold a solution, and a reviewer all', () => {
  const [problem, harmless] = [secret.reason, deleted.reason]
  const counts = { attempts: 1, claims: 1, written: 0, saved: 0, missing: 1 }
  const step = { id: 1, index: 1, kind: 'generate', status: 'failed', ...counts, error: problem }
  const open = { key: 'd02', problem: harmless, isPublic: true }
  const steps = [
    { ...step, gaps: [{ key: 'd01', problem }] },
    { ...step, error: `d01: ${problem}; d02: ${harmless}`, gaps: [{ key: 'd01', problem }, open] },
    { ...step, error: `d02: ${harmless}`, gaps: [open] },
    { ...step, status: 'queued', gaps: [] },
    { ...step, status: 'done', error: null, gaps: [] },
  ]
  const told = stepsFor(settingsOf('student'), req, steps)
  expect(told.map(({ error }) => error)).toEqual([
    ...[unsaid, `The position was deleted. ${unsaid}`, 'The position was deleted.'],
    ...['It is tried again.', null],
  ])
  expect(told[1]?.gaps).toMatchObject([{ key: 'd01', problem: unsaid }, open])
  expect(JSON.stringify(told)).not.toContain('Nf3')
  expect(stepsFor(settingsOf('teacher'), req, steps)).toEqual(steps)
})

import { expect, test } from 'vitest'
import {
  canBeRetried,
  fieldsOfRun,
  type RunEvent,
  type RunState,
  reasonsOf,
  withEvent,
} from '../../../../src/admin/run/runState.js'
import type { StepState } from '../../../../src/runs/vocabulary.js'

const step = (index: number, status: string, saved = 0): StepState => ({
  id: index,
  index,
  key: `b${index}`,
  kind: 'generate',
  status,
  attempts: 0,
  claims: 1,
  saved,
  written: 0,
  missing: 0,
  error: null,
  gaps: [],
  calls: null,
})
const event = (changedSteps: RunEvent['changedSteps'], generated = 0): RunEvent => ({
  status: 'running',
  progress: { requested: 10, generated, failed: 0 },
  changedSteps,
})
const after = (...events: RunEvent[]) => events.reduce<RunState | undefined>(withEvent, undefined)

test('a changed step replaces what was known of it, the others stay', () => {
  const state = after(event([step(1, 'running'), step(2, 'queued')]), event([step(1, 'done', 5)], 5))
  expect(state?.steps).toEqual([step(1, 'done', 5), step(2, 'queued')])
  expect(state?.progress.generated).toBe(5)
})

test('steps are in order whenever they were heard of', () => {
  const state = after(event([step(3, 'queued')]), event([step(1, 'queued')]))
  expect(state?.steps.map(({ index }) => index)).toEqual([1, 3])
})

test('hearing an event twice changes nothing', () => {
  const heard = event([step(1, 'done', 5)], 5)
  expect(after(heard, heard)).toEqual(after(heard))
})

test('a retry is offered where a step failed or was cancelled, not where only that is missing which nothing can bring', () => {
  const short = { ...step(1, 'done', 3), missing: 2 }
  expect(canBeRetried({ steps: [step(0, 'done'), short] })).toBe(false)
  expect(canBeRetried({ steps: [short, step(2, 'failed')] })).toBe(true)
  expect(canBeRetried({ steps: [short, step(2, 'cancelled')] })).toBe(true)
})

test('of two steps that end a run the one told last counts, as after a retry', () => {
  const state = after(
    event([step(1_000_000, 'cancelled')]),
    event([step(1_000_000, 'cancelled'), step(1_000_000, 'done')]),
  )
  expect(state && canBeRetried(state)).toBe(false)
})

test('the reason a batch failed for is shown once, without the keys of its drills', () => {
  const gaps = [
    { key: 'd01', problem: 'no answer (500).' },
    { key: 'd02', problem: 'no answer (500).' },
    { key: 'd03', problem: 'the move e9; is not legal' },
  ]
  expect(reasonsOf({ error: 'd01: no answer (500).; …', gaps })).toEqual([
    'no answer (500).',
    'the move e9; is not legal',
  ])
  const error = 'The model did not answer; it was asked 3 times.'
  expect(reasonsOf({ error, gaps: [] })).toEqual([error])
  expect(reasonsOf({ error: null, gaps: [] })).toEqual([])
})

test('the fields of a run follow its events, which tell only how far it is', () => {
  const createdAt = '2026-11-28T12:00:00.000Z'
  const run = {
    id: 1,
    kind: 'drillSeries',
    status: 'running',
    progress: { requested: 9, generated: 2, failed: 0 },
    createdAt,
  } as const
  const fields = { ...run, cost: null, usage: { byModel: null, calls: 4 } }
  const state = { status: 'partial', progress: { requested: 9, generated: 8, failed: 1 } } as const
  expect(Object.fromEntries(fieldsOfRun(fields, state))).toEqual({
    status: 'partial',
    cost: null,
    'usage.calls': 4,
    'progress.requested': 9,
    'progress.generated': 8,
    'progress.failed': 1,
  })
  expect(Object.fromEntries(fieldsOfRun(fields, undefined))).toMatchObject({
    status: 'running',
    'progress.generated': 2,
  })
})

import { expect, test } from 'vitest'
import { wordsOfKind } from '../../../../src/admin/run/kindWords.js'
import { type RunState, withEvent, withText } from '../../../../src/admin/run/runState.js'
import { countsOf, timelineOf } from '../../../../src/admin/run/timeline.js'
import type { NamedStep, StepState } from '../../../../src/runs/vocabulary.js'
import { englishWords } from '../englishWords.js'

const calls = {
  ...{ count: 1, provider: 'Acme', model: 'big-1', outcome: 'ok', ms: 900 },
  ...{ promptTokens: 10, completionTokens: 5, cost: null },
}
const step = (index: number, { key = '', kind = 'section', status = 'queued', ...more }: Partial<StepState> = {}) => ({
  ...{ id: index, index, key, kind, status, attempts: 0, claims: 1, written: 0, saved: 0, missing: 0 },
  ...{ error: null, gaps: [], calls: null, ...more },
})
const named: readonly NamedStep[] = [
  { key: 'plan', kind: 'plan', after: [] },
  { key: 'lessons', kind: 'generate', after: ['plan'], isAll: true },
  { key: 'course.mails', kind: 'section', title: 'E-mails', after: ['plan'] },
  { key: 'course.map', kind: 'section', title: 'Mind map', after: ['plan', 'lessons', 'course.mails'] },
]
const stateOf = (steps: StepState[], status: RunState['status'] = 'running') =>
  withEvent(undefined, { status, progress: { requested: 9, generated: 0, failed: 0 }, changedSteps: steps, named })

const words = wordsOfKind(englishWords, {}, '', { named, firstIndex: 1 })
const linesOf = (state: RunState) =>
  timelineOf(state).map((row) =>
    row.sort === 'step'
      ? words.step(row.step)
      : `${words.toCome(row.named)} < ${row.after.map(words.toCome).join(', ')}`,
  )

test('steps are called by their titles, parts of one with their number, and those to come name what they wait for', () => {
  const steps = [
    step(0, { key: 'plan', kind: 'plan', status: 'done', calls }),
    step(1, { key: 'l01-l02', kind: 'generate', status: 'running' }),
    step(2, { key: 'course.mails#1', status: 'running' }),
  ]
  expect(linesOf(stateOf(steps))).toEqual(['plan', 'step 1', 'E-mails, part 1', 'Mind map < step, E-mails'])
  const ended = [step(1, { ...steps[1], status: 'failed' }), step(2, { key: 'course.mails', status: 'done' })]
  expect(linesOf(stateOf([step(0, steps[0]), ...ended])).at(-1)).toBe('Mind map < ')
})

test('before there is a plan all that is to come waits for it, and nothing is to come of a run that has ended', () => {
  const plan = step(0, { key: 'plan', kind: 'plan', status: 'running', calls })
  expect(linesOf(stateOf([plan]))).toEqual(['plan', 'E-mails < plan', 'Mind map < plan, step, E-mails'])
  expect(linesOf(stateOf([{ ...plan, status: 'failed' }], 'failed'))).toEqual(['plan'])
})

test('a step that plans without a call, and the one that ends the run, are no lines', () => {
  expect(
    timelineOf(stateOf([step(0, { kind: 'plan', status: 'done' }), step(9, { kind: 'finish' })], 'completed')),
  ).toEqual([])
})

test('what a step writes is shown while it does, and gone when it stops or begins anew', () => {
  const running = step(3, { status: 'running' })
  const textsIn = (state: RunState) => timelineOf(state).flatMap((row) => (row.sort === 'step' ? (row.text ?? []) : []))
  const written = withText(stateOf([running]), { step: 3, text: 'White to move' })
  expect(textsIn(written)).toEqual(['White to move'])
  const event = (changed: StepState) => ({ ...written, changedSteps: [changed] })
  expect(textsIn(withEvent(written, event({ ...running, written: 2 })))).toEqual(['White to move'])
  expect(textsIn(withEvent(written, event({ ...running, claims: 2 })))).toEqual([])
  const done = withEvent(written, event({ ...running, status: 'done' }))
  expect(textsIn(done)).toEqual([])
  // It was on its way when the step ended.
  expect(textsIn(withText(done, { step: 3, text: 'late' }))).toEqual([])
})

test('steps are counted by their state', () => {
  const rows = timelineOf(stateOf([step(1, { status: 'done' }), step(2, { status: 'failed' }), step(3)]))
  // Three more are to come.
  expect(countsOf(rows)).toEqual([
    ['queued', 4],
    ['failed', 1],
    ['done', 1],
  ])
})

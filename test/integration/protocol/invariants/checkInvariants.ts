import { expect } from 'vitest'
import { finalStatuses } from '../../../../src/runs/vocabulary.js'
import type { RunRow, Snapshot, StepRow } from './readSnapshot.js'

interface CheckInvariants {
  before: Snapshot
  after: Snapshot
  /** Runs that may have left a final status meanwhile. */
  retried: ReadonlySet<number>
}

/** What holds at every instant, whoever did what in which order. */
export const checkInvariants = ({ before, after, retried }: CheckInvariants): void => {
  for (const run of after.runs) {
    const steps = after.steps.filter((step) => step.run === run.id)
    checkRun(run, steps)
    const earlier = before.runs.find(({ id }) => id === run.id)
    if (earlier) checkRunSince(earlier, run, retried.has(run.id))
  }
  for (const step of after.steps) {
    checkStep(step)
    const earlier = before.steps.find(({ id }) => id === step.id)
    if (earlier) checkStepSince(earlier, step)
  }
  for (const { key, spent, reserved, ledger, underWay } of after.counters) {
    expect(reserved, `what is reserved in ${key} is for calls under way`).toBe(underWay)
    expect(spent, `what is spent of ${key} stands in the ledger`).toBe(ledger)
  }
  expect(after.usage, 'what was used is what the ledger has').toEqual(after.ledger)
  expect(after.drafts, 'no draft is ever taken back').toBeGreaterThanOrEqual(before.drafts)
}

const isOpen = ({ status }: StepRow): boolean => status === 'queued' || status === 'running'
const sum = (steps: readonly StepRow[], of: 'saved' | 'missing' | 'drafts') =>
  steps.reduce((total, step) => total + step[of], 0)

const checkRun = (run: RunRow, steps: readonly StepRow[]): void => {
  const finishes = steps.filter(({ kind }) => kind === 'finish')
  const work = steps.filter(({ kind }) => kind !== 'finish')
  expect(run.openSteps, 'openSteps are the steps not ended').toBe(work.filter(isOpen).length)
  expect(run.generated, 'progress is what was saved').toBe(sum(steps, 'saved'))
  expect(run.generated, 'and what is there').toBe(sum(steps, 'drafts'))
  const isEnded = finalStatuses.includes(run.status) && run.status !== 'cancelled'
  expect(run.failed, 'what is missing is counted once').toBe(
    isEnded ? run.requested - run.generated : sum(steps, 'missing'),
  )
  if (isEnded) expect(run.gaps?.length, 'and each of it is named').toBe(run.requested - run.generated)
  checkOpened(run, work)
  expect(run.generated + run.failed, 'no more than requested').toBeLessThanOrEqual(run.requested)
  expect(run.usageCalls, 'every call is in the ledger').toBe(run.calls)
  const isFinal = finalStatuses.includes(run.status)
  if (isFinal) expect(steps.filter(isOpen), 'a run that has ended has no open step').toEqual([])
  expect(finishes.filter(isOpen).length, 'one finish, when nothing else is open').toBe(
    !isFinal && run.openSteps === 0 ? 1 : 0,
  )
}

/** Each node is opened once, with an index of its own, and not before what it needs has ended. */
const checkOpened = (run: RunRow, work: readonly StepRow[]): void => {
  expect(new Set(work.map(({ key }) => key)).size, 'no step is opened twice').toBe(work.length)
  expect(work.map(({ index }) => index).sort((a, b) => a - b)).toEqual(work.map((_, index) => index))
  expect(run.nextIndex).toBe(work.length)
  const stepOf = (key: string) => work.find((step) => step.key === key)
  for (const { key, needs } of run.input.nodes) {
    if (!stepOf(key)) continue
    for (const need of needs) expect(stepOf(need), `${key} came after ${need}`).toBeDefined()
  }
}

const checkRunSince = (before: RunRow, after: RunRow, isRetried: boolean): void => {
  expect(after.version, 'versions only grow').toBeGreaterThanOrEqual(before.version)
  const isChanged = (['status', 'generated', 'failed', 'openSteps'] as const).some((key) => before[key] !== after[key])
  if (isChanged) expect(after.version, 'a change has a version of its own').toBeGreaterThan(before.version)
  expect(after.generated, 'nothing saved is lost').toBeGreaterThanOrEqual(before.generated)
  if (finalStatuses.includes(before.status) && !isRetried) {
    expect(after.status, 'what has ended stays as it ended').toBe(before.status)
  }
}

const checkStep = (step: StepRow): void => {
  if (step.status !== 'running') expect(step.reserved, 'only who works has calls under way').toBe(0)
  expect(step.hasLease, 'a lease belongs to whoever works').toBe(step.status === 'running')
  expect(step.owner !== null, 'and has an owner').toBe(step.status === 'running')
  expect(step.drafts, 'drafts are counted on their step').toBe(step.saved)
}

const checkStepSince = (before: StepRow, after: StepRow): void => {
  expect(after.token, 'tokens only grow').toBeGreaterThanOrEqual(before.token)
  if (before.owner !== null && after.owner !== null && before.owner !== after.owner) {
    expect(after.token, 'another holder has another token').toBeGreaterThan(before.token)
  }
  expect(after.saved, 'what a step saved stays').toBeGreaterThanOrEqual(before.saved)
  if (before.status === 'done') expect(after, 'what is done stays done').toEqual(before)
}

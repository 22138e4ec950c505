import { expect } from 'vitest'
import type { Step } from '../../../../src/runs/vocabulary.js'
import type { Act } from '../Protocol.js'
import type { Snapshot } from './readSnapshot.js'
import type { Result } from './Seen.js'

/** What tells a late writer nothing. */
const silent: readonly Act[] = ['begin', 'break', 'outage']

export const holds = ({ steps }: Snapshot, step: Step): boolean =>
  steps.some(({ id, token, status }) => id === step.id && token === step.token && status === 'running')

/** What the world sees of steps, drafts and progress. */
const visible = (snapshot: Snapshot, isBilled: boolean) => ({
  ...snapshot,
  ...(isBilled ? { counters: [], ledger: undefined, usage: undefined } : {}),
  // Calls of late writers were paid for: they show in the ledger, and with it in the run.
  runs: isBilled ? snapshot.runs.map(({ version, usageCalls, calls, ...run }) => run) : snapshot.runs,
})

/** Whoever holds the step gets through, whoever does not changes nothing. */
export const expectFenced = (before: Snapshot, after: Snapshot, step: Step, act: Act, result: Result): void => {
  if (holds(before, step)) {
    if (result.status === 'rejected') throw result.reason
    expect(result.value, 'the holder gets through').not.toBe(false)
    if (act === 'outage') expectUncounted(before, after, step)
    return
  }
  const isBilled = act === 'work' && step.kind === 'generate'
  expect(visible(after, isBilled), 'a late writer changes nothing').toEqual(visible(before, isBilled))
  const isTold = result.status === 'rejected' || result.value === false
  if (!silent.includes(act)) expect(isTold, 'and is told so').toBe(true)
}

/** What the database could not do says nothing about the step, however often it was tried. */
const expectUncounted = (before: Snapshot, after: Snapshot, { id }: Step): void => {
  const [was, is] = [before, after].map(({ steps }) => steps.find((step) => step.id === id))
  expect(is).toMatchObject({ status: 'queued', claims: (was?.claims ?? 0) - 1 })
}

import type { AsyncCommand } from 'fast-check'
import { expect } from 'vitest'
import type { Step } from '../../../../src/runs/vocabulary.js'
import type { Answer } from '../answeringModel.js'
import type { Pause } from '../Pause.js'
import type { Act, Protocol } from '../Protocol.js'
import { checkInvariants } from './checkInvariants.js'
import { readSnapshot, type Snapshot } from './readSnapshot.js'

export type Command = AsyncCommand<Seen, Protocol>
export type Result = PromiseSettledResult<unknown>
/** What was seen last; the next step is judged against it. */
export interface Seen {
  snapshot: Snapshot
  /** Saves under way, their transactions open. */
  open: OpenSave[]
  owners: number
  counts: Counts
}

interface OpenSave {
  step: Step
  pause: Pause
  ended: Promise<Result>
}

/** How often came up what the protocol is for. */
export interface Counts {
  /** By claims that no longer held the step. */
  lateActs: number
  /** Claims of steps whose holder had been fenced off. */
  takeovers: number
  /** Begun while another was under way. */
  overlappingSaves: number
  killedSaves: number
  /** Runs that had ended, opened again. */
  retries: number
  /** Steps that were opened by the end of another, not by the plan. */
  dependents: number
  /** Runs that were paused for their budget. */
  budgetPauses: number
  /** Whose worker died, so that they are lost. */
  unheardCalls: number
  /** Of calls that were booked as lost, because their step was taken away. */
  lateBills: number
  /** Of a run that waits while as many others are worked on as may be. */
  waits: number
}

export interface Deed {
  act: Act
  answer: Answer
  /** Counted back from the latest claim. */
  claim: number
}

/** Looks at everything and judges how it came from what was seen before. */
export const look = async (seen: Seen, { db, settings }: Protocol, retried: readonly number[] = []): Promise<void> => {
  const before = seen.snapshot
  seen.snapshot = await readSnapshot(db)
  checkInvariants({ before, after: seen.snapshot, retried: new Set(retried) })
  const { maxRunning } = settings.limits
  const working = seen.snapshot.runs.filter(({ status }) => status === 'planning' || status === 'running').length
  expect(working, 'no more runs are worked on than may be').toBeLessThanOrEqual(maxRunning)
  if (working === maxRunning && seen.snapshot.runs.some(({ status }) => status === 'queued')) seen.counts.waits += 1
  const isNew = ({ id }: { id: number }) => !before.steps.some((step) => step.id === id)
  const dependents = seen.snapshot.steps.filter(
    (step) => isNew(step) && ['left', 'bottom', 'course.second', 'course.last'].includes(step.key ?? ''),
  )
  seen.counts.dependents += dependents.length
  const isPaused = ({ pausedFor }: { pausedFor: string | null }) => pausedFor === 'budget'
  if (seen.snapshot.runs.some(isPaused) && !before.runs.some(isPaused)) seen.counts.budgetPauses += 1
}

export const pick = (claims: readonly Step[], back: number): Step | undefined => claims.at(-1 - (back % claims.length))

export const settle = async (work: Promise<unknown>): Promise<Result> => {
  const [result] = await Promise.allSettled([work])
  return result
}

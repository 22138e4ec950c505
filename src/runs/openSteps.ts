import type { PayloadRequest } from 'payload'
import { transactionOf } from '../database/transactions.js'
import type { RunDoc, RunKind } from './kind/RunKind.js'
import type { Progress } from './sql/progress.js'
import { readOutcome, type StepOutcome } from './sql/reads.js'
import { extendRun } from './sql/runs.js'
import { insertSteps } from './sql/steps.js'
import type { RunStore } from './sql/store.js'
import { insertWakeUps } from './sql/wakeUps.js'
import type { Id } from './vocabulary.js'

interface OpenSteps {
  req: PayloadRequest
  kind: RunKind
  run: RunDoc
  progress: Pick<Progress, 'openSteps' | 'nextIndex' | 'isPlanned'>
  /** The step that ends in this transaction, as it will stand there: its row is written last. */
  ended?: StepOutcome
}

/**
 * Asks the run's kind which steps come next, and writes them with their wake-ups; the last one, which ends the run, when
 * nothing is open any more. In the transaction of the request, which must hold the run's lock: of several steps that end
 * at once each sees those before it, so what needs all of them is opened by the last, once.
 *
 * They carry the run's new version, by which clients that follow it learn of them.
 */
export const openSteps = async (store: RunStore, open: OpenSteps): Promise<void> => {
  const { run, progress } = open
  const added = progress.isPlanned ? 0 : await openNext(store, open)
  if (progress.openSteps + added === 0) await openFinish(store, run.id)
}

/** How many steps were opened. */
const openNext = async (store: RunStore, { req, kind, run, progress, ended }: OpenSteps): Promise<number> => {
  const before = await readOutcome(store, run.id)
  const steps = ended ? before.map((step) => (step.id === ended.id ? ended : step)) : before
  const next = await kind.next({ req, run, steps })
  // It may have swallowed an error that rolled us back; what follows would then be committed on its own.
  await transactionOf(req)
  const known = new Set(steps.map(({ key }) => key))
  const opened = next.open.filter(({ key }) => !known.has(key))
  if (opened.length > 0 || next.isLast) {
    await extendRun(store, { run: run.id, steps: opened.length, isPlanned: next.isLast })
  }
  await insertSteps(store, { run: run.id, firstIndex: progress.nextIndex, steps: opened })
  await insertWakeUps(store, { count: opened.length })
  return opened.length
}

/** Beyond every index that a run's other steps have. */
const finishIndex = 1_000_000

/** Writes the step that ends the run, and its wake-up. */
export const openFinish = async (store: RunStore, run: Id): Promise<void> => {
  await insertSteps(store, { run, firstIndex: finishIndex, steps: [{ kind: finishKind, key: null, input: {} }] })
  await insertWakeUps(store, { count: 1 })
}

export const finishKind = 'finish'

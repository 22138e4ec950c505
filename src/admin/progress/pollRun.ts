import { requestJson } from '../shared/requestJson.js'
import type { StepState } from '../shared/runWords.js'
import type { RunEvent } from './RunState.js'
import type { RunView } from './RunView.js'

interface PollRun {
  /** Of the run in the REST API. */
  runUrl: string
  /** Of its steps; readers of a run may not be allowed to read those. */
  stepsUrl: string
  signal: AbortSignal
}

/** The state of a run, asked for once: where a proxy lets no events through. */
export const pollRun = async ({ runUrl, stepsUrl, signal }: PollRun): Promise<RunEvent> => {
  const [run, steps] = await Promise.all([
    requestJson<RunView>({ url: `${runUrl}?depth=0`, signal }),
    requestJson<{ docs: StepState[] }>({ url: stepsUrl, signal }).catch(() => ({ docs: [] })),
  ])
  return { status: run.status, progress: run.progress, changedSteps: steps.docs }
}

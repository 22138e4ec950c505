import { createModel } from '../../../src/model/createModel.js'
import { ModelCallFailed, ProvidersOpen } from '../../../src/model/failures.js'
import { askModel } from '../askModel.js'
import { benchProvider } from '../benchProvider.js'
import { fastClock } from '../fastClock.js'
import type { Strategy } from './SectionRun.js'
import { requestName, type SectionTask, timeScale } from './sectionTasks.js'

const RUN_DEADLINE_MS = 86_400_000

/**
 * Ours, with the defaults of the plugin's options, on a clock as fast as everything else. All sections are asked for at
 * once, the window lets them through. While no provider may be called, a section waits as long as it is told to, as its
 * step would in the queue: until the run's time is up. One that failed has failed, though its step would be tried again.
 */
export const coursewright: Strategy = ({ baseURL, account, name, sections }) => {
  const clock = fastClock(timeScale)
  const model = createModel({
    providers: [benchProvider({ baseURL, account })],
    clock,
    timeoutMs: 90_000,
    stallMs: 30_000,
    deadlineMs: 600_000,
    maxCalls: 8,
  })
  const endsAtMs = clock.now() + RUN_DEADLINE_MS
  const ask = async (section: SectionTask): Promise<boolean> => {
    try {
      await askModel({
        model,
        request: requestName(name, section),
        keys: [section.key],
        timeoutMs: section.timeoutSeconds * 1000,
      })
      return true
    } catch (error) {
      if (error instanceof ModelCallFailed) return false
      if (!(error instanceof ProvidersOpen)) throw error
      if (clock.now() + error.retryAfterMs > endsAtMs) return false
      await clock.wait(error.retryAfterMs)
      return ask(section)
    }
  }
  return Promise.all(sections.map(ask))
}

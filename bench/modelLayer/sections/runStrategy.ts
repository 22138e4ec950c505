import PQueue from 'p-queue'
import { addUsage, noUsage } from '../addUsage.js'
import { percentile } from '../percentile.js'
import type { FaultServer } from '../startFaultServer.js'
import type { Strategy } from './SectionRun.js'
import { sectionTasks } from './sectionTasks.js'

interface RunStrategy {
  name: string
  strategy: Strategy
  server: FaultServer
  runs: number
  /** Runs side by side; they do not know of each other. */
  sideBySide: number
}

/** Takes one strategy through many runs and sums up what came of it and what it cost. */
export const runStrategy = async ({ name, strategy, server, runs, sideBySide }: RunStrategy) => {
  const outcomes = await new PQueue({ concurrency: sideBySide }).addAll(
    Array.from({ length: runs }, (_, index) => async () => {
      const account = `${name} ${index}`
      const startedAt = performance.now()
      const succeeded = await strategy({
        baseURL: server.baseURL,
        account,
        name: `run ${index}`,
        sections: sectionTasks,
      })
      return { succeeded, ms: performance.now() - startedAt, ...server.account(account) }
    }),
  )
  const sections = outcomes.flatMap(({ succeeded }) => succeeded)
  const wallMs = outcomes.map(({ ms }) => ms)
  const tokens = outcomes.reduce((sum, { served }) => addUsage(sum, served), noUsage)
  return {
    name,
    runs,
    sections: sections.length,
    succeededShare: sections.filter(Boolean).length / sections.length,
    completeShare: outcomes.filter(({ succeeded }) => succeeded.every(Boolean)).length / runs,
    medianMs: percentile(wallMs, 0.5),
    p95Ms: percentile(wallMs, 0.95),
    callsPerSection: outcomes.reduce((sum, { calls }) => sum + calls, 0) / sections.length,
    maxInFlight: Math.max(...outcomes.map(({ maxInFlight }) => maxInFlight)),
    promptTokensPerRun: tokens.promptTokens / runs,
    completionTokensPerRun: tokens.completionTokens / runs,
  }
}

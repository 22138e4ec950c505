/**
 * Seventeen sections, six of them heavy, from a provider that is slow and fails as the seeds' did, in a hundredth of the
 * time: the seeds' two ways, plain `p-queue`, the Vercel AI SDK and ours, one after the other in the same run. Ours makes
 * `--runs`, the others a tenth of them; the same run has the same luck at the server whoever makes it.
 *
 *   node --conditions=production --import tsx bench/model/sections.ts [--json] [--runs 1000] [--seed 1]
 */
import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import { bench } from '../report.js'
import { aiSdk, chunksOfThree, coursewright, fiveAtOnce, plainQueue, runStrategy } from './harness/sectionStrategies.js'
import { seedFaults, timeScale } from './harness/sectionWorkload.js'
import { startFaultServer } from './harness/startFaultServer.js'

const SIDE_BY_SIDE = 16
const PEER_SHARE = 0.1
const targets = { succeededShare: 0.999, timesChunksOfThree: 1, callsPerSection: 1.5 }

interface EventLoop {
  /** Share of the time in which this process was busy. */
  busyShare: number
  /** How late timers were, 99 times in 100 less. */
  p99DelayMs: number
}

/** Tells afterwards whether this process, server and clients in one, was a limit of what was measured. */
const watchEventLoop = (): (() => EventLoop) => {
  const resolution = 1
  const delay = monitorEventLoopDelay({ resolution })
  const before = performance.eventLoopUtilization()
  delay.enable()
  return () => {
    delay.disable()
    return {
      busyShare: performance.eventLoopUtilization(before).utilization,
      p99DelayMs: delay.percentile(99) / 1e6 - resolution,
    }
  }
}

await bench({ runs: 1000, seed: 1 }, async ({ runs, seed }) => {
  const peerRuns = Math.max(1, Math.round(runs * PEER_SHARE))

  const server = await startFaultServer({ seed, ...seedFaults })
  const eventLoop = watchEventLoop()
  const measure = (strategy: typeof coursewright, count: number) =>
    runStrategy({ name: strategy.name, strategy, server, runs: count, sideBySide: SIDE_BY_SIDE })
  const results = {
    fiveAtOnce: await measure(fiveAtOnce, peerRuns),
    chunksOfThree: await measure(chunksOfThree, peerRuns),
    plainQueue: await measure(plainQueue, peerRuns),
    aiSdk: await measure(aiSdk, peerRuns),
    coursewright: await measure(coursewright, runs),
  }
  const machine = eventLoop()
  await server.stop()

  const ours = results.coursewright
  const timesChunksOfThree = ours.medianMs / results.chunksOfThree.medianMs
  const isMet =
    ours.succeededShare >= targets.succeededShare &&
    timesChunksOfThree < targets.timesChunksOfThree &&
    ours.callsPerSection <= targets.callsPerSection

  const percent = (share: number) => `${(share * 100).toFixed(2)} %`
  const seconds = (ms: number) => `${((ms * timeScale) / 1000).toFixed(0)} s`
  const line = (cells: readonly string[]) =>
    cells.map((cell, at) => (at === 0 ? cell.padEnd(14) : cell.padStart(11))).join('')
  const lines = [
    line(['', 'runs', 'sections', 'complete', 'median', 'p95', 'calls each', 'in flight', 'tokens']),
    ...Object.values(results).map((result) =>
      line([
        result.name,
        String(result.runs),
        percent(result.succeededShare),
        percent(result.completeShare),
        seconds(result.medianMs),
        seconds(result.p95Ms),
        result.callsPerSection.toFixed(2),
        String(result.maxInFlight),
        (result.promptTokensPerRun + result.completionTokensPerRun).toFixed(0),
      ]),
    ),
    `Times are what they would be unscaled (measured ${timeScale} times faster); tokens are those served in a run. ` +
      `This process was busy ${percent(machine.busyShare)} of the time, its timers up to ${machine.p99DelayMs.toFixed(1)} ms late.`,
    `Ours: ${percent(ours.succeededShare)} of sections (target at least ${percent(targets.succeededShare)}), ` +
      `${timesChunksOfThree.toFixed(2)}x the time of chunks of three (below ${targets.timesChunksOfThree}x), ` +
      `${ours.callsPerSection.toFixed(2)} calls each (at most ${targets.callsPerSection}).`,
  ]
  return { figures: { timeScale, results, timesChunksOfThree, machine, targets }, isMet, text: lines.join('\n') }
})

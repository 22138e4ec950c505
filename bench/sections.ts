/**
 * Seventeen sections, six of them heavy, from a provider that is slow and fails as the seeds' did, in a hundredth of the
 * time: the seeds' two ways, plain `p-queue`, the Vercel AI SDK and ours, one after the other in the same run. Ours makes
 * `--runs`, the others a tenth of them; the same run has the same luck at the server whoever makes it.
 *
 *   node --conditions=production --import tsx bench/sections.ts [--json] [--runs 1000] [--seed 1]
 */
import { parseArgs } from 'node:util'
import { aiSdk } from './modelLayer/sections/aiSdk.js'
import { chunksOfThree } from './modelLayer/sections/chunksOfThree.js'
import { coursewright } from './modelLayer/sections/coursewright.js'
import { fiveAtOnce } from './modelLayer/sections/fiveAtOnce.js'
import { plainQueue } from './modelLayer/sections/plainQueue.js'
import { runStrategy } from './modelLayer/sections/runStrategy.js'
import { timeScale } from './modelLayer/sections/sectionTasks.js'
import { seedFaults } from './modelLayer/sections/seedFaults.js'
import { startFaultServer } from './modelLayer/startFaultServer.js'
import { watchEventLoop } from './modelLayer/watchEventLoop.js'

const SIDE_BY_SIDE = 16
const PEER_SHARE = 0.1
const targets = { succeededShare: 0.999, timesChunksOfThree: 1, callsPerSection: 1.5 }

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    runs: { type: 'string', default: '1000' },
    seed: { type: 'string', default: '1' },
  },
})
const runs = Number(options.runs)
const peerRuns = Math.max(1, Math.round(runs * PEER_SHARE))

const server = await startFaultServer({ seed: Number(options.seed), ...seedFaults })
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

if (options.json) {
  process.stdout.write(`${JSON.stringify({ timeScale, results, timesChunksOfThree, machine, targets, isMet })}\n`)
} else {
  const percent = (share: number) => `${(share * 100).toFixed(2)} %`
  const seconds = (ms: number) => `${((ms * timeScale) / 1000).toFixed(0)} s`
  const line = (cells: readonly string[]) =>
    process.stdout.write(`${cells.map((cell, at) => (at === 0 ? cell.padEnd(14) : cell.padStart(11))).join('')}\n`)
  line(['', 'runs', 'sections', 'complete', 'median', 'p95', 'calls each', 'in flight', 'tokens'])
  for (const result of Object.values(results))
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
    ])
  process.stdout.write(
    `Times are what they would be unscaled (measured ${timeScale} times faster); tokens are those served in a run. ` +
      `This process was busy ${percent(machine.busyShare)} of the time, its timers up to ${machine.p99DelayMs.toFixed(1)} ms late.\n` +
      `Ours: ${percent(ours.succeededShare)} of sections (target at least ${percent(targets.succeededShare)}), ` +
      `${timesChunksOfThree.toFixed(2)}x the time of chunks of three (below ${targets.timesChunksOfThree}x), ` +
      `${ours.callsPerSection.toFixed(2)} calls each (at most ${targets.callsPerSection}): ${isMet ? 'met' : 'missed'}.\n`,
  )
}
process.exitCode = isMet ? 0 : 1

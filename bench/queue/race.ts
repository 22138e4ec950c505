/**
 * Four processes at one instant on a queue of 200 jobs that do nothing, again and again, until the queue is empty: with
 * the guard no job may be done twice. The same with Payload's own claim, in turns in the same run; it shows that doubles
 * would be seen.
 *
 *   node --conditions=production --import tsx bench/queue/race.ts [--json] [--rounds 50] [--stock-rounds 10]
 */
import { setTimeout as wait } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { RunnerProcess } from '../../test/integration/guard/RunnerProcess.js'
import { startJobs } from '../../test/integration/guard/startJobs.js'

const PROCESSES = 4
const JOBS = 200
/** Payload's own claim can lose all connections of a runner, which then waits for ever. */
const HUNG_MS = 30_000

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '50' },
    'stock-rounds': { type: 'string', default: '10' },
  },
})
const queue = 'coursewright'
const host = await startJobs()

/** Four processes that stay for all rounds, but are replaced when one of them hangs. */
class Team {
  #runners: RunnerProcess[] = []
  readonly total = { rounds: 0, jobs: 0, executions: 0, doubled: 0, missed: 0, errors: 0, hung: 0, ms: 0 }

  constructor(readonly isGuarded: boolean) {}

  async start(): Promise<void> {
    this.#runners = Array.from({ length: PROCESSES }, () => new RunnerProcess(host, this.isGuarded))
    await Promise.all(this.#runners.map((runner) => runner.ready()))
  }

  async stop(): Promise<void> {
    await Promise.all(this.#runners.map((runner) => runner.kill()))
  }

  async race(): Promise<void> {
    await host.queue(JOBS, queue)
    const atMs = Date.now() + 200
    const giveUp = new AbortController()
    const runs = this.#runners.map((runner) => runner.run({ queue, atMs, deleteJobOnComplete: false }))
    const errors = await Promise.race([
      Promise.all(runs),
      wait(HUNG_MS, undefined, { signal: giveUp.signal }).catch(() => undefined),
    ])
    giveUp.abort()
    const { total } = this
    total.ms += Date.now() - atMs
    const times = [...(await host.takeExecutions()).values()]
    total.rounds += 1
    total.jobs += JOBS
    total.executions += times.reduce((sum, count) => sum + count, 0)
    total.doubled += times.filter((count) => count > 1).length
    total.missed += JOBS - times.length
    total.errors += errors?.flat().length ?? 0
    if (errors === undefined) {
      total.hung += 1
      for (const run of runs) run.catch(() => 'It was killed.')
      await this.stop()
      await this.start()
    }
    await host.payload.db.deleteMany({ collection: 'payload-jobs', where: {} })
  }
}

const guarded = new Team(true)
const stock = new Team(false)
try {
  await guarded.start()
  await stock.start()
  const stockRounds = Number(options['stock-rounds'])
  for (let round = 0; round < Number(options.rounds); round += 1) {
    await guarded.race()
    if (round < stockRounds) await stock.race()
  }
  const rows = [guarded, stock].map(({ isGuarded, total }) => ({
    claim: isGuarded ? 'guarded' : 'stock Payload',
    ...total,
    jobsPerSecond: Math.round((total.jobs - total.missed) / (total.ms / 1000)),
  }))
  if (options.json) console.log(JSON.stringify({ processes: PROCESSES, rows }))
  else console.table(rows)
  const { doubled, missed, errors } = guarded.total
  process.exitCode = doubled + missed + errors === 0 && stock.total.doubled > 0 ? 0 : 1
} finally {
  await guarded.stop()
  await stock.stop()
  await host.stop()
}
process.exit()

/**
 * Four processes at one instant on 200 wake-ups, again and again. Twice over: with our worker's claim, a wake-up and a step,
 * no step may be claimed twice or left; and with Payload's runners, guarded, no job may be done twice or never. In turns
 * with a claim that looks and then takes, and with Payload's own, which must show what is done twice: so this bench would
 * see it.
 *
 *   node --conditions=production --import tsx bench/queue/race.ts [--json] [--rounds 50] [--contrast-rounds 10]
 */
import { setTimeout as wait } from 'node:timers/promises'
import { RunnerProcess } from '../../test/integration/worker/guard/RunnerProcess.js'
import { type JobsHost, startJobs } from '../../test/integration/worker/guard/startJobs.js'
import { bench } from '../report.js'
import { ClaimTeam } from './harness/ClaimTeam.js'

type Race = Awaited<ReturnType<ClaimTeam['race']>>
const sumOf = (races: readonly Race[]): Race & { rounds: number } => {
  const sum = (name: keyof Race) => races.reduce((total, race) => total + race[name], 0)
  return {
    rounds: races.length,
    ...{ steps: sum('steps'), doubled: sum('doubled'), claimedTwice: sum('claimedTwice'), left: sum('left') },
    ...{ inVain: sum('inVain'), wakeUpsLeft: sum('wakeUpsLeft'), ms: sum('ms') },
  }
}

const perSecond = (count: number, ms: number): number => Math.round(count / (ms / 1000))

const processCount = 4
const jobCount = 200
const queue = 'coursewright'
/** Payload's own claim can lose all connections of a runner, which then waits for ever. */
const hungMs = 30_000

interface RaceTeamOptions {
  host: JobsHost
  /** Whether the plugin guards the queue; else jobs are claimed as Payload does it alone. */
  isGuarded: boolean
}

/** Four processes that race for the same jobs round after round; they are replaced when one of them hangs. */
class RaceTeam {
  readonly #host: JobsHost
  readonly #isGuarded: boolean
  #runners: RunnerProcess[] = []
  readonly total = { rounds: 0, jobs: 0, executions: 0, doubled: 0, missed: 0, errors: 0, hung: 0, ms: 0 }

  constructor({ host, isGuarded }: RaceTeamOptions) {
    this.#host = host
    this.#isGuarded = isGuarded
  }

  async start(): Promise<void> {
    this.#runners = Array.from({ length: processCount }, () => new RunnerProcess(this.#host, this.#isGuarded))
    await Promise.all(this.#runners.map((runner) => runner.ready()))
  }

  async stop(): Promise<void> {
    await Promise.all(this.#runners.map((runner) => runner.kill()))
  }

  /** All processes at one instant on 200 jobs that do nothing, until none is left. */
  async race(): Promise<void> {
    const { total } = this
    await this.#host.queue(jobCount, queue)
    const atMs = Date.now() + 200
    const ended = new AbortController()
    const runs = this.#runners.map((runner) => runner.run({ queue, atMs, deleteJobOnComplete: false }))
    const hangs = wait(hungMs, undefined, { signal: ended.signal }).catch(() => undefined)
    const errors = await Promise.race([Promise.all(runs), hangs])
    ended.abort()
    total.ms += Date.now() - atMs
    const times = [...(await this.#host.takeExecutions()).values()]
    total.rounds += 1
    total.jobs += jobCount
    total.executions += times.reduce((sum, count) => sum + count, 0)
    total.doubled += times.filter((count) => count > 1).length
    total.missed += jobCount - times.length
    if (errors) total.errors += errors.flat().length
    else {
      total.hung += 1
      // They are about to be killed.
      for (const run of runs) run.catch(() => undefined)
      await this.stop()
      await this.start()
    }
    await this.#host.payload.db.deleteMany({ collection: 'payload-jobs', where: {} })
  }
}

await bench({ rounds: 50, contrastRounds: 10 }, async ({ rounds, contrastRounds }) => {
  const host = await startJobs()
  const claims = new ClaimTeam(host)
  const guarded = new RaceTeam({ host, isGuarded: true })
  const stock = new RaceTeam({ host, isGuarded: false })
  try {
    await claims.start()
    const [ours, naive]: [Race[], Race[]] = [[], []]
    for (let round = 0; round < rounds; round += 1) {
      ours.push(await claims.race())
      if (round < contrastRounds) naive.push(await claims.race({ isNaive: true }))
    }
    await claims.stop()
    await host.payload.db.deleteMany({ collection: 'payload-jobs', where: {} })

    await guarded.start()
    await stock.start()
    for (let round = 0; round < rounds; round += 1) {
      await guarded.race()
      if (round < contrastRounds) await stock.race()
    }
    const steps = { ours: sumOf(ours), naive: sumOf(naive) }
    const jobs = { guarded: guarded.total, stock: stock.total }
    const { doubled, claimedTwice, left, inVain, wakeUpsLeft } = steps.ours
    const { missed, errors, hung } = jobs.guarded
    const isMet =
      doubled + claimedTwice + left + inVain + wakeUpsLeft === 0 &&
      jobs.guarded.doubled + missed + errors + hung === 0 &&
      steps.naive.doubled > 0 &&
      jobs.stock.doubled > 0
    const lines = [
      ...Object.entries(steps).map(
        ([name, result]) =>
          `steps, ${name}: ${result.steps} in ${result.rounds} rounds, ${result.doubled} claimed once too often, ` +
          `${result.left} never; ${result.inVain} wake-ups in vain, ${result.wakeUpsLeft} left; ` +
          `${perSecond(result.steps - result.left, result.ms)} steps/s`,
      ),
      ...Object.entries(jobs).map(
        ([name, result]) =>
          `jobs, ${name}: ${result.jobs} in ${result.rounds} rounds, ${result.doubled} done more than once, ` +
          `${result.missed} never, ${result.errors} errors, ${result.hung} rounds hung; ` +
          `${perSecond(result.jobs - result.missed, result.ms)} jobs/s`,
      ),
    ]
    return { figures: { steps, jobs }, isMet, text: lines.join('\n') }
  } finally {
    await claims.stop()
    await guarded.stop()
    await stock.stop()
    await host.stop()
  }
})

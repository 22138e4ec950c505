import { setTimeout as wait } from 'node:timers/promises'
import { RunnerProcess } from '../../test/integration/guard/RunnerProcess.js'
import type { JobsHost } from '../../test/integration/guard/startJobs.js'

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
export class RaceTeam {
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

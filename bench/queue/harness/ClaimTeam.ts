import { sql } from '@payloadcms/db-postgres/drizzle'
import { poolOf } from '../../../src/database/adapter.js'
import { settingsOf } from '../../../src/options/Settings.js'
import { poolStore } from '../../../src/runs/sql/store.js'
import { ClaimerProcess } from '../../../test/chaos/processes/ClaimerProcess.js'
import type { TestPayload } from '../../../test/integration/helpers/startTestPayload.js'
import { addWaiting } from './fillQueue.js'
import { uriOf } from './queueRunner.js'

const processCount = 4
const stepCount = 200
const requesters = 7

/** Four processes with five slots each that race for the same wake-ups and steps round after round. */
export class ClaimTeam {
  readonly #host: TestPayload
  readonly #claimers: ClaimerProcess[]

  /** @param env of the processes */
  constructor(host: TestPayload, env: Record<string, string> = {}) {
    this.#host = host
    this.#claimers = Array.from({ length: processCount }, () => new ClaimerProcess(uriOf(host.payload), env))
  }

  async start(): Promise<void> {
    await Promise.all(this.#claimers.map((claimer) => claimer.ready()))
  }

  async stop(): Promise<void> {
    await Promise.all(this.#claimers.map((claimer) => claimer.kill()))
  }

  /**
   * All processes at one instant on 200 steps that are due, and as many wake-ups, until none is left.
   *
   * @param isNaive whether they look for a step and then take it, as a race that must show steps claimed twice
   */
  async race({ isNaive = false } = {}) {
    const { payload } = this.#host
    const db = poolOf(payload)
    const { steps, runs, jobs } = poolStore(payload, settingsOf(payload))
    for (const table of [steps, runs, jobs]) await db.execute(sql`delete from ${table}`)
    await addWaiting({ payload, requesters, priorities: 3, steps: stepCount })
    const atMs = Date.now() + 100
    const all = await Promise.all(this.#claimers.map((claimer) => claimer.claim({ atMs, isNaive })))
    const ms = Date.now() - atMs
    const claimed = all.flatMap((one) => one.steps)
    const count = async (rows: ReturnType<typeof sql>) =>
      Number((await db.execute(sql`select count(*) as count from ${rows}`)).rows[0]?.count)
    return {
      steps: stepCount,
      /** Claims that gave a step to somebody who was not the first, as they know it and as the database does. */
      doubled: claimed.length - new Set(claimed).size,
      claimedTwice: await count(sql`${steps} where claims > 1`),
      /** Steps nobody claimed, and wake-ups for which there was no step any more. */
      left: await count(sql`${steps} where status = 'queued'`),
      inVain: all.reduce((sum, { inVain }) => sum + inVain, 0),
      wakeUpsLeft: isNaive ? 0 : await count(jobs),
      ms,
    }
  }
}

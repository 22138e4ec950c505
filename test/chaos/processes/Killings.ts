import { sql } from '@payloadcms/db-postgres/drizzle'
import { poolOf } from '../../../src/database/adapter.js'
import type { TestPayload } from '../../integration/helpers/startTestPayload.js'
import { unbilledCalls } from '../unbilledCalls.js'
import type { WorkerTeam } from './WorkerTeam.js'

interface KillingsOptions {
  host: TestPayload
  team: WorkerTeam
  /** Whether the leases of the killed end with them, where nothing is to be learned from waiting. */
  expireLeases: boolean
}

interface Killed {
  /** Its calls that the model had not answered. */
  openCalls: number
  /** `generate` steps that were its own. */
  heldSteps: number
}

interface KillingsSummary {
  /** Of all that were killed. */
  openCalls: number
  heldSteps: number
  /** Calls of theirs that stand in no ledger, or as lost ones. */
  lost: number
  /** What must not be: calls without a bill of those who live, more of the killed than they held steps, bills too many. */
  wrong: string[]
}

/** Kills workers and knows what each of them had in flight: a step has one call at a time, and no more may be lost. */
export class Killings {
  readonly #options: KillingsOptions
  readonly #killed = new Map<string, Killed>()

  constructor(options: KillingsOptions) {
    this.#options = options
  }

  async kill(index: number): Promise<void> {
    const { host, team } = this.#options
    const worker = team.worker(index)
    const calls = host.model.requests().filter(({ body }) => body.model === worker.model)
    const openCalls = calls.filter(({ finishedAt }) => finishedAt === undefined).length
    await team.kill(worker)
    this.#killed.set(worker.model, { openCalls, heldSteps: await this.#stepsOf(worker.process.pid) })
  }

  async summary(): Promise<KillingsSummary> {
    const unbilled = await unbilledCalls(this.#options.host)
    const killed = [...this.#killed.entries()]
    const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
    return {
      openCalls: sum(killed.map(([, { openCalls }]) => openCalls)),
      heldSteps: sum(killed.map(([, { heldSteps }]) => heldSteps)),
      lost: sum(killed.map(([model]) => unbilled.get(model) ?? 0)),
      wrong: [...unbilled].flatMap(([model, calls]) => {
        const inFlight = this.#killed.get(model)?.heldSteps ?? 0
        return calls < 0 || calls > inFlight ? [`${model}: ${calls} calls without a bill, ${inFlight} in flight`] : []
      }),
    }
  }

  async #stepsOf(pid: number): Promise<number> {
    const { host, expireLeases } = this.#options
    const { rows } = await poolOf(host.payload).execute(sql`
      update generation_steps set lease_until = ${expireLeases ? sql`now()` : sql`lease_until`}
      where status = 'running' and lease_owner like ${`${pid}:%`}
      returning kind`)
    return rows.filter(({ kind }) => kind === 'generate').length
  }
}

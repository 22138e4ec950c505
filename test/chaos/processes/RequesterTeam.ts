import { sql } from '@payloadcms/db-postgres/drizzle'
import { uriOf } from '../../../bench/queue/harness/queueRunner.js'
import { poolOf } from '../../../src/database/adapter.js'
import type { TestPayload } from '../../integration/helpers/startTestPayload.js'
import { type Requested, RequesterProcess, type RequestOrder } from './RequesterProcess.js'

const processCount = 4
/** Until all of them have read the order. */
const leadMs = 150

/** Four processes that request runs at one instant. */
export class RequesterTeam {
  readonly #host: TestPayload
  readonly #requesters: RequesterProcess[]

  /** @param envs what one after the other of them gets beside the database */
  constructor(host: TestPayload, envs: readonly Record<string, string>[] = []) {
    this.#host = host
    this.#requesters = Array.from(
      { length: processCount },
      (_, index) => new RequesterProcess(uriOf(host.payload), envs[index % Math.max(1, envs.length)]),
    )
  }

  async start(): Promise<void> {
    await Promise.all(this.#requesters.map((requester) => requester.ready()))
  }

  async stop(): Promise<void> {
    await Promise.all(this.#requesters.map((requester) => requester.kill()))
  }

  /** Each of `by` requests so many runs in each process, all of them at once. */
  async request(order: Omit<RequestOrder, 'atMs'>): Promise<Requested[]> {
    const atMs = Date.now() + leadMs
    return (await Promise.all(this.#requesters.map((requester) => requester.request({ ...order, atMs })))).flat()
  }

  /** Forgets all requests. */
  async reset(): Promise<void> {
    const db = poolOf(this.#host.payload)
    for (const table of [
      'generation_steps',
      'generation_runs',
      'generation_admissions',
      'payload_jobs',
      'drill_series',
    ]) {
      await db.execute(sql`delete from ${sql.identifier(table)}`)
    }
  }
}

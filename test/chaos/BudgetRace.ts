import { setTimeout as wait } from 'node:timers/promises'
import { sql } from '@payloadcms/db-postgres/drizzle'
import { poolOf } from '../../src/database/adapter.js'
import { addPositions } from '../integration/helpers/addPositions.js'
import { startTestPayload, type TestPayload } from '../integration/helpers/startTestPayload.js'
import { readSpending } from '../integration/limits/spending.js'
import { drillsFor, type ModelServer, startModelServer } from '../integration/model/servers/startModelServer.js'
import { requestRun } from '../integration/runs/helpers/requestRun.js'
import { waitFor } from '../shared/waitFor.js'
import type { WorkerProcess } from './processes/WorkerProcess.js'
import { WorkerProcesses } from './processes/WorkerProcesses.js'

const processCount = 4
const runCount = 5
const stepsPerRun = 10

export interface BudgetRound {
  /** Calls that came to the model. */
  started: number
  /** Calls that the ledger has as lost, because their worker was killed. */
  lost: number
  /** Tokens that were counted, and those that may be. */
  spent: number
  limit: number
  /** Reserved by nobody. */
  leaked: number
}

/**
 * Fifty steps of five runs at once in four processes, on a budget of a few calls of the whole site; one of the processes is
 * killed in the middle. The model tells no tokens, so that each call counts as the most that it can take.
 */
export class BudgetRace {
  readonly calls: number
  #host: TestPayload | undefined
  #server: ModelServer | undefined
  #processes: WorkerProcesses | undefined
  #workers: WorkerProcess[] = []
  #spare: WorkerProcess | undefined
  /** All four work. */
  #replaced: Promise<void> = Promise.resolve()
  #limit = 0

  /** @param calls how many the budget has room for */
  constructor(calls: number) {
    this.calls = calls
  }

  async start(): Promise<void> {
    const server = await startModelServer()
    this.#server = server
    server.answer((call, response) => {
      // As providers take their time, and some tell no usage.
      void wait(100 + Math.random() * 200).then(() => {
        if (response.destroyed) return
        const message = { role: 'assistant', content: JSON.stringify(drillsFor(call)) }
        response.writeHead(200, { 'content-type': 'application/json' })
        response.end(
          JSON.stringify({ model: call.body.model, choices: [{ index: 0, message, finish_reason: 'stop' }] }),
        )
      })
    })
    this.#host = await startTestPayload({ options: { drillSeries: { maxPositionsPerPhase: 1000 } } })
    await addPositions({ payload: this.#host.payload, counts: { opening: stepsPerRun + 10 } })
    // Prompts differ by a few tokens, and so little that no further call fits.
    this.#limit = this.calls * ((await this.#mostOfCall()) + 20)
    this.#processes = new WorkerProcesses(this.#host)
    this.#workers = Array.from({ length: processCount }, () => this.#load())
    this.#spare = this.#load()
    await Promise.all(this.#workers.map((worker) => worker.work()))
  }

  async round(): Promise<BudgetRound> {
    const { host, server } = this.#started()
    const db = poolOf(host.payload)
    await this.#replaced
    await db.execute(sql`with used as (delete from generation_usage) delete from generation_budgets`)
    await db.execute(sql`delete from generation_logs`)
    const before = server.calls().length
    const runs = await Promise.all(
      Array.from({ length: runCount }, (_, seed) =>
        requestRun(host, { targetDrillCount: stepsPerRun, batchSize: 1, seed }),
      ),
    )
    const killAt = 1 + Math.floor(Math.random() * (this.calls - 1))
    await waitFor('the calls before the kill', () => server.calls().length - before >= killAt, { deadlineMs: 180_000 })
    await this.#kill(Math.floor(Math.random() * processCount))
    await waitFor(
      'all runs to pause, or to end where they have had the luck',
      async () => {
        // As if the killed one had been dead for longer than its lease.
        await db.execute(sql`
        update generation_steps set lease_until = now()
        where status = 'running' and not lease_owner like any(${sql.param(this.#workers.map(({ pid }) => `${pid}:%`))}::text[])`)
        const { rows } = await db.execute(sql`
        select (select count(*) from generation_runs where status in ('queued', 'planning', 'running'))::int as open,
          (select count(*) from generation_steps where status = 'running')::int as running`)
        return rows[0]?.open === 0 && rows[0]?.running === 0
      },
      { deadlineMs: 180_000 },
    )
    const { counters, ledger, underWay } = await readSpending(host)
    const [counter] = counters
    const started = server.calls().length - before
    for (const { id } of runs) await host.payload.delete({ collection: 'generation-runs', id })
    return {
      started,
      lost: Number(ledger?.lost),
      spent: Number(counter?.spentTokens),
      limit: this.#limit,
      leaked: Number(counter?.reservedTokens) + Number(underWay),
    }
  }

  async stop(): Promise<void> {
    await this.#processes?.killAll()
    await this.#host?.stop()
    await this.#server?.stop()
  }

  /** As the workers reserve for it, all of which have the same prompts. */
  async #mostOfCall(): Promise<number> {
    const { host } = this.#started()
    const { payload } = host
    const { id } = await requestRun(host, { targetDrillCount: 1, batchSize: 1, maxTokens: 1 })
    const worker = host.work()
    const { pausedBy } = await waitFor('the most that a call may take', async () => {
      const run = await payload.findByID({ collection: 'generation-runs', id, depth: 0 })
      return run.status === 'paused' && run
    })
    await worker.stop()
    await payload.delete({ collection: 'generation-runs', id })
    return pausedBy.needed
  }

  /** The spare one takes its place; the next one loads meanwhile. */
  async #kill(index: number): Promise<void> {
    const killed = this.#workers[index]
    await killed?.kill()
    const next = this.#spare ?? this.#load()
    this.#spare = this.#load()
    this.#workers = this.#workers.with(index, next)
    // The others do not wait for it to be loaded.
    this.#replaced = next.work()
    this.#replaced.catch(() => undefined)
  }

  #load(): WorkerProcess {
    const { processes, server } = this.#started()
    const budgets = JSON.stringify({ site: { day: { tokens: this.#limit } } })
    return processes.start({ MODEL_URL: server.baseURL, CONCURRENCY: '13', BUDGETS: budgets, POOL_MAX: '15' })
  }

  #started() {
    if (!this.#host || !this.#server) throw new Error('The race was not started.')
    return { host: this.#host, server: this.#server, processes: this.#processes ?? new WorkerProcesses(this.#host) }
  }
}

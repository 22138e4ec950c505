import { DrizzleQueryError, sql } from '@payloadcms/db-postgres/drizzle'
import { createLocalReq } from 'payload'
import { poolOf, type Sql } from '../../../src/database/adapter.js'
import { inTransaction } from '../../../src/database/transactions.js'
import { type Settings, settingsOf } from '../../../src/options/Settings.js'
import { controlRun } from '../../../src/runs/controlRun.js'
import { failRun, finishStep } from '../../../src/runs/endRun.js'
import type { RunDoc } from '../../../src/runs/kind/RunKind.js'
import { RunPaused } from '../../../src/runs/kind/RunPaused.js'
import { openSteps } from '../../../src/runs/openSteps.js'
import { claimStep, findOurSteps, renewLease } from '../../../src/runs/sql/claims.js'
import { poolStore, type RunStore, storeIn } from '../../../src/runs/sql/store.js'
import { beginStep, NoRoom } from '../../../src/runs/step/beginStep.js'
import { failStep } from '../../../src/runs/step/endStep.js'
import type { StepContext } from '../../../src/runs/step/StepContext.js'
import { releaseStep, stepBroke } from '../../../src/runs/step/stepBroke.js'
import { workOnStep } from '../../../src/runs/step/workOnStep.js'
import { sweep } from '../../../src/runs/sweep.js'
import { StepWaits } from '../../../src/runs/topics.js'
import type { RunAction, Step } from '../../../src/runs/vocabulary.js'
import type { TestPayload } from '../helpers/startTestPayload.js'
import { type Answer, answeringModel, WorkerDied } from './answeringModel.js'
import { Pause } from './Pause.js'
import { protocolDrafts, protocolKind, requestedOf, runInput, type Shape } from './protocolKind.js'

/** What a worker does with a step it once claimed. */
export const acts = [
  'begin',
  'renew',
  'look',
  'work',
  'workLate',
  'release',
  'releaseUncounted',
  'break',
  'outage',
  'fail',
  'failRun',
] as const
export type Act = (typeof acts)[number]

const leaseSeconds = 3600
/** As the driver and Drizzle say it. */
const outage = new DrizzleQueryError(
  'select 1',
  [],
  Object.assign(new Error('sorry, too many clients already'), { code: '53300' }),
)

/** The verbs of the protocol as workers, users and the sweeper call them, on the real database. */
export class Protocol {
  readonly db: Sql
  readonly settings: Settings
  /** Every claim ever made, by whoever holds the step now. */
  claims: Step[] = []
  readonly #store: RunStore
  readonly #pauses = new Map<Step, Pause>()
  /** The processes of Postgres behind saves that are held. */
  readonly #backends = new Map<Step, number>()
  readonly #runs = new Map<Step['run'], RunDoc>()
  readonly #kind = protocolKind((step, db) => this.#pause(step, db))

  constructor(readonly host: TestPayload) {
    this.db = poolOf(host.payload)
    this.settings = settingsOf(host.payload)
    this.#store = poolStore(host.payload, this.settings)
  }

  async prepare(): Promise<void> {
    await this.db.execute(protocolDrafts)
  }

  async reset(): Promise<void> {
    this.claims = []
    await this.db.execute(sql`
      with drafts as (delete from protocol_drafts), logs as (delete from generation_logs), jobs as (delete from payload_jobs),
        budgets as (delete from generation_budgets), usage as (delete from generation_usage),
        steps as (delete from generation_steps)
      delete from generation_runs`)
  }

  /** A run and its plan step, as `POST /generation-runs` leaves them. */
  async request(shape: Shape): Promise<void> {
    const requested = requestedOf(shape)
    await inTransaction(this.host.payload, async (req) => {
      const store = await storeIn(req, this.settings)
      const { rows } = await store.db.execute(sql`
        insert into generation_runs (
          kind, input, title, priority, status, progress_requested, progress_generated, progress_failed, usage_calls,
          open_steps, next_index, is_planned, version, created_at, updated_at
        ) values (
          'protocol', ${JSON.stringify(shape)}::jsonb, 'Protocol', 0, 'queued', ${requested}, 0, 0, 0, 0, 0, false, 1, now(), now()
        ) returning id`)
      const run = Number(rows[0]?.id)
      const doc: RunDoc = {
        id: run,
        input: runInput.parse(shape),
        requested,
        target: undefined,
        facts: {},
        role: 'system',
        kind: 'protocol',
      }
      this.#runs.set(run, doc)
      const progress = { openSteps: 0, nextIndex: 0, isPlanned: false }
      await openSteps(store, { req, kind: this.#kind, run: doc, progress })
    })
  }

  async claim(owner: string): Promise<Step | undefined> {
    const step = await claimStep(this.#store, { owner, leaseSeconds })
    if (step) this.claims.push(step)
    return step
  }

  /** Resolves to `false`, or rejects, when the step is no longer ours. */
  async act(step: Step, act: Act, answer: Answer): Promise<unknown> {
    const context = await this.#context(step, answer, act === 'workLate')
    switch (act) {
      case 'begin':
        return this.#begin(context)
      case 'renew':
        return renewLease(this.#store, step, leaseSeconds)
      case 'look':
        return this.#holds(step)
      case 'release':
      case 'releaseUncounted':
        return releaseStep(context, { error: 'Later.', isCounted: act === 'release' })
      case 'break':
        return stepBroke({ held: context, context, error: new Error('It broke.'), isStopping: false })
      case 'outage':
        return stepBroke({ held: context, context, error: outage, isStopping: false })
      case 'fail':
        return step.kind === 'finish' ? failRun(context, 'It failed.') : failStep(context, 'It failed.')
      case 'failRun':
        return failRun(context, 'It failed.')
      default:
        if (step.kind === 'finish') return finishStep(context)
        return this.#work(context)
    }
  }

  /** Lets the save of this claim wait, its transaction open, until it is released. */
  holdSaves(step: Step): Pause {
    const pause = new Pause()
    this.#pauses.set(step, pause)
    return pause
  }

  /** Ends the session of a held save, as when its connection breaks. */
  async killSave(step: Step): Promise<void> {
    await this.db.execute(sql`select pg_terminate_backend(${this.#backends.get(step)}, 10000)`)
  }

  control(run: number, action: RunAction): Promise<void> {
    return controlRun({ payload: this.host.payload, run, action })
  }

  delete(run: number): Promise<unknown> {
    return this.host.payload.delete({ collection: 'generation-runs', id: run, depth: 0 })
  }

  /** As if the workers had been silent for longer than their leases. */
  async expire(steps: readonly number[]): Promise<void> {
    await this.db.execute(sql`
      update generation_steps set lease_until = now() - interval '1 second'
      where status = 'running' and id = any(${sql.param(steps)})`)
  }

  async sweep(): Promise<void> {
    await sweep(this.host.payload, this.settings)
  }

  /** As a worker does it: what waits, or pauses its run, is released. */
  async #work(context: StepContext): Promise<boolean> {
    try {
      await workOnStep(context)
      return true
    } catch (error) {
      if (error instanceof WorkerDied) return true
      if (!(error instanceof StepWaits || error instanceof RunPaused)) throw error
      const wasHeld = await this.#holds(context.step)
      await stepBroke({ held: context, context, error, isStopping: false })
      return wasHeld
    }
  }

  /** As a worker does it: a run that must wait gives the step back. */
  async #begin(context: StepContext): Promise<unknown> {
    try {
      return await beginStep(context)
    } catch (error) {
      if (!(error instanceof NoRoom)) throw error
      return stepBroke({ held: context, context, error, isStopping: false })
    }
  }

  async #holds(step: Step): Promise<boolean> {
    return (await findOurSteps(this.#store, [step])).has(step.id)
  }

  async #pause(step: Step, db: Sql): Promise<void> {
    const pause = this.#pauses.get(step)
    if (!pause) return
    const { rows } = await db.execute(sql`select pg_backend_pid() as pid`)
    this.#backends.set(step, Number(rows[0]?.pid))
    await pause.pass()
  }

  async #context(step: Step, answer: Answer, isLate: boolean): Promise<StepContext> {
    const run = this.#runs.get(step.run)
    if (!run) throw new Error(`Run ${step.run} was never requested.`)
    return {
      payload: this.host.payload,
      settings: this.settings,
      model: answeringModel(answer, async () => {
        await this.expire([Number(step.id)])
        await this.sweep()
      }),
      kinds: [this.#kind],
      store: this.#store,
      step,
      // Nobody tells these workers that they lost their lease: they find out by the fence.
      signal: new AbortController().signal,
      leaving: new AbortController().signal,
      deadline: isLate ? AbortSignal.abort() : new AbortController().signal,
      kind: this.#kind,
      run,
      onFree: undefined,
      req: await createLocalReq({}, this.host.payload),
    }
  }
}

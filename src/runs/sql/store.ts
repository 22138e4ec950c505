import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import type { BasePayload, PayloadRequest } from 'payload'
import { newRowId, poolOf, type Sql, table } from '../../database/adapter.js'
import { channelOf } from '../../database/notifications.js'
import { idOf } from '../../database/stored.js'
import { sqlOf, transactionOf } from '../../database/transactions.js'
import type { Settings } from '../../options/Settings.js'
import { activeStatuses, type Id, openStatuses, type RunStatus, type Step } from '../vocabulary.js'

/** Where runs and steps are: the tables that our verbs write, and the connection they write them on. */
export interface RunStore {
  /** The pool, or the transaction of a request. */
  readonly db: Sql
  readonly runs: SQL
  readonly steps: SQL
  readonly logs: SQL
  readonly breakers: SQL
  readonly admissions: SQL
  readonly usage: SQL
  readonly budgets: SQL
  readonly workers: SQL
  readonly maintenance: SQL
  readonly jobs: SQL
  /** The queue of our wake-ups. */
  readonly queue: string
  /** The id of a new row. */
  readonly newId: () => SQL
  /** Whether a run is neither paused nor ended, by its status. */
  readonly isActive: (status: SQL) => SQL
  /** Runs that may be worked on at once. */
  readonly maxRunning: number
  /** Where our notifications go. */
  readonly channel: string
  /** For `returning` of whatever changes a run's version: tells everybody, when the transaction commits. */
  readonly runChanged: SQL
}

type Where = Pick<Settings, 'slugs' | 'queue' | 'limits'>
type Request = Pick<PayloadRequest, 'payload' | 'transactionID'>

/** On the pool: each verb stands for itself. */
export const poolStore = (payload: BasePayload, settings: Where): RunStore =>
  storeOn(payload, settings, poolOf(payload))

/**
 * In the transaction of a request.
 *
 * @throws TransactionGone when it has ended
 */
export const storeIn = async (req: Request, settings: Where): Promise<RunStore> =>
  storeOn(req.payload, settings, await transactionOf(req))

/**
 * In the transaction of a request where it has one, else on the pool.
 *
 * @throws TransactionGone when it had one, and that has ended
 */
export const storeOf = async (req: Request, settings: Where): Promise<RunStore> =>
  storeOn(req.payload, settings, await sqlOf(req))

const storeOn = (payload: BasePayload, { slugs, queue, limits }: Where, db: Sql): RunStore => {
  const channel = channelOf(payload, slugs.generationRuns)
  return {
    db,
    runs: table(payload, slugs.generationRuns),
    steps: table(payload, slugs.generationSteps),
    logs: table(payload, slugs.generationLogs),
    breakers: table(payload, slugs.generationBreakers),
    admissions: table(payload, slugs.generationAdmissions),
    usage: table(payload, slugs.generationUsage),
    budgets: table(payload, slugs.generationBudgets),
    workers: table(payload, slugs.generationWorkers),
    maintenance: table(payload, slugs.generationMaintenance),
    jobs: table(payload, 'payload-jobs'),
    queue,
    newId: () => newRowId(payload),
    isActive,
    maxRunning: limits.maxRunning,
    channel,
    runChanged: sql`pg_notify(${channel}, concat_ws(' ', ${topicInSql.run(sql`id`)}, version, status))`,
  }
}

/**
 * Numbers are `numeric` columns, which the driver returns as text. Takes whatever it finds: a row that was claimed must
 * come to the worker that deals with it, even when nothing can be made of it.
 */
export const stepOfRow = (row: Record<string, unknown>): Step => ({
  id: idOf(row.id),
  run: idOf(row.run_id),
  userKey: typeof row.requester_key === 'string' ? row.requester_key : 'system',
  index: Number(row.index),
  key: typeof row.key === 'string' ? row.key : '',
  kind: String(row.kind),
  // -0 would be another number to `Object.is`.
  priority: 0 - Number(row.rank),
  attempts: Number(row.attempts),
  claims: Number(row.claims),
  token: Number(row.token),
  error: typeof row.error === 'string' ? row.error : undefined,
  input: row.input,
  result: row.result,
})

/** Written out, so that the planner sees which statuses. */
const isOneOf = (statuses: readonly RunStatus[]) => {
  const list = statuses.map((status) => `'${status}'`).join(', ')
  return (status: SQL): SQL => sql`${status} in (${sql.raw(list)})`
}

/** Whether the steps of a run may be claimed, by its status. */
export const isActive = isOneOf(activeStatuses)

/** Whether a run has not ended, by its status. */
export const isOpen = isOneOf(openStatuses)

/** What topics begin with that SQL writes, too. */
const begins = { run: 'run:', provider: 'provider:' } as const

/** What notifications are about. */
export const topicOf = {
  /** Facts: the run's version and status, `deleted` when it is gone. */
  run: (id: Id): string => `${begins.run}${id}`,
  /** No facts: there is work in this queue, now or later. */
  wakeUps: (queue: string): string => `wakeUps:${queue}`,
  /** Facts: the id of a run whose text is read as it is written. */
  readers: 'readers',
  /** Facts: a step's index, and the end of what it is writing. */
  text: (run: Id): string => `text:${run}`,
  /** What a step may wait for: a model provider that may be asked again. */
  provider: (name: string): string => `${begins.provider}${name}`,
}

const quotedBegin = (topic: keyof typeof begins): SQL => sql.raw(`'${begins[topic]}'`)

/** Topics of `topicOf` as they are written from what stands in a row. */
export const topicInSql = {
  run: (id: SQL): SQL => sql`${quotedBegin('run')} || ${id}`,
  provider: (name: SQL): SQL => sql`${quotedBegin('provider')} || ${name}`,
  isProvider: (topic: SQL): SQL => sql`starts_with(${topic}, ${quotedBegin('provider')})`,
}

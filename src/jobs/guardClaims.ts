import { postgresAdapter } from '@payloadcms/db-postgres'
import type { BaseDatabaseAdapter, DatabaseAdapterObj, Payload, UpdateJobs } from 'payload'
import { isOutage } from '../database/outages.js'
import { loggable } from '../errors.js'
import { InvalidOption } from '../options/parseOptions.js'
import type { Settings } from '../options/Settings.js'
import { type SeenOverdue, sweep } from '../runs/sweep.js'
import { wait } from '../waiting.js'
import { guardedUpdateJobs, mayClaimIn } from './claimJobs.js'

interface GuardClaims {
  db: DatabaseAdapterObj
  settings: Settings
}

/**
 * The host's adapter with two things before `updateJobs`, the one door through which every runner of Payload claims jobs:
 * `payload.jobs.run`, autoRun, REST and the `jobs:run` command. A guard, and before that a sweep. They stand where the
 * adapter is made, so that a hot reload, which keeps the adapter, keeps them too. The guard is off, with a line in the log,
 * when Payload leases jobs itself (Payload 4) or something else wraps the door already; sweeping is not.
 *
 * @throws InvalidOption when Payload starts, if its jobs are set up to be claimed past the door
 */
export const guardClaims = ({ db, settings }: GuardClaims): DatabaseAdapterObj => ({
  ...db,
  init: (args) => {
    const { payload } = args
    const adapter = db.init(args)
    guard(adapter, payload, settings)
    adapter.updateJobs = sweepingUpdateJobs({ payload, settings, updateJobs: adapter.updateJobs.bind(adapter) })
    return adapter
  },
})

const guard = (adapter: BaseDatabaseAdapter, payload: Payload, { queue, safeQueue }: Settings): void => {
  const way = wayPast(payload)
  if (safeQueue === false) {
    const msg = `with ${way} Payload's own runners do not take up what killed processes left: that takes a worker`
    if (way !== undefined) payload.logger.warn({ msg })
  } else if (leasesJobs(payload)) {
    payload.logger.info({ msg: 'the claim guard is off: this Payload leases its jobs itself' })
  } else if (adapter.updateJobs !== stockUpdateJobs(payload)) {
    payload.logger.warn({ msg: "the claim guard is off: `payload.db.updateJobs` is not the Postgres adapter's own" })
  } else if (way !== undefined) {
    throw new InvalidOption(
      'safeQueue',
      `is "${safeQueue}", but this config sets ${way}, with which Payload claims jobs past the guard, so that two runners may get the same job; remove ${way}, or give false and start one runner only`,
    )
  } else {
    const updateJobs = adapter.updateJobs.bind(adapter)
    adapter.updateJobs = guardedUpdateJobs({ payload, updateJobs, queue, areAllGuarded: safeQueue === 'all' })
  }
}

const leasesJobs = ({ collections }: Payload): boolean =>
  collections['payload-jobs']?.config.flattenedFields.some(({ name }) => name === 'processingUntil') ?? false

/** What an adapter has by itself; making one connects to nothing. */
const stockUpdateJobs = (payload: Payload) => postgresAdapter({ pool: {} }).init({ payload }).updateJobs

/** The option with which Payload claims jobs past the door, if any. */
const wayPast = ({ config: { jobs } }: Payload): string | undefined =>
  jobs.runHooks ? '`jobs.runHooks`' : jobs.depth ? '`jobs.depth`' : undefined

/** Between sweeps of one process. */
const everyMs = 15_000

/** A sweep that takes longer goes on beside the claim: it may wait for the very connection that the claim holds. */
const patienceMs = 2000

interface SweepingUpdateJobs {
  payload: Payload
  settings: Settings
  /** The adapter's, guarded or not. */
  updateJobs: UpdateJobs
}

/**
 * `updateJobs` with a sweep before runners claim in our queue, now and then: where no worker sweeps, nothing else would.
 * It must not be left to a job, because a job may die with its runner, or fail, and then none may be left that could.
 *
 * A run whose time is up is ended by a process that lives on (autoRun, REST) when it has seen it so for a lease, as a worker
 * does. A command or function that ends after one call has not; there it is the steps that end their runs, and those that
 * they never end are ended a month later. After an outage it sweeps only when the next time has come, because those who
 * live and have an answer in their hands come first.
 */
const sweepingUpdateJobs = ({ payload, settings, updateJobs }: SweepingUpdateJobs): UpdateJobs => {
  let sweptAtMs = Number.NEGATIVE_INFINITY
  const seenOverdue: SeenOverdue = new Map()
  const sweepOnce = async (): Promise<void> => {
    try {
      await sweep(payload, settings, seenOverdue)
    } catch (err) {
      seenOverdue.clear()
      payload.logger.error({ err: loggable(err), msg: 'sweeping failed' })
    }
  }
  return async (call) => {
    if (mayClaimIn(settings.queue, call) && performance.now() - sweptAtMs >= everyMs) {
      sweptAtMs = performance.now()
      const patience = new AbortController()
      await Promise.race([sweepOnce(), wait(patienceMs, patience.signal)])
      patience.abort()
    }
    try {
      return await updateJobs(call)
    } catch (error) {
      if (isOutage(error)) sweptAtMs = performance.now()
      throw error
    }
  }
}

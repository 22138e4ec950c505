import { postgresAdapter } from '@payloadcms/db-postgres'
import type { DatabaseAdapterObj, Payload } from 'payload'
import { InvalidOption } from '../../options/InvalidOption.js'
import type { Settings } from '../../options/Settings.js'
import { guardedUpdateJobs } from './guardedUpdateJobs.js'

interface GuardClaims {
  db: DatabaseAdapterObj
  settings: Pick<Settings, 'queue' | 'safeQueue'>
}

/**
 * The host's adapter with a guard before `updateJobs`, the one door through which every runner of Payload claims jobs:
 * `payload.jobs.run`, autoRun, REST and the `jobs:run` command. It stands where the adapter is made, so that a hot
 * reload, which keeps the adapter, keeps it too. Off, with a line in the log, when Payload leases jobs itself (Payload 4)
 * or something else wraps the door already.
 *
 * @throws InvalidOption when Payload starts, if its jobs are set up to be claimed past the door
 */
export const guardClaims = ({ db, settings: { queue, safeQueue } }: GuardClaims): DatabaseAdapterObj => {
  if (safeQueue === false) return db
  return {
    ...db,
    init: (args) => {
      const { payload } = args
      const adapter = db.init(args)
      if (leasesJobs(payload)) {
        payload.logger.info({ msg: 'the claim guard is off: this Payload leases its jobs itself' })
        return adapter
      }
      if (adapter.updateJobs !== stockUpdateJobs(payload)) {
        payload.logger.warn({
          msg: "the claim guard is off: `payload.db.updateJobs` is not the Postgres adapter's own",
        })
        return adapter
      }
      checkDoor(payload, safeQueue)
      adapter.updateJobs = guardedUpdateJobs({
        payload,
        updateJobs: adapter.updateJobs.bind(adapter),
        queue,
        areAllGuarded: safeQueue === 'all',
      })
      return adapter
    },
  }
}

const leasesJobs = ({ collections }: Payload): boolean =>
  collections['payload-jobs']?.config.flattenedFields.some(({ name }) => name === 'processingUntil') ?? false

/** What an adapter has that nobody has touched; making one connects to nothing. */
const stockUpdateJobs = (payload: Payload) => postgresAdapter({ pool: {} }).init({ payload }).updateJobs

const checkDoor = ({ config: { jobs } }: Payload, safeQueue: string): void => {
  const way = jobs.runHooks ? '`jobs.runHooks`' : jobs.depth ? '`jobs.depth`' : undefined
  if (way === undefined) return
  throw new InvalidOption(
    'safeQueue',
    `is "${safeQueue}", but this config sets ${way}, with which Payload claims jobs past the guard, so that two runners may get the same job; remove ${way}, or give false and start one runner only`,
  )
}

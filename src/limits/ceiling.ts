import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import { lockNamed, locks } from '../database/locks.js'
import type { LimitStore } from './limitStore.js'

/** Whether a run takes one of the places that there are, by its status: from its first step on, until it is paused or ends. */
const isWorkedOn = (status: SQL): SQL => sql`${status} in ('planning', 'running')`

type Ceiling = Pick<LimitStore, 'runs' | 'maxRunning'>

/** Counted no further than it matters. */
const countWorkedOn = ({ runs, maxRunning }: Ceiling): SQL => sql`(
  select count(*) from (select from ${runs} where ${isWorkedOn(sql`status`)} limit ${maxRunning}) worked_on
)`

/** Whether one more run may be worked on; looked at once in a statement. */
export const hasRoom = (store: Ceiling): SQL => sql`${countWorkedOn(store)} < ${store.maxRunning}`

/**
 * Lets one transaction at a time decide whether a run may begin. Taken after the run's lock, as by everyone; a statement after
 * it sees what was decided before.
 */
export const lockCeiling = async ({ db }: LimitStore): Promise<void> => {
  await lockNamed(db, locks.ceiling)
}

/** How many runs are worked on, and how many may be. */
export const readRoom = async (store: Pick<LimitStore, 'db' | 'runs' | 'maxRunning'>): Promise<Room> => {
  const { rows } = await store.db.execute(sql`
    select count(*) as running from ${store.runs} where ${isWorkedOn(sql`status`)}
  `)
  return { limit: store.maxRunning, running: Number(rows[0]?.running ?? 0) }
}

export interface Room {
  /** Runs of all users that may be worked on at once. */
  limit: number
  running: number
}

/** What is said of a run that waits for room, to users who look at it. */
export const waitingForRoom = (limit: number): string =>
  `It waits until there is room: ${limit} ${limit === 1 ? 'run is' : 'runs are'} being worked on, as many as may be at once.`

/** More runs are open than may be worked on, or as many. */
export const isCrowded = ({ runs, isActive, maxRunning }: LimitStore): SQL => sql`(
  select count(*) from (select from ${runs} where ${isActive(sql`status`)} limit ${maxRunning}) open
) >= ${maxRunning}`

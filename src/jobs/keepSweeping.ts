import { sql } from '@payloadcms/db-postgres/drizzle'
import type { BasePayload } from 'payload'
import { loggable } from '../errors.js'
import type { Settings } from '../options/Settings.js'
import { type SeenOverdue, sweep } from '../runs/sweep.js'
import { wait } from '../waiting.js'
import type { Connection } from './watches.js'

/** How long those who hold steps have to bring what was paid for while the database was away. */
const reportMs = 3000

interface KeepSweeping {
  payload: BasePayload
  settings: Settings
  connection: Connection
  /** Milliseconds between sweeps. */
  everyMs: number
  /** Ends it. */
  signal: AbortSignal
}

/**
 * Sweeps again and again. After an outage most leases have run out, of workers too that live and have an answer in their
 * hands: they come first.
 */
export const keepSweeping = async ({ payload, settings, connection, everyMs, signal }: KeepSweeping): Promise<void> => {
  const { logger } = payload
  const seenOverdue: SeenOverdue = new Map()
  while (!signal.aborted) {
    try {
      await timeToReport(connection, signal)
      if (signal.aborted) return
      const { reopened, woken, ended } = await sweep(payload, settings, seenOverdue)
      if (reopened + woken + ended > 0) logger.info({ msg: 'swept', reopened, woken, ended })
    } catch (err) {
      // While the database was away no process could end them.
      seenOverdue.clear()
      logger.error({ err: loggable(err), msg: 'sweeping failed' })
    }
    await wait(everyMs, signal)
  }
}

/** Resolves when the database has been there for long enough; when it was away once more meanwhile, they get their time anew. */
export const timeToReport = async ({ db, msSinceBack }: Connection, signal: AbortSignal): Promise<void> => {
  for (;;) {
    await db.execute(sql`select 1`)
    const restMs = reportMs - msSinceBack()
    if (restMs <= 0 || signal.aborted) return
    await wait(restMs, signal)
  }
}

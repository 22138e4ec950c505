import { getPayload, type SanitizedConfig } from 'payload'
import { withoutPush } from '../database/adapter.js'
import { loggable } from '../errors.js'
import { maintainByHand } from './maintenance/runTasks.js'

/**
 * `payload coursewright:maintain [task…]`: does these tasks of maintenance now, `due` those whose time has come, and without
 * a name lists them all. Exit code 1 when one failed, is unknown, or is being done by another process; Payload's command
 * would make a 0 of anything that is thrown.
 */
export const script = async (config: SanitizedConfig): Promise<void> => {
  try {
    const payload = await getPayload({ config: { ...config, db: withoutPush(config.db) } })
    // What follows `payload coursewright:maintain`.
    await maintainByHand({ payload, args: process.argv.slice(3), say: (line) => process.stdout.write(`${line}\n`) })
    await payload.destroy()
  } catch (error) {
    // What Postgres said, not the query.
    const reason = loggable(error)
    process.stderr.write(`${reason instanceof Error ? reason.message : String(reason)}\n`)
    process.exit(1)
  }
}

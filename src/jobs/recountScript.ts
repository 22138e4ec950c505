import { getPayload, type SanitizedConfig } from 'payload'
import { withoutPush } from '../database/adapter.js'
import { loggable } from '../errors.js'
import { recountPositions } from '../library/recount.js'

/**
 * `payload coursewright:recount`: counts the drills of every position anew and says how many counts were wrong. Exit code 1
 * when it could not; Payload's command would make a 0 of anything that is thrown.
 */
export const script = async (config: SanitizedConfig): Promise<void> => {
  try {
    const payload = await getPayload({ config: { ...config, db: withoutPush(config.db) } })
    const mended = await recountPositions(payload)
    payload.logger.info({ msg: 'drills of all positions are counted', mended })
    await payload.destroy()
  } catch (error) {
    // What Postgres said, not the query.
    const reason = loggable(error)
    process.stderr.write(`${reason instanceof Error ? reason.message : String(reason)}\n`)
    process.exit(1)
  }
}

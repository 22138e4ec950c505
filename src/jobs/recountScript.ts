import { getPayload, type SanitizedConfig } from 'payload'
import { recountPositions } from '../library/recount.js'

/**
 * `payload coursewright:recount`: counts the drills of every position anew and says how many counts were wrong. Exit code 1
 * when it could not; Payload's command would make a 0 of anything that is thrown.
 */
export const script = async (config: SanitizedConfig): Promise<void> => {
  try {
    const payload = await getPayload({ config })
    const mended = await recountPositions(payload)
    payload.logger.info({ msg: 'drills of all positions are counted', mended })
    await payload.destroy()
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    process.exit(1)
  }
}

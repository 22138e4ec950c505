import { recountPositions } from '../library/recount.js'
import { commandScript } from './commandScript.js'

/**
 * `payload coursewright:recount`: counts the drills of every position anew and says how many counts were wrong.
 *
 * `payload-coursewright recount` does it in a process set up for it.
 */
export const script = commandScript({
  read: () => undefined,
  work: async (payload) => {
    const mended = await recountPositions(payload)
    payload.logger.info({ msg: 'drills of all positions are counted', mended })
  },
})

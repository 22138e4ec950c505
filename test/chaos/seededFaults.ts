import type { Fault } from '../../demo/model/Fault.js'
import type { OfflineRequest } from '../../demo/model/OfflineRequest.js'
import { seededRandom } from '../seededRandom.js'

/** With their share of all calls. Answers that are no good are rarer: three in a row are a gap, as they should be. */
const kinds: readonly (readonly [Fault, number])[] = [
  [{ status: 429, retryAfter: 0 }, 0.06],
  [{ status: 500 }, 0.06],
  ['drop', 0.06],
  ['malformed', 0.01],
  ['truncated', 0.01],
]

/** Lets one call in five go wrong, in turns of all kinds; the same calls for the same seed. */
export const seededFaults = (seed: number) => {
  let goodCalls = 0
  return {
    faults: (_: OfflineRequest, call: number): Fault | undefined => {
      let draw = seededRandom(seed, 'fault', call)
      for (const [fault, share] of kinds) {
        if (draw < share) return fault
        draw -= share
      }
      goodCalls += 1
      return undefined
    },
    /** Calls that were given a right answer, unless their caller was gone before it came. */
    goodCalls: () => goodCalls,
  }
}

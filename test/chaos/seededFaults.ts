import type { Fault } from '../../demo/model/Fault.js'
import type { OfflineRequest } from '../../demo/model/OfflineRequest.js'
import { seededRandom } from '../seededRandom.js'

const kinds: readonly Fault[] = [{ status: 429, retryAfter: 0 }, { status: 500 }, 'drop', 'malformed', 'truncated']

/** Lets one call in five go wrong, in turns of all kinds; the same calls for the same seed. */
export const seededFaults = (seed: number) => {
  let goodCalls = 0
  return {
    faults: (_: OfflineRequest, call: number): Fault | undefined => {
      const draw = seededRandom(seed, 'fault', call) * 5
      if (draw < 1) return kinds[Math.floor(draw * kinds.length)]
      goodCalls += 1
      return undefined
    },
    /** Calls that were given a right answer, unless their caller was gone before it came. */
    goodCalls: () => goodCalls,
  }
}

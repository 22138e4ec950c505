import type { Fault, OfflineRequest } from '../../../demo/model/startOfflineModel.js'
import { seededRandom } from '../../shared/seededRandom.js'

/** With their share of all calls. Answers that are no good are rarer: three in a row are a gap, as they should be. */
const kinds: readonly (readonly [Fault, number])[] = [
  [{ status: 429, retryAfter: 0 }, 0.06],
  [{ status: 500 }, 0.05],
  ['drop', 0.05],
  ['slow', 0.02],
  ['malformed', 0.01],
  ['truncated', 0.01],
]

/**
 * Lets one call in five go wrong, in turns of all kinds. It is a matter of what is asked and how often it was asked before:
 * the same for the same seed, whichever worker comes first.
 */
export const seededFaults = (seed: number) => {
  const turns = new Map<string, number>()
  let goodCalls = 0
  return {
    faults: ({ message }: OfflineRequest): Fault | undefined => {
      const asked = keysOf(message?.items)
      const turn = (turns.get(asked) ?? 0) + 1
      turns.set(asked, turn)
      let draw = seededRandom(seed, 'fault', asked, turn)
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

const keysOf = (items: unknown): string =>
  Array.isArray(items) ? items.map(({ key }: { key?: unknown }) => String(key)).join(' ') : ''

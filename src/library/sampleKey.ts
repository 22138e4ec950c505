import { unitIntervalOf } from './unitIntervalOf.js'

/**
 * Where a position sits on the ring positions are drawn from: uniform in [0,1), and the same for ever, because it
 * follows from the content hash alone.
 */
export const sampleKey = (hash: string): number => unitIntervalOf(hash)

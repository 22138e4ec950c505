import { createHash } from 'node:crypto'

/**
 * A shuffle that any process can repeat: sorts by sha-256 of seed and key, so the order depends on nothing but these and not on
 * the order given. Keys must differ from each other.
 */
export const orderBySeed = <T>(items: readonly T[], seed: string, keyOf: (item: T) => string): T[] =>
  items
    .map((item) => ({
      item,
      rank: createHash('sha256')
        .update(`${seed}\n${keyOf(item)}`)
        .digest('hex'),
    }))
    .sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0))
    .map(({ item }) => item)

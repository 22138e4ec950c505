import type { Payload } from 'payload'
import { poolsOf } from '../../../src/database/adapter.js'

/**
 * What `work` resolves to while the pool has a single connection left. Whatever asks for a second one while it holds the
 * first would wait for ever; here it fails after a while, with a 500.
 */
export const onOneConnection = async <T>(payload: Payload, work: () => Promise<T>): Promise<T> => {
  const [pool] = poolsOf(payload)
  if (!pool) throw new Error('There is no pool.')
  const { max, connectionTimeoutMillis } = pool.options
  // Payload's adapter keeps one of them for itself.
  const taken = pool.totalCount - pool.idleCount
  const held = await Promise.all(Array.from({ length: max - taken - 1 }, () => pool.connect()))
  pool.options.connectionTimeoutMillis = 30_000
  try {
    return await work()
  } finally {
    for (const client of held) client.release()
    pool.options.connectionTimeoutMillis = connectionTimeoutMillis
  }
}

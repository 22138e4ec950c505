import { createHash } from 'node:crypto'
import type { BasePayload } from 'payload'
import { postgres } from './postgres.js'
import { tableName } from './tableName.js'

/**
 * The channel on which changes to a collection's table are told. Channels belong to a database, so two apps in one, each
 * with tables of its own, do not wake each other. Hashed, because Postgres takes at most 63 bytes.
 */
export const channelOf = (payload: BasePayload, slug: string): string => {
  const name = `${postgres(payload).schemaName ?? 'public'}.${tableName(payload, slug)}`
  return `coursewright_${createHash('sha256').update(name).digest('hex').slice(0, 16)}`
}

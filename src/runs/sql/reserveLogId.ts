import { randomUUID } from 'node:crypto'
import { sql } from '@payloadcms/db-postgres/drizzle'
import type { BasePayload } from 'payload'
import { newUuidV7, poolOf, postgres, tableName } from '../../database/adapter.js'
import type { Slugs } from '../../options/CoursewrightOptions.js'
import type { Id } from '../Step.js'

/**
 * The id of a ledger row that is still to be written: whoever knows it can write the row again when a connection broke in
 * the middle, and it will stand there once. `undefined` where the table has no sequence to take one from.
 */
export const reserveLogId = async (payload: BasePayload, { generationLogs }: Slugs): Promise<Id | undefined> => {
  const { idType, schemaName } = postgres(payload)
  if (idType === 'uuidv7') return newUuidV7()
  if (idType === 'uuid') return randomUUID()
  const quoted = [schemaName, tableName(payload, generationLogs)].flatMap((name) => (name ? `"${name}"` : [])).join('.')
  const { rows } = await poolOf(payload).execute(sql`select nextval(pg_get_serial_sequence(${quoted}, 'id')) as id`)
  return rows[0]?.id == null ? undefined : Number(rows[0].id)
}

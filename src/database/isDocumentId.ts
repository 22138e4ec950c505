import type { BasePayload } from 'payload'
import { postgres } from './postgres.js'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Whether Postgres could take this as an id of our collections; anything else would be a 500 instead of a 404. */
export const isDocumentId = (payload: BasePayload, id: unknown): boolean => {
  if (postgres(payload).idType !== 'serial') return typeof id === 'string' && uuid.test(id)
  const number = typeof id === 'string' && /^\d{1,10}$/.test(id) ? Number(id) : id
  return typeof number === 'number' && Number.isInteger(number) && number > 0 && number <= 2_147_483_647
}

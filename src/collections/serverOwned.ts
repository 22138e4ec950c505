import type { Field } from 'payload'
import { isNobody } from '../access/access.js'

/**
 * Marks fields that only our own code writes: no request can set or change them, and editors see them read-only.
 * Field access does not bind the Local API, so hooks set these values in any case.
 */
export const serverOwned = <T extends Field>(field: T): T => ({
  ...field,
  access: { ...('access' in field ? field.access : {}), create: isNobody, update: isNobody },
  admin: { ...field.admin, readOnly: true },
})

import { isRecord } from '../../text.js'
import type { DocumentId } from '../shared/api.js'

/** A row of the log that a reviewer should look at. */
export interface Alert {
  id: DocumentId
  message: string
  /** `undefined` while nobody has. */
  acknowledgedAt: string | undefined
}

/** The alert that a row of the log is; `undefined` for any other row. */
export const alertIn = (row: unknown): Alert | undefined => {
  if (!isRecord(row) || row.type !== 'alert') return undefined
  const { id, message, acknowledgedAt } = row
  if (typeof id !== 'string' && typeof id !== 'number') return undefined
  return {
    id,
    message: typeof message === 'string' ? message : '',
    acknowledgedAt: typeof acknowledgedAt === 'string' ? acknowledgedAt : undefined,
  }
}

/** Of the log's list: alerts that nobody has acknowledged, as its own filter writes it. */
export const openAlertsQuery =
  '?where[or][0][and][0][type][equals]=alert&where[or][0][and][1][acknowledgedAt][exists]=false'

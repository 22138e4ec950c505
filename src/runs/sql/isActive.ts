import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import { activeStatuses } from '../RunStatus.js'

const list = activeStatuses.map((status) => `'${status}'`).join(', ')

/** Whether the steps of a run may be claimed, by its status. Written out, so that the planner sees which statuses. */
export const isActive = (status: SQL): SQL => sql`${status} in (${sql.raw(list)})`

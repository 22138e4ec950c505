import { sql } from '@payloadcms/db-postgres/drizzle'
import type { TaskConfig } from 'payload'
import { poolOf } from '../../../../src/database/adapter.js'

/** Does nothing but leave a row for every time that it is done. */
export const noopTask: TaskConfig<{ input: object; output: object }> = {
  slug: 'noop',
  handler: async ({ job, req }) => {
    await poolOf(req.payload).execute(sql`insert into executions (job) values (${String(job.id)})`)
    return { output: {} }
  },
}

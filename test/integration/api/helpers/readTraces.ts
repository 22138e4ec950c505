import { sql } from '@payloadcms/db-postgres/drizzle'
import { poolOf, table } from '../../../../src/database/adapter.js'
import { settingsOf } from '../../../../src/options/Settings.js'
import { poolStore } from '../../../../src/runs/sql/store.js'
import type { TestPayload } from '../../helpers/startTestPayload.js'

/** How much of what a request could leave behind there is: rows, and calls to the model. */
export const readTraces = async ({ payload, model }: TestPayload): Promise<Record<string, number>> => {
  const { slugs } = settingsOf(payload)
  const { runs, steps, logs, jobs } = poolStore(payload, settingsOf(payload))
  const { rows } = await poolOf(payload).execute(sql`
    select
      (select count(*)::int from ${runs}) as runs,
      (select count(*)::int from ${steps}) as steps,
      (select count(*)::int from ${logs}) as logs,
      (select count(*)::int from ${jobs}) as jobs,
      (select count(*)::int from ${table(payload, slugs.drillSeries)}) as series,
      (select count(*)::int from ${table(payload, slugs.drills)}) as drills
  `)
  return {
    ...Object.fromEntries(Object.entries(rows[0] ?? {}).map(([name, count]) => [name, Number(count)])),
    calls: model.requests().length,
  }
}

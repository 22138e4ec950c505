import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../../database/adapter.js'
import type { Id, Step } from '../Step.js'
import type { RunTables } from './runTables.js'
import { idOf } from './stepOfRow.js'

/** Which of these claims still hold their steps, by id: nobody cancelled them or took them over. */
export const findOurSteps = async (
  db: Sql,
  { steps }: RunTables,
  claimed: readonly Pick<Step, 'id' | 'token'>[],
): Promise<Set<Id>> => {
  const claims = claimed.map(({ id, token }) => sql`(${id}, ${token})`)
  const { rows } = await db.execute(sql`
    select id from ${steps} where (id, token) in (${sql.join(claims, sql`, `)}) and status = 'running'
  `)
  return new Set(rows.map(({ id }) => idOf(id)))
}

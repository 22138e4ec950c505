import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from '@payloadcms/db-postgres/drizzle'
import { drizzle } from '@payloadcms/db-postgres/drizzle/node-postgres'
import pg from 'pg'
import { claimStep } from '../../src/runs/sql/claimStep.js'
import type { RunTables } from '../../src/runs/sql/runTables.js'
import type { ClaimOrder } from './ClaimerProcess.js'

// A process that does nothing but claim steps, as ordered line by line.
const slots = 5
const db = drizzle({ client: new pg.Pool({ connectionString: process.env.DATABASE_URI ?? '', max: slots }) })
const tables: RunTables = {
  runs: sql`generation_runs`,
  steps: sql`generation_steps`,
  logs: sql`generation_logs`,
  breakers: sql`generation_breakers`,
  jobs: sql`payload_jobs`,
  newId: () => sql`default`,
  channel: 'test',
  runChanged: sql`null`,
}

/** As one would write it without thinking: look, then take. */
const claimNaively = async (): Promise<{ id: unknown } | undefined> => {
  const { rows } = await db.execute(sql`select id from generation_steps where status = 'queued' order by id limit 1`)
  const [row] = rows
  if (!row) return undefined
  await db.execute(sql`update generation_steps set status = 'running', token = token + 1 where id = ${row.id}`)
  return { id: row.id }
}

const claimAll = async ({ isNaive }: ClaimOrder): Promise<unknown[]> => {
  const claimed: unknown[] = []
  for (;;) {
    const step = isNaive
      ? await claimNaively()
      : await claimStep(db, tables, { owner: String(process.pid), leaseSeconds: 60 })
    if (!step) return claimed
    claimed.push(step.id)
  }
}

await Promise.all(Array.from({ length: slots }, () => db.execute(sql`select 1`)))
process.stdout.write('ready\n')
for await (const line of createInterface({ input: process.stdin })) {
  const order: ClaimOrder = JSON.parse(line)
  await wait(Math.max(0, order.atMs - Date.now()))
  const claimed = await Promise.all(Array.from({ length: slots }, () => claimAll(order)))
  process.stdout.write(`${JSON.stringify(claimed.flat())}\n`)
}

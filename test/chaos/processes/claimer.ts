import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from '@payloadcms/db-postgres/drizzle'
import { getPayload } from 'payload'
import { poolOf } from '../../../src/database/adapter.js'
import { settingsOf } from '../../../src/options/Settings.js'
import { claimStep } from '../../../src/runs/sql/claims.js'
import { poolStore } from '../../../src/runs/sql/store.js'
import { takeWakeUp } from '../../../src/runs/sql/wakeUps.js'
import { testConfig } from '../../shared/testConfig.js'
import type { Claimed, ClaimOrder } from './ClaimerProcess.js'

// A process that does nothing but take wake-ups and claim steps, as ordered line by line.
const slots = 5
// Everything that waits in a race belongs to runs that have begun: with 1 they are more than may be worked on.
const options = { limits: { maxRunning: Number(process.env.MAX_RUNNING ?? '100') } }
const payload = await getPayload({ config: testConfig({ pool: { max: slots }, options }) })
const db = poolOf(payload)
const store = poolStore(payload, settingsOf(payload))

/** As one would write it without thinking: look, then take. */
const claimNaively = async (): Promise<{ id: unknown } | undefined> => {
  const { rows } = await db.execute(sql`select id from ${store.steps} where status = 'queued' order by id limit 1`)
  const [row] = rows
  if (!row) return undefined
  await db.execute(sql`
    update ${store.steps} set status = 'running', token = token + 1, claims = claims + 1 where id = ${row.id}`)
  return { id: row.id }
}

/** As a slot of the worker does: a wake-up, then a step, until no wake-up is left. */
const claimAll = async ({ isNaive }: ClaimOrder): Promise<Claimed> => {
  const claimed: Claimed = { steps: [], inVain: 0 }
  for (;;) {
    if (!isNaive && !(await takeWakeUp(store))) return claimed
    const step = isNaive
      ? await claimNaively()
      : await claimStep(store, { owner: String(process.pid), leaseSeconds: 60 })
    if (step) claimed.steps.push(step.id)
    else if (isNaive) return claimed
    else claimed.inVain += 1
  }
}

await Promise.all(Array.from({ length: slots }, () => db.execute(sql`select 1`)))
process.stdout.write('ready\n')
for await (const line of createInterface({ input: process.stdin })) {
  const order: ClaimOrder = JSON.parse(line)
  await wait(Math.max(0, order.atMs - Date.now()))
  const all = await Promise.all(Array.from({ length: slots }, () => claimAll(order)))
  const claimed: Claimed = {
    steps: all.flatMap(({ steps }) => steps),
    inVain: all.reduce((sum, { inVain }) => sum + inVain, 0),
  }
  process.stdout.write(`claimed${JSON.stringify(claimed)}\n`)
}

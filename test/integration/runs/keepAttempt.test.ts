import { sql } from '@payloadcms/db-postgres/drizzle'
import { drizzle } from '@payloadcms/db-postgres/drizzle/node-postgres'
import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { poolOf, postgres, type Sql } from '../../../src/database/adapter.js'
import { LeaseLost } from '../../../src/runs/vocabulary.js'
import { startCuttingProxy } from '../../shared/proxies.js'
import { addPositions } from '../helpers/addPositions.js'
import { type StartTestPayload, startTestPayload, type TestPayload } from '../helpers/startTestPayload.js'
import { claimWithAnswer } from './helpers/claimWithAnswer.js'
import { readRun } from './helpers/readRun.js'

let host: TestPayload
afterEach(() => host.stop())

/** A connection that breaks right after the statement that keeps the attempt. */
const claimed = async (given: StartTestPayload, onCut = async (): Promise<void> => undefined) => {
  host = await startTestPayload(given)
  const { payload } = host
  await addPositions({ payload, counts: { opening: 5 } })
  const { run, step, keep, expectKept } = await claimWithAnswer(host)
  const uri = String(postgres(payload).poolOptions.connectionString)
  const proxy = await startCuttingProxy({ uri, statement: 'usage_calls' })
  const pool = new pg.Pool({ connectionString: proxy.uri })
  pool.on('error', () => undefined)
  const behindProxy = drizzle(pool)
  const db: Sql = {
    execute: async (query) => {
      if (proxy.cuts() === 0) return behindProxy.execute(query)
      await onCut()
      return poolOf(payload).execute(query)
    },
  }
  const stop = async () => {
    await pool.end()
    await proxy.stop()
  }
  return { run, step, keep: () => keep(db), expectKept, cuts: proxy.cuts, stop }
}

test.each(['serial', 'uuid'] as const)(
  'an answer whose connection broke after it was kept stands there once, with its bill (ids: %s)',
  async (idType) => {
    const { keep, expectKept, cuts, stop } = await claimed({ idType })
    try {
      await keep()
      expect(cuts()).toBe(1)
      await expectKept()
    } finally {
      await stop()
    }
  },
)

test('whoever lost the step meanwhile is told so, and the bill stands there once', async () => {
  const { run, step, keep, cuts, stop } = await claimed({ schemaName: 'library' }, async () => {
    await poolOf(host.payload).execute(sql`
      update library.generation_steps set token = token + 1 where id = ${step.id}`)
  })
  try {
    await expect(keep()).rejects.toThrow(LeaseLost)
    expect(cuts()).toBe(1)
    expect((await readRun(host, run)).logs).toHaveLength(1)
  } finally {
    await stop()
  }
})

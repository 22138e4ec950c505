import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import { z } from 'zod'
import type { Sql } from '../../../src/database/adapter.js'
import { transactionOf } from '../../../src/database/transactions.js'
import type { OpenBatch, RunKind } from '../../../src/runs/RunKind.js'
import type { Step } from '../../../src/runs/vocabulary.js'

export const runInput = z.object({ batches: z.array(z.array(z.string())), missing: z.number() })
const stepInput = z.array(z.string())

/** Where its drafts go: as drills do, they refer to their run and step, which may be deleted, and no item comes twice. */
export const protocolDrafts: SQL = sql`
  create table protocol_drafts (
    run_id integer references generation_runs on delete set null,
    step_id integer references generation_steps on delete set null,
    item text not null,
    unique (step_id, item)
  )`

/**
 * A kind whose drafts are rows of a small table, so that hundreds of runs take seconds. An answer is the list of keys
 * that are good. `pause` is waited for in the middle of every save, in its open transaction.
 */
export const protocolKind = (pause: (step: Step, db: Sql) => Promise<void>): RunKind => ({
  kind: 'drillSeries',
  label: 'Protocol',
  sections: [],
  admit: () => Promise.reject(new Error('Runs of this kind are made by SQL.')),
  prepare: () => Promise.reject(new Error('Runs of this kind are made by SQL.')),
  plan: async ({ run }) => {
    const { batches, missing } = runInput.parse(run.input)
    return { batches, missing, positionsLoaded: 0 }
  },
  keysOf: (step) => stepInput.parse(step.input),
  open: async ({ run, step }): Promise<OpenBatch> => {
    const keys = stepInput.parse(step.input)
    return {
      promptVersion: '1',
      keys,
      impossible: [],
      ask: () => ({
        messages: [],
        schemaName: 'protocol',
        wireSchema: z.unknown(),
        tier: 'complex',
        maxOutputTokens: 1,
      }),
      judge: (answer, asked) => {
        const good = z.array(z.string()).parse(answer)
        return {
          good: new Map(asked.filter((key) => good.includes(key)).map((key) => [key, {}])),
          problems: asked.filter((key) => !good.includes(key)).map((key) => ({ key, problem: 'bad' })),
        }
      },
      save: async (req, drafts) => {
        await pause(step, await transactionOf(req))
        const db = await transactionOf(req)
        for (const { key } of drafts) {
          await db.execute(sql`insert into protocol_drafts values (${run.id}, ${step.id}, ${key})`)
        }
      },
    }
  },
})

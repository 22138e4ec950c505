import { sql } from '@payloadcms/db-postgres/drizzle'
import type { CollectionSlug, Payload, TaskConfig } from 'payload'
import { poolOf } from '../../../src/database/adapter.js'
import { settingsOf } from '../../../src/options/Settings.js'
import { poolStore } from '../../../src/runs/sql/store.js'

/** All that a job of another queue needs to leave what a step of ours does: one call, its bill, progress, one drill. */
export interface EqualStep {
  /** Of chat completions. */
  modelURL: string
  /** What one of our own steps sent. */
  request: unknown
  /** What one of our own steps saved. */
  drill: Record<string, unknown>
  positions: (number | string)[]
  /** Whose progress and bill it is. */
  run: number | string
  /** Names this measurement, so that its drills are told from those of others. */
  name: string
}

/** Throws when the drill of this number is there already. */
export const doEqualStep = async (payload: Payload, step: EqualStep | undefined, number: number): Promise<void> => {
  if (!step) throw new Error('Tell the queue what a step is.')
  const answer = await fetch(step.modelURL, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer none' },
    body: JSON.stringify(step.request),
  })
  if (!answer.ok) throw new Error(`The model answered ${answer.status}.`)
  await answer.text()
  const { provenance, ...drill } = step.drill
  const { runs, logs } = poolStore(payload, settingsOf(payload))
  await poolOf(payload).execute(sql`
    with run as (
      update ${runs} set usage_calls = usage_calls + 1, progress_generated = progress_generated + 1
      where id = ${step.run} returning id
    )
    insert into ${logs} (type, run_id, outcome, provider, model, created_at, updated_at)
    select 'attempt', run.id, 'ok', 'bench', 'bench', now(), now() from run
  `)
  await payload.create({
    collection: 'drills' as CollectionSlug,
    draft: true,
    depth: 0,
    data: {
      ...drill,
      position: step.positions[number % step.positions.length],
      provenance: { ...(provenance as object), item: `${step.name} ${number}` },
    },
  })
}

/** Where a process keeps what its jobs need, for Payload's jobs to find. */
export const equalStepKey = 'benchEqualStep'

/** An equal step as a job of Payload's own queue. */
export const equalTask: TaskConfig<{ input: { number: number }; output: object }> = {
  slug: 'equalStep',
  inputSchema: [{ name: 'number', type: 'number', required: true }],
  handler: async ({ input, req }) => {
    const step: EqualStep | undefined = req.payload.config.custom[equalStepKey]
    await doEqualStep(req.payload, step, input.number)
    return { output: {} }
  },
}

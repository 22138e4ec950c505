import { sql } from '@payloadcms/db-postgres/drizzle'
import { z } from 'zod'
import type { Sql } from '../../../../src/database/adapter.js'
import { runStatuses, stepStatuses } from '../../../../src/runs/vocabulary.js'
import { runInput } from '../protocolKind.js'

const runRow = z.object({
  id: z.number(),
  status: z.enum(runStatuses),
  pausedFor: z.string().nullable(),
  requested: z.number(),
  generated: z.number(),
  failed: z.number(),
  openSteps: z.number(),
  nextIndex: z.number(),
  input: runInput,
  gaps: z.array(z.object({ key: z.string() })).nullable(),
  version: z.number(),
  usageCalls: z.number(),
  calls: z.number(),
})

const stepRow = z.object({
  id: z.number(),
  run: z.number(),
  kind: z.string(),
  key: z.string().nullable(),
  index: z.number(),
  status: z.enum(stepStatuses),
  token: z.number(),
  claims: z.number(),
  saved: z.number(),
  missing: z.number(),
  owner: z.string().nullable(),
  hasLease: z.boolean(),
  /** Drafts that are there for it. */
  drafts: z.number(),
  result: z.unknown(),
  /** Calls under way. */
  reserved: z.number(),
})

/** What was spent and what is reserved, by counter, and what it should be by the ledger and the steps. */
const counterRow = z.object({
  key: z.string(),
  spent: z.number(),
  reserved: z.number(),
  ledger: z.number(),
  underWay: z.number(),
})

const sums = z.object({ calls: z.number(), tokens: z.number(), lost: z.number() })

const snapshot = z.object({
  runs: z.array(runRow),
  steps: z.array(stepRow),
  drafts: z.number(),
  counters: z.array(counterRow),
  ledger: sums,
  usage: sums,
  /** Calls under way. */
  reservations: z.number(),
})

export type RunRow = z.infer<typeof runRow>
export type StepRow = z.infer<typeof stepRow>
export type Snapshot = z.infer<typeof snapshot>

/** Of a row of the ledger: what was told, or the most that the call can have taken. */
const tokens = sql`coalesce(prompt_tokens + completion_tokens, untold_tokens, 0)`

/** Everything the protocol is about, at one instant. */
export const readSnapshot = async (db: Sql): Promise<Snapshot> => {
  const { rows } = await db.execute(sql`
    select json_build_object(
      'runs', (select coalesce(json_agg(json_build_object(
        'id', r.id, 'status', r.status, 'pausedFor', r.paused_for, 'requested', r.progress_requested, 'generated', r.progress_generated,
        'failed', r.progress_failed, 'openSteps', r.open_steps, 'nextIndex', r.next_index, 'input', r.input, 'gaps', r.gaps, 'version', r.version, 'usageCalls', r.usage_calls,
        'calls', (select count(*) from generation_logs l where l.run_id = r.id)
      ) order by r.id), '[]') from generation_runs r),
      'steps', (select coalesce(json_agg(json_build_object(
        'id', s.id, 'run', s.run_id, 'kind', s.kind, 'key', s.key, 'index', s.index, 'status', s.status, 'token', s.token, 'claims', s.claims,
        'saved', s.saved, 'missing', s.missing, 'owner', s.lease_owner, 'hasLease', s.lease_until is not null,
        'drafts', (select count(*) from protocol_drafts d where d.step_id = s.id), 'result', s.result,
        'reserved', (select count(*) from jsonb_object_keys(coalesce(s.reservations, '{}')))
      ) order by s.id), '[]') from generation_steps s),
      'drafts', (select count(*) from protocol_drafts),
      'counters', (select coalesce(json_agg(json_build_object(
        'key', b.key, 'spent', b.spent_tokens, 'reserved', b.reserved_tokens,
        'ledger', (select coalesce(sum(${tokens}), 0) from generation_logs where b.key like 'site:%' or b.key = 'run:' || run_id),
        'underWay', (select coalesce(sum((e.value ->> 'tokens')::numeric), 0) from generation_steps s, jsonb_each(s.reservations) e
          where jsonb_exists(e.value -> 'keys', b.key))
      ) order by b.key), '[]') from generation_budgets b),
      'ledger', (select json_build_object(
        'calls', count(*), 'tokens', coalesce(sum(${tokens}), 0), 'lost', count(*) filter (where outcome = 'lost')
      ) from generation_logs),
      'usage', (select json_build_object(
        'calls', coalesce(sum(calls), 0), 'tokens', coalesce(sum(prompt_tokens + completion_tokens + untold_tokens), 0),
        'lost', coalesce(sum(outcomes_lost), 0)
      ) from generation_usage),
      'reservations', (select count(*) from generation_steps s, jsonb_each(s.reservations))
    ) as snapshot`)
  return snapshot.parse(rows[0]?.snapshot)
}

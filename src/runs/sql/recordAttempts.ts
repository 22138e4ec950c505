import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../../database/postgres.js'
import type { Attempt } from '../../model/Attempt.js'
import type { Step } from '../Step.js'
import type { StepResult } from '../StepResult.js'
import type { RunTables } from './runTables.js'

interface RecordAttempts {
  step: Step
  /** The calls that were made; at least one. */
  attempts: readonly Attempt[]
  /** What the step has now. Left out when the calls say nothing about the step, e.g. because we stopped them. */
  result: StepResult | undefined
}

/**
 * Appends calls to the ledger, adds their tokens to the run, and keeps what they gave on the step: one statement, so
 * that no crash can part what was paid for from its bill. The run is locked before the step, as everywhere.
 *
 * @returns whether the step was still ours; the ledger is written in any case, even when the run is gone
 */
export const recordAttempts = async (
  db: Sql,
  { runs, steps, logs, newId }: RunTables,
  { step, attempts, result }: RecordAttempts,
): Promise<boolean> => {
  const sum = (count: (attempt: Attempt) => number) => attempts.reduce((total, attempt) => total + count(attempt), 0)
  const kept = result
    ? sql`result = ${JSON.stringify(result)}::jsonb, attempts = ${step.attempts + 1}, updated_at = now()`
    : sql`updated_at = now()`
  const rows = attempts.map(
    ({ usage, ...attempt }) => sql`(
      ${newId()}, 'attempt', (select id from ${runs} where id = ${step.run}),
      (select id from ${steps} where id = ${step.id}), ${attempt.outcome}, ${attempt.provider}, ${attempt.model},
      ${usage.promptTokens}, ${usage.cachedTokens}, ${usage.completionTokens}, ${attempt.ms},
      ${attempt.requestId ?? null}, ${attempt.message ?? null}, now(), now()
    )`,
  )
  const { rows: ours } = await db.execute(sql`
    with run as (
      update ${runs} set
        usage_calls = usage_calls + ${attempts.length},
        usage_prompt_tokens = usage_prompt_tokens + ${sum(({ usage }) => usage.promptTokens)},
        usage_cached_tokens = usage_cached_tokens + ${sum(({ usage }) => usage.cachedTokens)},
        usage_completion_tokens = usage_completion_tokens + ${sum(({ usage }) => usage.completionTokens)},
        version = version + 1, updated_at = now()
      where id = ${step.run}
      returning id, version
    ),
    log as (
      insert into ${logs} (
        id, type, run_id, step_id, outcome, provider, model, prompt_tokens, cached_tokens, completion_tokens, ms,
        request_id, message, created_at, updated_at
      ) values ${sql.join(rows, sql`, `)}
    )
    update ${steps} s set ${kept}, version = run.version from run
    where s.id = ${step.id} and s.run_id = run.id and s.token = ${step.token} and s.status = 'running'
    returning s.id
  `)
  return ours.length === 1
}

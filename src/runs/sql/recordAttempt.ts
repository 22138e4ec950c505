import { sql } from '@payloadcms/db-postgres/drizzle'
import type { Sql } from '../../database/postgres.js'
import type { Attempt } from '../../model/Attempt.js'
import type { Step } from '../Step.js'
import type { RunTables } from './runTables.js'

/** Appends an attempt to the ledger and adds its tokens to the run, in one statement: neither without the other. */
export const recordAttempt = async (
  db: Sql,
  { runs, logs, newId }: RunTables,
  step: Step,
  attempt: Attempt,
): Promise<void> => {
  const { usage } = attempt
  await db.execute(sql`
    with run as (
      update ${runs} set
        usage_calls = usage_calls + 1,
        usage_prompt_tokens = usage_prompt_tokens + ${usage.promptTokens},
        usage_cached_tokens = usage_cached_tokens + ${usage.cachedTokens},
        usage_completion_tokens = usage_completion_tokens + ${usage.completionTokens},
        version = version + 1, updated_at = now()
      where id = ${step.run}
    )
    insert into ${logs} (
      id, type, run_id, step_id, outcome, provider, model, prompt_tokens, cached_tokens, completion_tokens, ms, request_id,
      message, created_at, updated_at
    ) values (
      ${newId()}, 'attempt', ${step.run}, ${step.id}, ${attempt.outcome}, ${attempt.provider}, ${attempt.model},
      ${usage.promptTokens}, ${usage.cachedTokens}, ${usage.completionTokens}, ${attempt.ms},
      ${attempt.requestId ?? null}, ${attempt.message ?? null}, now(), now()
    )
  `)
}

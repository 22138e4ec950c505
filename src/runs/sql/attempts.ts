import { randomUUID } from 'node:crypto'
import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import type { BasePayload } from 'payload'
import { newUuidV7, poolOf, postgres, tableName } from '../../database/adapter.js'
import { type Attempt, isUntold } from '../../model/Attempt.js'
import type { Slugs } from '../../options/CoursewrightOptions.js'
import { shorten } from '../../text.js'
import type { StepResult } from '../step/stepResult.js'
import type { Id, Step } from '../vocabulary.js'
import type { RunStore } from './store.js'

export interface RecordAttempt {
  step: Step
  attempt: Attempt
  /** What it was for; what is not known is left out. */
  about?: {
    readonly feature?: string
    readonly subject?: string
    /** Prompt tokens that calls for one item each would have taken more. */
    readonly savedTokens?: number
  }
  /** What the step has now. Left out when the call says nothing about the step, e.g. because we stopped it. */
  result: StepResult | undefined
  /** The step's attempts with this one: several calls for one claim count once. */
  attempts: number
  /** Of the ledger's row, see `reserveLogId`: given a second time, nothing is written. Default: a new one. */
  id?: Id
}

/**
 * Appends a call to the ledger, adds its tokens to the run, and keeps what it gave on the step: one statement, so that
 * no crash can part what was paid for from its bill. The run is locked before the step, as everywhere; one that is being
 * deleted meanwhile is gone when the lock is had, and the bill then names none.
 *
 * @returns whether the step was still ours; the ledger is written in any case, even when the run is gone
 * @throws the database's unique violation when there is a row of this `id`
 */
export const recordAttempt = async (
  { db, runs, steps, logs, newId, runChanged }: RunStore,
  { step, attempt, about, result, attempts, id }: RecordAttempt,
): Promise<boolean> => {
  const { usage, bodies } = attempt
  const kept = result ? sql`result = ${JSON.stringify(result)}::jsonb, attempts = ${attempts}, ` : sql``
  const { rows: ours } = await db.execute(sql`
    with run as (
      update ${runs} set
        usage_calls = usage_calls + 1,
        usage_prompt_tokens = usage_prompt_tokens + ${usage?.promptTokens ?? 0},
        usage_cached_tokens = usage_cached_tokens + ${usage?.cachedTokens ?? 0},
        usage_completion_tokens = usage_completion_tokens + ${usage?.completionTokens ?? 0},
        usage_reasoning_tokens = coalesce(usage_reasoning_tokens, 0) + ${usage?.reasoningTokens ?? 0},
        usage_saved_tokens = coalesce(usage_saved_tokens, 0) + ${about?.savedTokens ?? 0},
        usage_by_model = ${usage || isUntold(attempt) ? addToModel(attempt) : sql`usage_by_model`},
        version = version + 1, updated_at = now()
      where id = ${step.run}
      returning id, version, ${runChanged}
    ),
    log as (
      insert into ${logs} (
        id, type, run_id, step_id, feature, subject, items, saved_tokens, outcome, provider, model, service_tier, prompt_tokens, counted_prompt_tokens,
        cached_tokens, cache_write_tokens, completion_tokens, reasoning_tokens, ms, first_token_ms, request_id, message, request_body, answer_body, created_at, updated_at
      ) values (
        ${id ?? newId()}, 'attempt', (select id from run),
        (select id from ${steps} where id = ${step.id} and exists (select from run)),
        ${about?.feature ?? null}, ${shortSubject(about?.subject)}, ${attempt.items ?? null}, ${about?.savedTokens ?? null},
        ${attempt.outcome}, ${attempt.provider}, ${attempt.model},
        ${attempt.serviceTier ?? null}, ${usage?.promptTokens ?? null}, ${attempt.countedPromptTokens ?? null},
        ${usage?.cachedTokens ?? null}, ${usage?.cacheWriteTokens ?? null}, ${usage?.completionTokens ?? null},
        ${usage?.reasoningTokens ?? null}, ${attempt.ms}, ${attempt.firstTokenMs ?? null},
        ${attempt.requestId ?? null}, ${attempt.message ?? null}, ${bodies?.request ?? null}, ${bodies?.answer ?? null},
        now(), now()
      )
    )
    update ${steps} s set ${kept}written = 0, version = run.version, updated_at = now() from run
    where s.id = ${step.id} and s.run_id = run.id and s.token = ${step.token} and s.status = 'running'
    returning s.id
  `)
  return ours.length === 1
}

const longestSubject = 200

const shortSubject = (subject: string | undefined): string | null => (subject ? shorten(subject, longestSubject) : null)

/**
 * Tokens by provider and model, so that each is priced by its own price whenever the run is read; those of the flex tier by
 * themselves, below `flex`.
 */
const addToModel = (attempt: Attempt): SQL => {
  const { provider, model, serviceTier } = attempt
  const path = serviceTier === 'flex' ? [provider, model, 'flex'] : [provider, model]
  const sums = tokensOf(attempt).map(([name, tokens]) => {
    const before = sql.join(
      [...path, name].map((key) => sql`${key}::text`),
      sql`, `,
    )
    return sql`${name}::text, coalesce((usage_by_model #>> array[${before}])::bigint, 0) + ${tokens}::bigint`
  })
  const added = sql`jsonb_build_object(${sql.join(sums, sql`, `)})`
  const models = sql`coalesce(usage_by_model -> ${provider}::text, '{}'::jsonb)`
  const ofModel = sql`coalesce(usage_by_model -> ${provider}::text -> ${model}::text, '{}'::jsonb)`
  const changed = serviceTier === 'flex' ? sql`jsonb_build_object('flex', ${added})` : added
  return sql`coalesce(usage_by_model, '{}'::jsonb) || jsonb_build_object(${provider}::text, ${models} || jsonb_build_object(
    ${model}::text, ${ofModel} || ${changed}
  ))`
}

const tokensOf = ({ usage }: Attempt): [name: string, tokens: number][] => [
  ['promptTokens', usage?.promptTokens ?? 0],
  ['cachedTokens', usage?.cachedTokens ?? 0],
  ['cacheWriteTokens', usage?.cacheWriteTokens ?? 0],
  ['completionTokens', usage?.completionTokens ?? 0],
  ['untoldCalls', usage ? 0 : 1],
]

/**
 * The id of a ledger row that is still to be written: whoever knows it can write the row again when a connection broke in
 * the middle, and it will stand there once. `undefined` where the table has no sequence to take one from.
 */
export const reserveLogId = async (payload: BasePayload, { generationLogs }: Slugs): Promise<Id | undefined> => {
  const { idType, schemaName } = postgres(payload)
  if (idType === 'uuidv7') return newUuidV7()
  if (idType === 'uuid') return randomUUID()
  const quoted = [schemaName, tableName(payload, generationLogs)].flatMap((name) => (name ? `"${name}"` : [])).join('.')
  const { rows } = await poolOf(payload).execute(sql`select nextval(pg_get_serial_sequence(${quoted}, 'id')) as id`)
  return rows[0]?.id == null ? undefined : Number(rows[0].id)
}

interface CountedCalls {
  readonly promptTokens: number
  readonly countedPromptTokens: number
  readonly calls: number
}

/** How far back calls are looked at: a provider's count changes with its models. */
const countedCalls = 200

/** What a provider's model counted of the prompts of its last calls, and what we did; see `tokenFactor`. */
export const readCountedCalls = async (
  { db, logs }: RunStore,
  { provider, model }: { provider: string; model: string },
): Promise<CountedCalls> => {
  const { rows } = await db.execute(sql`
    select coalesce(sum(prompt_tokens), 0)::float8 as told, coalesce(sum(counted_prompt_tokens), 0)::float8 as counted,
      count(*)::int as calls
    from (
      select prompt_tokens, counted_prompt_tokens from ${logs}
      where type = 'attempt' and provider = ${provider} and model = ${model} and counted_prompt_tokens > 0
      order by created_at desc limit ${countedCalls}
    ) latest
  `)
  const [row] = rows
  return {
    promptTokens: Number(row?.told ?? 0),
    countedPromptTokens: Number(row?.counted ?? 0),
    calls: Number(row?.calls ?? 0),
  }
}

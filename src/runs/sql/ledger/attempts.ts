import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import { keyInSql, today } from '../../../limits/counters.js'
import type { Attempt, LedgerOutcome } from '../../../model/Attempt.js'
import { shorten } from '../../../text.js'
import type { StepResult } from '../../step/stepResult.js'
import type { Id, Step } from '../../vocabulary.js'
import type { RunStore } from '../store.js'
import type { Reserved } from './reservations.js'
import { addUsage, hidesUsage, mergeRows, negated, type UsageRow, usageByModel, usageCountsOf } from './usage.js'

/** A call as it stands in the ledger. */
type LedgerAttempt = Omit<Attempt, 'outcome'> & { readonly outcome: LedgerOutcome }

export interface RecordAttempt {
  step: Pick<Step, 'id' | 'run' | 'token'>
  attempt: LedgerAttempt
  /** What it was for; what is not known is left out. */
  about?: {
    readonly feature?: string
    readonly subject?: string
    /** Prompt tokens that calls for one item each would have taken more. */
    readonly savedTokens?: number
  }
  /** How many of its items were accepted. Default 0. */
  drafts?: number
  /** What the step has now. Left out when the call says nothing about the step, e.g. because we stopped it. */
  result: StepResult | undefined
  /** The step's attempts with this one: several calls for one claim count once. */
  attempts: number
  /** Of the ledger's row: given a second time, nothing is written. Default: a new one. */
  id?: Id
  /** What was set aside for it. */
  reserved?: Reserved
  /** What it cost, as far as its usage was told and its price is known. */
  microUsd?: number
  /** It was booked as lost, in the row of this `id`: that becomes this one, and what was counted is put right. */
  wasLost?: boolean
}

/** What counts as spent: what was told, else what was set aside. */
const spentBy = ({ attempt, reserved, microUsd }: RecordAttempt) => {
  const { usage } = attempt
  if (usage) {
    const tokens = usage.promptTokens + usage.completionTokens
    return { tokens, microUsd: microUsd ?? reserved?.microUsd ?? 0, untold: undefined }
  }
  const most = { tokens: reserved?.tokens ?? 0, microUsd: reserved?.microUsd ?? 0 }
  return hidesUsage(attempt) ? { ...most, untold: most } : { tokens: 0, microUsd: 0, untold: undefined }
}

/** What the row of a call that was booked as lost has added, to be taken back. */
const lostRow = (reserved: Reserved): UsageRow => {
  const { provider, model, serviceTier, feature, items } = reserved
  const call = { outcome: 'lost', usage: undefined, items, ms: 0 } as const
  const counts = usageCountsOf({ call, drafts: 0, savedTokens: 0, untold: reserved })
  return { section: sectionOf(feature), provider, model, serviceTier, counts: negated(counts) }
}

/** By custom a feature is kind and section: `lessons/standard`. */
const sectionOf = (feature: string | undefined): string | undefined =>
  feature?.split('/').slice(1).join('/') || undefined

/** How much an operator should look at a call; all others are `warn`. */
const levels: Readonly<Partial<Record<LedgerOutcome, 'info' | 'error'>>> = {
  ok: 'info',
  aborted: 'info',
  unauthorized: 'error',
  rejected: 'error',
  'out-of-credit': 'error',
}

/**
 * Appends a call to the ledger, adds its tokens to the run, to what was used that day and to the budgets that it was for,
 * gives back what was set aside for it, and keeps what it gave on the step: one statement, so that no crash can part what
 * was paid for from its bill. Rows are locked in this order, as everywhere: run, step, counters, usage; each part of the
 * statement names the one before it, for nothing else decides which goes first. A run that is being deleted meanwhile is gone
 * when the lock is had, and the bill then names none.
 *
 * @returns whether the step was still ours; the ledger is written in any case, even when the run is gone
 * @throws the database's unique violation when there is a row of this `id`
 */
export const recordAttempt = async (store: RunStore, call: RecordAttempt): Promise<boolean> => {
  const { db, runs, steps, budgets, usage: usageTable, newId, runChanged } = store
  const { step, attempt, about, result, attempts, reserved, wasLost = false, drafts = 0 } = call
  const { usage } = attempt
  const spent = spentBy(call)
  const lost = wasLost ? reserved : undefined
  const ticket = reserved?.ticket ?? ''
  const row: UsageRow = {
    ...{ section: sectionOf(about?.feature), provider: attempt.provider, model: attempt.model },
    serviceTier: attempt.serviceTier ?? 'normal',
    counts: usageCountsOf({
      ...{ call: attempt, drafts, savedTokens: about?.savedTokens ?? 0 },
      untold: spent.untold ?? { tokens: 0, microUsd: 0 },
    }),
  }
  const usageRows = mergeRows(lost ? [lostRow(lost), row] : [row])
  const kept = (column: string, value: SQL) =>
    sql`${sql.raw(column)} = case when held.is_ours then ${value} else s.${sql.raw(column)} end, `
  const { rows: ours } = await db.execute(sql`
    with run as (
      update ${runs} set
        usage_calls = usage_calls + ${wasLost ? 0 : 1},
        usage_prompt_tokens = usage_prompt_tokens + ${usage?.promptTokens ?? 0},
        usage_cached_tokens = usage_cached_tokens + ${usage?.cachedTokens ?? 0},
        usage_completion_tokens = usage_completion_tokens + ${usage?.completionTokens ?? 0},
        usage_reasoning_tokens = coalesce(usage_reasoning_tokens, 0) + ${usage?.reasoningTokens ?? 0},
        usage_saved_tokens = coalesce(usage_saved_tokens, 0) + ${about?.savedTokens ?? 0},
        usage_by_model = ${usageByModel(attempt, lost)},
        version = version + 1, updated_at = now()
      where id = ${step.run}
      returning id, version, requester_id, role, kind, ${runChanged}
    ),
    held as (
      select s.id, s.requester_key, s.token = ${step.token} and s.status = 'running' as is_ours,
        coalesce(jsonb_exists(s.reservations, ${ticket}::text), false) as is_reserved
      from ${steps} s join run on run.id = s.run_id where s.id = ${step.id} for no key update of s
    ),
    call as materialized (
      select run.id as run_id, run.requester_id, held.id as step_id, coalesce(held.is_reserved, false) as is_reserved,
        coalesce(held.requester_key, ${reserved?.userKey ?? null}::text, 'system') as user_key,
        coalesce(run.role, ${reserved?.role ?? null}::text, 'system') as role,
        coalesce(run.kind, ${reserved?.kind ?? null}::text, 'unknown') as kind, coalesce(${reserved?.day ?? null}::text, ${today}) as day
      from (values (1)) one left join run on true left join held on true
    ),
    log as (${writeLog(store, call, spent.untold)}),
    counter as (
      select b.id, call.is_reserved and b.key = any(${sql.param([...(reserved?.keys ?? [])])}::text[]) as is_reserved
      from call cross join lateral ${keyInSql.ofCall(inCall)} keys (nth, key) join ${budgets} b on b.key = keys.key
      where exists (select from log)
      order by keys.nth for update of b
    ),
    moved as (
      update ${budgets} b set
        spent_tokens = b.spent_tokens + ${spent.tokens - (lost?.tokens ?? 0)}::numeric,
        spent_micro_usd = b.spent_micro_usd + ${spent.microUsd - (lost?.microUsd ?? 0)}::numeric,
        reserved_tokens = b.reserved_tokens - case when counter.is_reserved then ${reserved?.tokens ?? 0}::numeric else 0 end,
        reserved_micro_usd = b.reserved_micro_usd - case when counter.is_reserved then ${reserved?.microUsd ?? 0}::numeric else 0 end,
        updated_at = now()
      from counter where b.id = counter.id
      returning b.id
    ),
    used as materialized (select call.*, (select count(*) from moved) as counters from call),
    ${sql.join(
      usageRows.map(
        (of, index) =>
          sql`${sql.raw(`usage_${index}`)} as (${addUsage({ usage: usageTable, newId, row: of, of: sql`used` })})`,
      ),
      sql`, `,
    )}
    update ${steps} s set
      ${result ? sql`${kept('result', sql`${JSON.stringify(result)}::jsonb`)}${kept('attempts', sql`${attempts}`)}` : sql``}
      ${kept('written', sql`0`)}${kept('version', sql`run.version`)}
      reservations = nullif(s.reservations - ${ticket}::text, '{}'::jsonb), updated_at = now()
    from run, held where s.id = held.id and (held.is_ours or held.is_reserved)
    returning held.is_ours
  `)
  return ours[0]?.is_ours === true
}

const inCall = { run: sql`call.run_id::text`, userKey: sql`call.user_key`, role: sql`call.role`, day: sql`call.day` }

/** The ledger's row: a new one, or that of the same call that was booked as lost. */
const writeLog = (
  { logs, newId }: RunStore,
  { attempt, about, id, wasLost }: RecordAttempt,
  untold: { tokens: number; microUsd: number } | undefined,
): SQL => {
  const { usage, bodies, outcome } = attempt
  const values: readonly (readonly [column: string, value: unknown])[] = [
    ['feature', about?.feature],
    ['subject', about?.subject && shorten(about.subject, longestSubject)],
    ['items', attempt.items],
    ['saved_tokens', about?.savedTokens],
    ['outcome', outcome],
    ['level', levels[outcome] ?? 'warn'],
    ['error_class', outcome === 'ok' ? undefined : outcome],
    ['provider', attempt.provider],
    ['model', attempt.model],
    ['service_tier', attempt.serviceTier],
    ['prompt_tokens', usage?.promptTokens],
    ['counted_prompt_tokens', attempt.countedPromptTokens],
    ['cached_tokens', usage?.cachedTokens],
    ['cache_write_tokens', usage?.cacheWriteTokens],
    ['completion_tokens', usage?.completionTokens],
    ['reasoning_tokens', usage?.reasoningTokens],
    ['untold_tokens', untold?.tokens],
    ['untold_micro_usd', untold?.microUsd],
    ['ms', attempt.ms],
    ['first_token_ms', attempt.firstTokenMs],
    ['request_id', attempt.requestId],
    ['message', attempt.message],
    ['request_body', bodies?.request],
    ['answer_body', bodies?.answer],
  ]
  const names = sql.raw(values.map(([column]) => column).join(', '))
  const given = sql.join(
    values.map(([, value]) => sql`${value ?? null}`),
    sql`, `,
  )
  if (wasLost) {
    return sql`
      update ${logs} l set ${sql.join(
        values.map(([column, value]) => sql`${sql.raw(column)} = ${value ?? null}, `),
      )}facts = ${otherDay(sql`l.created_at`, attempt)}, updated_at = now()
      where id = ${id} and outcome = 'lost' and exists (select from call)
      returning id`
  }
  return sql`
    insert into ${logs} (id, type, run_id, step_id, user_id, role, ${names}, facts, created_at, updated_at) values (
      ${id ?? newId()}, 'attempt', (select run_id from call), (select step_id from call), (select requester_id from call),
      (select role from call), ${given}, ${otherDay(sql`now()`, attempt)}, now(), now()
    )
    returning id`
}

/**
 * The day that a call counts for, where it is not the one on which it began by its row: one that was written late, because the
 * database was away, or in the row that it had as a lost one.
 */
const otherDay = (writtenAt: SQL, { ms }: Pick<Attempt, 'ms'>): SQL => sql`(
  select jsonb_build_object('day', day) from call
  where day <> to_char((${writtenAt} - ${ms} * interval '1 millisecond') at time zone 'utc', 'YYYY-MM-DD')
)`

/** Of a row of the ledger, whatever it tells of. */
export const longestSubject = 200

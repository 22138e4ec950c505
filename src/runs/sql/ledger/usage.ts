import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import { isUntold, type LedgerOutcome, type ServiceTier, type Usage } from '../../../model/Attempt.js'

/** What a call adds to the sums of its day, by column; what it does not name it leaves. */
type UsageCounts = Readonly<Record<string, number>>

/** A row of `generation-usage` that is added to, beside its day, user, role and kind. */
export interface UsageRow {
  /** Of the kind; none where it has no sections. */
  readonly section: string | undefined
  readonly provider: string
  readonly model: string
  readonly serviceTier: ServiceTier
  readonly counts: UsageCounts
}

interface CountedCall {
  readonly outcome: LedgerOutcome
  readonly usage: Usage | undefined
  readonly countedPromptTokens?: number
  readonly items?: number
  readonly ms: number
  readonly hasBegun?: boolean
}

interface CountsOf {
  call: CountedCall
  /** Of its items, those that were accepted. */
  drafts: number
  savedTokens: number
  /** The most it can have taken, where nobody told what it took. */
  untold: { tokens: number; microUsd: number }
}

/** The call as sums have it. */
export const usageCountsOf = ({ call, drafts, savedTokens, untold }: CountsOf): UsageCounts => {
  const { outcome, usage, countedPromptTokens, items = 0, ms } = call
  const isCounted = usage !== undefined && countedPromptTokens !== undefined
  const isGood = usage !== undefined && outcome === 'ok'
  const isHidden = hidesUsage(call)
  const counts: Record<string, number> = {
    calls: 1,
    [`outcomes_${outcome.replaceAll('-', '_')}`]: 1,
    items,
    drafts,
    prompt_tokens: usage?.promptTokens ?? 0,
    cached_tokens: usage?.cachedTokens ?? 0,
    cache_write_tokens: usage?.cacheWriteTokens ?? 0,
    completion_tokens: usage?.completionTokens ?? 0,
    reasoning_tokens: usage?.reasoningTokens ?? 0,
    saved_tokens: savedTokens,
    counted_prompt_tokens: isCounted ? countedPromptTokens : 0,
    told_prompt_tokens: isCounted ? usage.promptTokens : 0,
    told_completion_tokens: isGood ? usage.completionTokens : 0,
    told_items: isGood ? drafts : 0,
    untold_calls: isHidden ? 1 : 0,
    untold_tokens: isHidden ? untold.tokens : 0,
    untold_micro_usd: isHidden ? untold.microUsd : 0,
    ms,
  }
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0))
}

/** The provider worked on it, or may have, and nobody told what it took. */
export const hidesUsage = ({ outcome, ...call }: CountedCall): boolean =>
  outcome === 'lost' || isUntold({ ...call, outcome })

/** What takes these back. */
export const negated = (counts: UsageCounts): UsageCounts =>
  Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, -count]))

/** Rows of the same place become one: a statement can change a row once. */
export const mergeRows = (rows: readonly UsageRow[]): UsageRow[] => {
  const merged = new Map<string, UsageRow>()
  for (const row of rows) {
    const place = JSON.stringify([row.section, row.provider, row.model, row.serviceTier])
    const counts: Record<string, number> = { ...merged.get(place)?.counts }
    for (const [name, count] of Object.entries(row.counts)) counts[name] = (counts[name] ?? 0) + count
    merged.set(place, { ...row, counts })
  }
  return [...merged.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
}

interface AddUsage {
  usage: SQL
  newId: () => SQL
  row: UsageRow
  /** A query with one row: `day`, `user_key`, `role`, `kind`. */
  of: SQL
}

/** Adds to one row of `generation-usage`, or makes it. */
export const addUsage = ({ usage, newId, row, of }: AddUsage): SQL => {
  const { provider, model, serviceTier, counts } = row
  const names = Object.keys(counts).sort()
  const columns = sql.raw(names.map((name) => `, ${name}`).join(''))
  const values = names.map((name) => sql`, ${counts[name]}`)
  const added = names.map((name) => sql`${sql.raw(name)} = ${usage}.${sql.raw(name)} + excluded.${sql.raw(name)}, `)
  const section = row.section === undefined ? sql`(select kind from ${of})` : sql`${row.section}::text`
  const key = sql`(select jsonb_build_array(day, user_key, role, kind, ${section}, ${provider}::text, ${model}::text, ${serviceTier}::text)::text from ${of})`
  return sql`
    insert into ${usage} (
      id, key, day, user_key, role, kind, section, provider, model, service_tier${columns}, created_at, updated_at
    ) values (
      ${newId()}, ${key}, (select day from ${of}), (select user_key from ${of}), (select role from ${of}), (select kind from ${of}), ${section},
      ${provider}, ${model}, ${serviceTier}${sql.join(values)}, now(), now()
    )
    on conflict (key) do update set ${sql.join(added)}updated_at = now()`
}

/** What the run used by model, with this call, and without the one that it was booked as. */
export const usageByModel = (attempt: OfModel & CountedCall, lost: OfModel | undefined): SQL => {
  const before = lost ? addToModel(sql`usage_by_model`, lost, { untoldCalls: -1 }) : sql`usage_by_model`
  const { usage } = attempt
  if (!usage && !hidesUsage(attempt)) return before
  return addToModel(before, attempt, {
    promptTokens: usage?.promptTokens ?? 0,
    cachedTokens: usage?.cachedTokens ?? 0,
    cacheWriteTokens: usage?.cacheWriteTokens ?? 0,
    completionTokens: usage?.completionTokens ?? 0,
    untoldCalls: usage ? 0 : 1,
  })
}

interface OfModel {
  readonly provider: string
  readonly model: string
  readonly serviceTier?: ServiceTier
}

/**
 * Tokens by provider and model, so that each is priced by its own price whenever the run is read; those of the flex tier by
 * themselves, below `flex`.
 */
const addToModel = (
  before: SQL,
  { provider, model, serviceTier }: OfModel,
  counts: Readonly<Record<string, number>>,
): SQL => {
  const path = serviceTier === 'flex' ? [provider, model, 'flex'] : [provider, model]
  const sums = Object.entries(counts).map(([name, count]) => {
    const place = sql.join(
      [...path, name].map((key) => sql`${key}::text`),
      sql`, `,
    )
    return sql`${name}::text, coalesce((${before} #>> array[${place}])::bigint, 0) + ${count}::bigint`
  })
  const added = sql`jsonb_build_object(${sql.join(sums, sql`, `)})`
  const models = sql`coalesce(${before} -> ${provider}::text, '{}'::jsonb)`
  const ofModel = sql`coalesce(${before} -> ${provider}::text -> ${model}::text, '{}'::jsonb)`
  const ofFlex = sql`coalesce(${before} -> ${provider}::text -> ${model}::text -> 'flex', '{}'::jsonb)`
  const changed = serviceTier === 'flex' ? sql`jsonb_build_object('flex', ${ofFlex} || ${added})` : added
  return sql`(coalesce(${before}, '{}'::jsonb) || jsonb_build_object(${provider}::text, ${models} || jsonb_build_object(
    ${model}::text, ${ofModel} || ${changed}
  )))`
}

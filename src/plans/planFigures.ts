import { sql } from '@payloadcms/db-postgres/drizzle'
import { z } from 'zod'
import { costOfUsage } from '../limits/usage/usage.js'
import type { Settings } from '../options/Settings.js'
import type { RunStore } from '../runs/sql/store.js'
import type { Step } from '../runs/vocabulary.js'
import { plansSection } from './lookUpPlan.js'

/** How far back figures of plans look. */
const days = 7

export interface PlanFigures {
  days: number
  /** Runs that needed a plan, each by what became of it. */
  lookUps: number
  /** One that was there was used, or offered for approval. */
  hits: number
  written: number
  /** None could be made, and an older one, or the run's fallback, stood in for it. */
  stoodIn: number
  /** None could be made, and none stood in. */
  failed: number
  /** Hits of all look-ups; `null` where there were none. */
  hitRate: number | null
  /** Milliseconds of the calls for one plan together: the half, and 95 of 100, took no longer. */
  ms: { p50: number | null; p95: number | null }
  /** Mean of what the checks found wrong with a plan that was written. */
  issues: number | null
  /** What hits would have taken if each had been written; `null` where no plan was written, or no price is known. */
  saved: { calls: number | null; costUsd: number | null }
}

const counted = z.object({
  hits: z.coerce.number(),
  written: z.coerce.number(),
  stood_in: z.coerce.number(),
  failed: z.coerce.number(),
  p50: z.number().nullable(),
  p95: z.number().nullable(),
  issues: z.number().nullable(),
  calls: z.number().nullable(),
})

/** What plans were good for lately, from their events in the ledger and from usage. */
export const readPlanFigures = async (store: RunStore, { model }: Settings): Promise<PlanFigures> => {
  const { db, logs } = store
  const number = (name: string) =>
    sql`case when jsonb_typeof(facts -> ${name}) = 'number' then (facts ->> ${name})::float8 end`
  const { rows } = await db.execute(sql`
    select count(*) filter (where event in ('plan-hit', 'plan-offered')) as hits,
      count(*) filter (where event = 'plan-written') as written,
      count(*) filter (where event in ('plan-stale', 'plan-fallback')) as stood_in,
      count(*) filter (where event = 'plan-failed') as failed,
      percentile_cont(0.5) within group (order by ms) filter (where event = 'plan-written') as p50,
      percentile_cont(0.95) within group (order by ms) filter (where event = 'plan-written') as p95,
      avg(issues) filter (where event = 'plan-written') as issues,
      avg(calls) filter (where event = 'plan-written') as calls
    from (
      select facts ->> 'event' as event, ${number('ms')} as ms, ${number('issues')} as issues, ${number('calls')} as calls
      from ${logs} where type = 'event' and (type, created_at) > ('event', now() - ${days} * interval '1 day')
    ) events
  `)
  const { hits, written, stood_in: stoodIn, failed, p50, p95, issues, calls } = counted.parse(rows[0])
  const lookUps = hits + written + stoodIn + failed
  const costOfCall = calls === null ? null : await meanCost(store, model.providers)
  return {
    ...{ days, lookUps, hits, written, stoodIn, failed },
    hitRate: lookUps > 0 ? hits / lookUps : null,
    ms: { p50, p95 },
    issues,
    saved: {
      calls: calls === null ? null : hits * calls,
      costUsd: calls === null || costOfCall === null ? null : hits * calls * costOfCall,
    },
  }
}

/** US dollars that a call for a plan took on the average. */
const meanCost = async ({ db, usage }: RunStore, providers: Settings['model']['providers']): Promise<number | null> => {
  const sum = (column: string) => sql`sum(${sql.identifier(column)})::float8`
  const { rows } = await db.execute(sql`
    select provider, model, service_tier, ${sum('calls')} as calls, ${sum('prompt_tokens')} as prompt,
      ${sum('cached_tokens')} as cached, ${sum('cache_write_tokens')} as written, ${sum('completion_tokens')} as completion,
      ${sum('untold_micro_usd')} as untold
    from ${usage}
    where day >= to_char((now() at time zone 'utc')::date - ${days}::int, 'YYYY-MM-DD')
      and split_part(section, '/', 1) = ${plansSection.name}
    group by 1, 2, 3
  `)
  let calls = 0
  let cost: number | null = 0
  for (const row of rows) {
    const of = costOfUsage(providers, {
      ...{ provider: String(row.provider), model: String(row.model), serviceTier: String(row.service_tier) },
      ...{ promptTokens: Number(row.prompt), cachedTokens: Number(row.cached), cacheWriteTokens: Number(row.written) },
      ...{ completionTokens: Number(row.completion), untoldMicroUsd: Number(row.untold) },
    })
    calls += Number(row.calls)
    cost = cost === null || of === null ? null : cost + of
  }
  return cost === null || calls === 0 ? null : cost / calls
}

/** How many calls a step has made for its plan, and how many milliseconds they took together; kept with the event. */
export const callsForPlan = async (
  { db, logs }: RunStore,
  { id }: Pick<Step, 'id'>,
): Promise<{ calls: number; ms: number }> => {
  const { rows } = await db.execute(sql`
    select count(*)::int as calls, coalesce(sum(ms), 0)::float8 as ms from ${logs}
    where step_id = ${id} and type = 'attempt'
  `)
  return { calls: Number(rows[0]?.calls ?? 0), ms: Number(rows[0]?.ms ?? 0) }
}

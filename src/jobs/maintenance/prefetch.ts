import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { lockNamed, locks } from '../../database/locks.js'
import { idOf } from '../../database/stored.js'
import { inTransaction } from '../../database/transactions.js'
import { RequestError } from '../../errors.js'
import { keyInSql } from '../../limits/counters.js'
import type { Estimate } from '../../limits/estimate.js'
import { controlRun } from '../../runs/controlRun.js'
import { coursewrightOf } from '../../runs/coursewrightOf.js'
import type { RunKind } from '../../runs/kind/RunKind.js'
import { isActive, type RunStore, storeIn } from '../../runs/sql/store.js'
import { type Facts, type Id, prefetchContext } from '../../runs/vocabulary.js'
import type { MaintenanceContext } from './task.js'

/**
 * Has what is pending made while nothing else is to do: one run at a time, a few drafts each, within a budget of the day. A run
 * that reached its budget is ended with what it has. What a run of today asked for is not asked for again before tomorrow.
 */
export const prefetch = async (context: MaintenanceContext): Promise<Facts | undefined> => {
  const { payload, settings, check } = context
  if (!settings.enabled || !settings.prefetch.enabled) return undefined
  await check()
  const ended = await endAtBudget(context)
  const begun = await inTransaction(payload, async (req) => beginPrefetch(context, req))
  return ended.length > 0 || begun ? { ...(ended.length > 0 ? { ended } : {}), ...begun } : undefined
}

const endAtBudget = async ({ payload, settings }: MaintenanceContext): Promise<Id[]> => {
  const runs = await inTransaction(payload, async (req) => findPausedForBudget(await storeIn(req, settings)))
  for (const run of runs) await controlRun({ payload, run, action: 'cancel' })
  return runs
}

const beginPrefetch = async (
  { payload, settings }: MaintenanceContext,
  req: PayloadRequest,
): Promise<Facts | undefined> => {
  const store = await storeIn(req, settings)
  // By hand and by the leader at one instant, one after the other: the second sees the run of the first.
  await lockNamed(store.db, locks.prefetch)
  if (!(await isIdle(store))) return undefined
  const today = await readToday(store)
  const { batchSize, input, tokensPerDay, costUsdPerDay } = settings.prefetch
  const left = {
    tokens: tokensPerDay - today.tokens,
    costUsd: costUsdPerDay === undefined ? undefined : costUsdPerDay - today.costUsd,
  }
  if (left.tokens <= 0 || (left.costUsd !== undefined && left.costUsd <= 0)) return undefined
  const asked = await findPending({
    req,
    kinds: coursewrightOf(payload).kinds,
    input,
    most: batchSize,
    tried: today.inputs,
    left,
  })
  if (!asked) return undefined
  const { kind, requested } = asked
  const budget = { maxTokens: left.tokens, ...(left.costUsd === undefined ? {} : { maxCostUsd: left.costUsd }) }
  const run = await payload.create({
    collection: settings.slugs.generationRuns,
    data: { kind: kind.kind, input: { ...asked.input, ...budget } },
    context: { [prefetchContext]: true },
    depth: 0,
    // Nobody asks: it is the site's own.
    overrideAccess: true,
    req,
  })
  return { run: run.id, kind: kind.kind, requested, ...budget }
}

interface FindPending {
  req: PayloadRequest
  kinds: readonly RunKind[]
  /** What differs from the kind's defaults. */
  input: object
  most: number
  tried: readonly unknown[]
  left: Left
}

/**
 * The next request that fits into what is left. One that its kind refuses does not hold up what could be made.
 *
 * @throws RequestError of the first that was refused, when there is no other
 */
const findPending = async ({ req, kinds, input, most, left, ...given }: FindPending) => {
  let refused: RequestError | undefined
  for (const kind of kinds) {
    const tried = [...given.tried]
    for (;;) {
      const [wanted, one] = [await kind.pending?.({ req, most, tried }), await kind.pending?.({ req, most: 1, tried })]
      if (!wanted) break
      try {
        const inputs = [wanted, one].map((of) => ({ ...input, ...of }))
        const asked = await firstThatFits({ req, kind, left, inputs })
        return asked && { kind, ...asked }
      } catch (error) {
        if (!(error instanceof RequestError)) throw error
        refused ??= error
        tried.push(wanted)
      }
    }
  }
  if (refused) throw refused
  return undefined
}

interface FirstThatFits {
  req: PayloadRequest
  kind: RunKind
  left: Left
  inputs: readonly object[]
}

const firstThatFits = async ({ req, kind, left, inputs }: FirstThatFits) => {
  for (const input of inputs) {
    const estimate = await (await kind.admit({ req, input })).estimate()
    if (fits(estimate, left)) return { input, requested: estimate.requested }
  }
  return undefined
}

interface Left {
  tokens: number
  costUsd: number | undefined
}

/** What cannot be finished is not begun. */
const fits = ({ promptTokens, completionTokens, cost }: Estimate, left: Left): boolean =>
  promptTokens + completionTokens <= left.tokens &&
  (left.costUsd === undefined || (cost !== null && cost.high <= left.costUsd))

const isOurs = sql`facts ->> 'prefetch' = 'true'`

const findPausedForBudget = async ({ db, runs }: RunStore): Promise<Id[]> => {
  const { rows } = await db.execute(sql`
    select id from ${runs} where status = 'paused' and paused_for = 'budget' and ${isOurs}
  `)
  return rows.map(({ id }) => idOf(id))
}

/** No run is worked on or waits to be, ours included, and nobody waits for money that we would spend. */
const isIdle = async ({ db, runs }: RunStore): Promise<boolean> => {
  const { rows } = await db.execute(sql`
    select from ${runs} where ${isActive(sql`status`)} or (status = 'paused' and paused_for = 'budget') limit 1
  `)
  return rows.length === 0
}

interface Today {
  tokens: number
  costUsd: number
  inputs: readonly unknown[]
}

/** What the runs of today (UTC) have asked for and used: by their budget's counter, which has what nobody told too. */
const readToday = async ({ db, runs, budgets }: RunStore): Promise<Today> => {
  const { rows } = await db.execute(sql`
    select r.input,
      greatest(r.usage_prompt_tokens + r.usage_completion_tokens, b.spent_tokens + b.reserved_tokens)::float8 as tokens,
      coalesce(b.spent_micro_usd + b.reserved_micro_usd, 0)::float8 as micro_usd
    from ${runs} r left join ${budgets} b on b.key = ${keyInSql.prefixOfRun(sql`r.id`)}
    where r.created_at >= date_trunc('day', now() at time zone 'utc') at time zone 'utc' and r.requester_id is null and r.${isOurs}
  `)
  const sum = (name: string) => rows.reduce((total, row) => total + Number(row[name] ?? 0), 0)
  return { tokens: sum('tokens'), costUsd: sum('micro_usd') / 1_000_000, inputs: rows.map(({ input }) => input) }
}

import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import { attemptOutcomes } from '../../model/Attempt.js'
import { raiseAlert } from '../../runs/alerts.js'
import { poolStore, type RunStore } from '../../runs/sql/store.js'
import type { Facts } from '../../runs/vocabulary.js'
import type { MaintenanceContext } from './task.js'

/**
 * Looks whether usage has every call of yesterday (UTC) that the ledger has, and puts right what it lacks. The two are
 * written in one statement, so that whatever is missing was taken away by another program: that is an alert. What usage has
 * and the ledger has not stays, because rows of the ledger may be deleted.
 */
export const checkUsageOfYesterday = async (context: MaintenanceContext): Promise<Facts | undefined> => {
  const { payload, settings, check } = context
  await check()
  const store = poolStore(payload, settings)
  const short = await findShort(store)
  const [first] = short
  if (!first) return undefined
  for (const row of short) await mendRow(store, row)
  const day = String(first.day)
  const rows = short.length
  const calls = short.reduce((sum, { missing }) => sum + Number(missing), 0)
  await raiseAlert(payload, settings, {
    cause: `usage:${day}`,
    level: 'warn',
    message: `Usage of ${day} lacked ${calls} calls, or what they took, that the ledger has, and was put right in ${rows} rows. Look who else writes, or deletes, rows of ${settings.slugs.generationUsage}.`,
  })
  return { day, rows, calls }
}

/** Calls that began so close to midnight, in rows that do not name their day, may belong to either: they are reserved before they begin. */
const nearMidnight = sql`interval '1 minute'`

/** What rows of the ledger add up to, by column of usage. */
const sums: readonly (readonly [column: string, sum: SQL])[] = [
  ['items', sql`coalesce(sum(l.items), 0)`],
  ['prompt_tokens', sql`coalesce(sum(l.prompt_tokens), 0)`],
  ['cached_tokens', sql`coalesce(sum(l.cached_tokens), 0)`],
  ['cache_write_tokens', sql`coalesce(sum(l.cache_write_tokens), 0)`],
  ['completion_tokens', sql`coalesce(sum(l.completion_tokens), 0)`],
  ['reasoning_tokens', sql`coalesce(sum(l.reasoning_tokens), 0)`],
  ['ms', sql`coalesce(sum(l.ms), 0)`],
  ...attemptOutcomes.map(
    (outcome) =>
      [
        `outcomes_${outcome.replaceAll('-', '_')}`,
        sql`count(*) filter (where l.outcome = ${sql.raw(`'${outcome}'`)})`,
      ] as const,
  ),
]
const names = sums.map(([column]) => sql.raw(column))

/**
 * By the day that each call counts for, which its row names where it is not the one on which it began. Calls that were booked as
 * lost are left alone, as their bill may still come; and so are those of runs and users that are gone, of which no row tells whose
 * they were.
 */
const findShort = async ({ db, logs, runs, usage }: RunStore): Promise<Record<string, unknown>[]> => {
  const added = sums.map(([column, sum]) => sql`${sum} as ${sql.raw(column)}`)
  const lacking = names.map((name) => sql`ledger.${name} > u.${name}`)
  const { rows } = await db.execute(sql`
    with yesterday as (
      select date_trunc('day', now() at time zone 'utc') - interval '1 day' as since,
        date_trunc('day', now() at time zone 'utc') as until
    ),
    calls as (
      select l.*, l.facts ->> 'day' as other_day, (l.created_at at time zone 'utc') - coalesce(l.ms, 0) * interval '1 millisecond' as begun_at
      from ${logs} l, yesterday
      where l.created_at >= yesterday.since at time zone 'utc'
        and l.created_at < (yesterday.until + interval '1 day') at time zone 'utc'
        and l.type = 'attempt' and l.outcome is not null and l.outcome::text <> 'lost' and l.role is not null
    ),
    ledger as (
      select to_char(yesterday.since, 'YYYY-MM-DD') as day, coalesce(l.user_id::text, 'system') as user_key, l.role, r.kind,
        coalesce(nullif(substr(l.feature, nullif(strpos(l.feature, '/'), 0) + 1), ''), r.kind) as section,
        l.provider, l.model, coalesce(l.service_tier, 'normal') as service_tier, count(*) as calls, ${sql.join(added, sql`, `)}
      from calls l join ${runs} r on r.id = l.run_id cross join yesterday
      where case when l.other_day is null
          then l.begun_at >= yesterday.since + ${nearMidnight} and l.begun_at < yesterday.until - ${nearMidnight}
          else l.other_day = to_char(yesterday.since, 'YYYY-MM-DD') end
        and (l.user_id is not null or l.role = 'system')
      group by 1, 2, 3, 4, 5, 6, 7, 8
    )
    select ledger.*, ledger.calls + coalesce(u.outcomes_lost, 0) as all_calls,
      greatest(ledger.calls - coalesce(u.calls - u.outcomes_lost, 0), 0) as missing
    from ledger left join ${usage} u on u.day = ledger.day and u.user_key = ledger.user_key and u.role = ledger.role
      and u.kind = ledger.kind and u.section = ledger.section and u.provider = ledger.provider and u.model = ledger.model
      and u.service_tier = ledger.service_tier
    where u.id is null or ledger.calls > u.calls - u.outcomes_lost or ${sql.join(lacking, sql` or `)}
  `)
  return rows
}

/** Raises a row of usage to what the ledger has; calls that are being added to it meanwhile are in it too. */
const mendRow = async ({ db, usage, newId }: RunStore, row: Record<string, unknown>): Promise<void> => {
  const place = ['day', 'user_key', 'role', 'kind', 'section', 'provider', 'model', 'service_tier'].map(
    (column) => sql`${row[column]}::text`,
  )
  const values = sums.map(([column]) => sql`${Number(row[column])}`)
  const raised = names.map((name) => sql`${name} = greatest(u.${name}, excluded.${name})`)
  await db.execute(sql`
    insert into ${usage} as u (
      id, key, day, user_key, role, kind, section, provider, model, service_tier, calls, ${sql.join(names, sql`, `)},
      created_at, updated_at
    ) values (
      ${newId()}, jsonb_build_array(${sql.join(place, sql`, `)})::text, ${sql.join(place, sql`, `)}, ${Number(row.all_calls)},
      ${sql.join(values, sql`, `)}, now(), now()
    )
    on conflict (key) do update set calls = greatest(u.calls, excluded.calls), ${sql.join(raised, sql`, `)}, updated_at = now()
  `)
}

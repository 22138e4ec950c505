import { createHash } from 'node:crypto'
import type pg from 'pg'

interface LongRun {
  steps: number
  /** Of the run. */
  title?: string
  /** Why every tenth step failed. */
  error?: string
}

/** Puts a run under way into the reference host's database, with a call for each of its steps; a worker would take hours. */
export const addLongRun = async (
  client: pg.Client,
  { steps, title = 'Many drills', error = 'No answer in time.' }: LongRun,
) => {
  const { rows } = await client.query<{ id: number }>(
    `insert into generation_runs (kind, title, input, status, requester_id, role, target_key, progress_requested, progress_generated,
       progress_failed, version, open_steps, next_index, is_planned, started_at, deadline_at, created_at, updated_at)
     select 'drillSeries', $1, '{"targetDrillCount": 5000}', 'running', null, 'system', null, $2::int * 5, 5, 0, 1, $2, $2 + 1, true,
       now(), now() + interval '1 day', now(), now()
     returning id`,
    [title, steps],
  )
  const run = Number(rows[0]?.id)
  // Not to be claimed for a day.
  await client.query(
    `insert into generation_steps (run_id, requester_key, "index", kind, key, status, rank, run_after, attempts, claims, token,
       written, saved, missing, version, error, input, created_at, updated_at)
     select $1, 'system', n, 'generate', 'b' || n,
       (case when n % 10 = 7 then 'failed' when n % 3 = 0 then 'queued' else 'done' end)::enum_generation_steps_status, 0,
       now() + interval '1 day', 1, 1, 1, 0, case when n % 10 <> 7 and n % 3 <> 0 then 5 else 0 end, 0, 1,
       case when n % 10 = 7 then $3 end, '{}', now(), now()
     from generate_series(1, $2::int) n`,
    [run, steps, error],
  )
  await client.query(
    `insert into generation_logs (type, run_id, step_id, level, outcome, provider, model, ms, prompt_tokens, completion_tokens, created_at, updated_at)
     select 'attempt', run_id, id, 'info', (case when status = 'failed' then 'timeout' else 'ok' end)::enum_generation_logs_outcome,
       'openai', 'offline', 8000, 2900, 1400, now(), now()
     from generation_steps where run_id = $1 and status <> 'queued'`,
    [run],
  )
  return run
}

/** As `channelOf` in `src/database/notifications.ts` names it, for the reference host's tables. */
const channel = `coursewright_${createHash('sha256').update('public.generation_runs').digest('hex').slice(0, 16)}`

/** Tells all processes of the host, as a worker does. */
export const tell = (client: pg.Client, message: string) => client.query('select pg_notify($1, $2)', [channel, message])

interface ChangeSteps {
  run: number
  /** Those with a lower index, from 1, and this one. */
  upTo: number
  status?: string
  saved?: number
}

/** Changes steps of a run and tells of it, as a worker does. */
export const changeSteps = async (client: pg.Client, { run, upTo, status = 'done', saved = 5 }: ChangeSteps) => {
  await client.query(
    `with run as (
       update generation_runs set version = version + 1 where id = $1
       returning version, pg_notify($2, concat_ws(' ', 'run:' || id, version, status))
     )
     update generation_steps set status = $3::enum_generation_steps_status, saved = $4, version = run.version
     from run where run_id = $1 and "index" between 1 and $5`,
    [run, channel, status, saved, upTo],
  )
}

import { sql } from '@payloadcms/db-postgres/drizzle'
import type { BasePayload } from 'payload'
import { loggable, RequestError } from '../errors.js'
import type { Settings } from '../options/Settings.js'
import { raiseAlert } from '../runs/alerts.js'
import { poolStore, type RunStore } from '../runs/sql/store.js'
import type { Id } from '../runs/vocabulary.js'

interface Refusal {
  /** Whose request it was. */
  user: Id
  role: string
  /** Why it was refused, as its answer says: `rate_limited`. */
  code: string
}

/**
 * Keeps that a request was refused, which the refused transaction takes back with all the rest; a user refused more often
 * within an hour than `alerts.maxRefusals` is an alert. Counted by the database, so however many processes refuse the user, and no
 * more rows than it takes to tell: one who asks a thousand times fills no table.
 *
 * Takes a connection of its own: not to be awaited while the refused transaction holds another. Never throws.
 */
export const noteRefusal = async (payload: BasePayload, settings: Settings, refusal: Refusal): Promise<void> => {
  const { user, role, code } = refusal
  const { maxRefusals } = settings.alerts
  try {
    const refused = await insertRefusal(poolStore(payload, settings), { ...refusal, most: maxRefusals + 1 })
    if (refused <= maxRefusals) return
    await raiseAlert(payload, settings, {
      cause: `refusals:${user}`,
      level: 'warn',
      user,
      role,
      errorClass: code,
      message: `Requests of user ${user} (${role}) were refused more than ${maxRefusals} times within an hour, the last one with ${code}: raise the limit, or ask what sends them.`,
    })
  } catch (err) {
    payload.logger.warn({ err: loggable(err), msg: 'a refused request could not be counted', user, code })
  }
}

/** What says that a user asked for more than they may. */
const refusals: readonly unknown[] = ['rate_limited', 'too_many_running', 'not_allowed']

interface NoteIfRefused {
  payload: BasePayload
  settings: Settings
  user: { id: Id }
  role: string
  error: unknown
}

/** Notes it beside the request, which goes on at once, where it was refused by a limit. */
export const noteIfRefused = ({ payload, settings, user, role, error }: NoteIfRefused): void => {
  const code = error instanceof RequestError ? error.data?.code : undefined
  if (code !== undefined && refusals.includes(code)) void noteRefusal(payload, settings, { user: user.id, role, code })
}

interface InsertRefusal extends Refusal {
  /** Rows of one user within an hour; more say nothing more. */
  most: number
}

/**
 * Appends an event for a refused request, unless its user has as many as are of interest.
 *
 * @returns how many of the user's requests were refused within the last hour with this one, counted to `most`
 */
const insertRefusal = async (
  { db, logs, newId }: RunStore,
  { user, role, code, most }: InsertRefusal,
): Promise<number> => {
  const cause = `refusal:${user}`
  const count = async (): Promise<number> => {
    const { rows } = await db.execute(sql`
      select count(*) as refused from ${logs}
      where type = 'event' and cause = ${cause} and created_at > now() - interval '1 hour'
    `)
    return Number(rows[0]?.refused ?? 0)
  }
  if ((await count()) >= most) return most
  await db.execute(sql`
    insert into ${logs} (id, type, cause, level, user_id, role, error_class, message, created_at, updated_at)
    values (${newId()}, 'event', ${cause}, 'info', ${user}, ${role}, ${code}, 'A request was refused.', now(), now())
  `)
  // Of many that are refused at once, the last to be written sees them all.
  return Math.min(await count(), most)
}

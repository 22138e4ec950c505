import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import type { Sql } from '../database/adapter.js'

type PositionId = number | string

interface CountDrills {
  /** A transaction: the rows stay locked until it ends. */
  db: Sql
  positions: SQL
  drills: SQL
  ids: readonly PositionId[]
}

/** Counts one more drill made from a position, atomically. */
const addToDrillCount = async (db: Sql, positions: SQL, id: PositionId): Promise<void> => {
  await db.execute(sql`update ${positions} set drill_count = coalesce(drill_count, 0) + 1 where id = ${id}`)
}

const listOf = (ids: readonly PositionId[]): SQL =>
  sql.join(
    ids.map((id) => sql`${id}`),
    sql`, `,
  )

/**
 * Counts the drills of these positions anew. The positions are locked by a statement of their own, in the order of their
 * ids: the next one then sees what every writer before it committed, so that counts are right however many write. Not
 * `for update`: a drill that names a position holds its key, and two such writers would wait for each other.
 */
export const recountDrills = async (count: CountDrills): Promise<void> => {
  const { db, positions, ids } = count
  if (ids.length === 0) return
  await db.execute(sql`select id from ${positions} where id in (${listOf(ids)}) order by id for no key update`)
  await recountLocked(count)
}

const recountLocked = async ({ db, positions, drills, ids }: CountDrills): Promise<void> => {
  if (ids.length === 0) return
  await db.execute(sql`
    update ${positions} as counted
    set drill_count = (select count(*) from ${drills} as drill where drill.position_id = counted.id)
    where id in (${listOf(ids)})`)
}

const contextKey = 'coursewrightDrillCounts'

interface Together {
  readonly locked: ReadonlySet<PositionId>
  readonly counted: Set<PositionId>
}

/**
 * From now on, drills of these positions that are made with this request are counted by one statement in the end, in place of
 * one for each. The positions are locked in the request's transaction.
 *
 * @returns what to call in that transaction when all are made
 */
export const countTogether = ({ context }: Pick<PayloadRequest, 'context'>, positions: Iterable<PositionId>) => {
  const together: Together = { locked: new Set(positions), counted: new Set() }
  context[contextKey] = together
  return async (where: Omit<CountDrills, 'ids'>): Promise<void> => {
    delete context[contextKey]
    await recountLocked({ ...where, ids: [...together.counted] })
  }
}

interface CountDrill {
  position: PositionId
  positions: SQL
  db(): Promise<Sql>
}

/** Counts one more drill made from a position: with the others that the request makes, or at once. */
export const countDrill = async (
  { context }: Pick<PayloadRequest, 'context'>,
  { position, positions, db }: CountDrill,
): Promise<void> => {
  const together = context[contextKey] as Together | undefined
  if (together?.locked.has(position)) together.counted.add(position)
  else await addToDrillCount(await db(), positions, position)
}

/** Positions whose count is not the number of their drills, at most `limit`. Reads every position and drill. */
export const findMiscounted = async (
  { db, positions, drills }: Omit<CountDrills, 'ids'>,
  limit: number,
): Promise<PositionId[]> => {
  const { rows } = await db.execute(sql`
    select counted.id
    from ${positions} as counted
    left join (select position_id, count(*) as drills from ${drills} group by position_id) as made
      on made.position_id = counted.id
    where counted.drill_count is distinct from coalesce(made.drills, 0)
    limit ${limit}`)
  return rows.flatMap(({ id }) => (typeof id === 'number' || typeof id === 'string' ? [id] : []))
}

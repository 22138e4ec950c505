import { type SQL, sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { listOf, type Sql } from '../database/adapter.js'

type PositionId = number | string
type Request = Pick<PayloadRequest, 'context' | 'transactionID'>

interface CountDrills {
  /** A transaction: the rows stay locked until it ends. */
  db: Sql
  positions: SQL
  drills: SQL
  ids: readonly PositionId[]
}

/**
 * Counts the drills of these positions anew. The positions are locked by a statement of their own, in the order of their
 * ids: the next one then sees what every writer before it committed, so that counts are right however many write. Not
 * `for update`: a drill that names a position holds its key, and two such writers would wait for each other.
 */
export const recountDrills = async ({ db, positions, drills, ids }: CountDrills): Promise<void> => {
  if (ids.length === 0) return
  await db.execute(sql`select id from ${positions} where id in (${listOf(ids)}) order by id for no key update`)
  await db.execute(sql`
    update ${positions} as counted
    set drill_count = (select count(*) from ${drills} as drill where drill.position_id = counted.id)
    where id in (${listOf(ids)})`)
}

/** Counts one more drill for each time a position is named, atomically. */
const addToDrillCounts = async (db: Sql, positions: SQL, ids: readonly PositionId[]): Promise<void> => {
  if (ids.length === 0) return
  const named = sql`json_array_elements_text(${JSON.stringify(ids)}::json)`
  await db.execute(sql`
    update ${positions} as counted set drill_count = coalesce(drill_count, 0)
      + (select count(*) from ${named} as made (id) where made.id = counted.id::text)
    where id in (${listOf(ids)})`)
}

const contextKey = 'coursewrightDrillCounts'

/** Drills that were made and are not counted yet. */
interface Together {
  readonly transaction: Request['transactionID']
  readonly locked: ReadonlySet<PositionId>
  /** Their positions; `undefined` when they have been counted. */
  made: PositionId[] | undefined
}

/** Those of the request's own transaction: a context may have been handed to another. */
const togetherOf = ({ context, transactionID }: Request): Together | undefined => {
  const together = context[contextKey] as Together | undefined
  return together?.made && together.transaction === transactionID ? together : undefined
}

/**
 * From now on, drills of these positions that are made in the request's transaction are counted by one statement in the end, in
 * place of one for each. The positions are locked in that transaction.
 *
 * @returns what to call in it when all are made
 */
export const countTogether = ({ context, transactionID }: Request, positions: Iterable<PositionId>) => {
  const together: Together = { transaction: transactionID, locked: new Set(positions), made: [] }
  context[contextKey] = together
  return async (where: Pick<CountDrills, 'db' | 'positions'>): Promise<void> => {
    const made = together.made ?? []
    together.made = undefined
    await addToDrillCounts(where.db, where.positions, made)
  }
}

/** Those drills of these positions have been counted, as all of theirs were counted anew. */
export const areCounted = (req: Request, positions: readonly PositionId[]): void => {
  const together = togetherOf(req)
  if (together) together.made = together.made?.filter((position) => !positions.includes(position))
}

interface CountDrill {
  position: PositionId
  positions: SQL
  db(): Promise<Sql>
}

/** Counts one more drill made from a position: with the others that the request makes, or at once. */
export const countDrill = async (req: Request, { position, positions, db }: CountDrill): Promise<void> => {
  const together = togetherOf(req)
  if (together?.locked.has(position)) together.made?.push(position)
  else await addToDrillCounts(await db(), positions, [position])
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

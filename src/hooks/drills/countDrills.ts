import { sql } from '@payloadcms/db-postgres/drizzle'
import type {
  CollectionAfterChangeHook,
  CollectionAfterDeleteHook,
  CollectionBeforeChangeHook,
  CollectionBeforeDeleteHook,
  CollectionConfig,
  PayloadRequest,
} from 'payload'
import { table } from '../../database/adapter.js'
import { sqlOf } from '../../database/transactions.js'
import { areCounted, countDrill, recountDrills } from '../../library/drillCounts.js'
import type { Settings } from '../../options/Settings.js'
import { type Id, idIn } from '../../runs/vocabulary.js'

type Hooks = NonNullable<CollectionConfig['hooks']>

/**
 * Hooks of drills that keep `positions.drillCount`, by which runs prefer positions with few drills: the number of drills
 * whose row names the position. A draft over a published drill leaves the row, and so the count, until it is published.
 *
 * What Payload hands to hooks was read before the drill was locked, and another writer may have moved it since. So a
 * change locks the row first and reads which position it names, and counts the drills of both positions anew.
 */
export const countDrills = (settings: Settings): Required<Pick<Hooks, CountingHook>> => ({
  beforeChange: [lockBeforeChange(settings)],
  afterChange: [countAfterChange(settings)],
  beforeDelete: [lockBeforeDelete(settings)],
  afterDelete: [countAfterDelete(settings)],
})

type CountingHook = 'beforeChange' | 'afterChange' | 'beforeDelete' | 'afterDelete'

const lockBeforeChange =
  (settings: Settings): CollectionBeforeChangeHook =>
  async ({ data, originalDoc, operation, req }) => {
    if (operation === 'update') await lockDrill(settings, req, originalDoc.id)
    return data
  }

const countAfterChange =
  (settings: Settings): CollectionAfterChangeHook =>
  async ({ data, doc, operation, req }) => {
    // Not of what is answered: the request may ask for some fields only.
    const position = idIn(data.position)
    const positions = table(req.payload, settings.slugs.positions)
    if (operation === 'create') {
      // No other transaction has seen the drill: one more is right whatever others count, and costs one statement.
      if (position !== undefined) await countDrill(req, { position, positions, db: () => sqlOf(req) })
      return
    }
    const before = lockedPosition(req, doc.id)
    if (before !== position) await recount(settings, req, [before, position])
  }

const lockBeforeDelete =
  (settings: Settings): CollectionBeforeDeleteHook =>
  ({ id, req }) =>
    lockDrill(settings, req, id)

const countAfterDelete =
  (settings: Settings): CollectionAfterDeleteHook =>
  ({ id, req }) =>
    recount(settings, req, [lockedPosition(req, id)])

const contextKey = 'coursewrightLockedDrills'

const lockedDrills = ({ context }: PayloadRequest): Map<Id, Id | undefined> => {
  const locked = (context[contextKey] as Map<Id, Id | undefined> | undefined) ?? new Map<Id, Id | undefined>()
  context[contextKey] = locked
  return locked
}

const lockedPosition = (req: PayloadRequest, drill: Id): Id | undefined => lockedDrills(req).get(drill)

const lockDrill = async ({ slugs }: Settings, req: PayloadRequest, drill: Id): Promise<void> => {
  const db = await sqlOf(req)
  const { rows } = await db.execute(
    sql`select position_id from ${table(req.payload, slugs.drills)} where id = ${drill} for no key update`,
  )
  lockedDrills(req).set(drill, idIn(rows[0]?.position_id))
}

const recount = async ({ slugs }: Settings, req: PayloadRequest, of: readonly (Id | undefined)[]): Promise<void> => {
  const ids = of.filter((id) => id !== undefined)
  await recountDrills({
    db: await sqlOf(req),
    positions: table(req.payload, slugs.positions),
    drills: table(req.payload, slugs.drills),
    ids,
  })
  areCounted(req, ids)
}

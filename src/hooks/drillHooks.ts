import type {
  CollectionAfterChangeHook,
  CollectionAfterDeleteHook,
  CollectionBeforeChangeHook,
  FieldHook,
  PayloadRequest,
} from 'payload'
import { poolOf, table } from '../database/adapter.js'
import { transactionOf } from '../database/transactions.js'
import { buildArtifact } from '../kinds/drillSeries/artifact.js'
import { changeDrillCount } from '../library/store.js'
import type { Settings } from '../options/Settings.js'
import type { Id } from '../runs/vocabulary.js'
import { idIn } from './checkRelations.js'

/** Keeps `positions.drillCount`, by which runs prefer positions with few drills. */
export const countDrills =
  (settings: Settings): CollectionAfterChangeHook =>
  async ({ doc, previousDoc, operation, req }) => {
    const [before, after] = [operation === 'update' ? positionOf(previousDoc) : undefined, positionOf(doc)]
    if (before === after) return
    if (before !== undefined) await change(settings, req, before, -1)
    if (after !== undefined) await change(settings, req, after, 1)
  }

export const uncountDrill =
  (settings: Settings): CollectionAfterDeleteHook =>
  async ({ doc, req }) => {
    const position = positionOf(doc)
    if (position !== undefined) await change(settings, req, position, -1)
  }

const positionOf = (doc: { position?: unknown } | undefined): Id | undefined => idIn(doc?.position)

const change = async (settings: Settings, req: PayloadRequest, position: Id, by: number): Promise<void> => {
  // Callers may switch transactions off; with one, it must still be open.
  const db = req.transactionID ? await transactionOf(req) : poolOf(req.payload)
  await changeDrillCount(db, table(req.payload, settings.slugs.positions), position, by)
}

/** Keeps a drill's `game` and `notation`, from which its board is drawn, those of its position, however it was made. */
export const showPosition =
  ({ slugs }: Settings): CollectionBeforeChangeHook =>
  async ({ data, originalDoc, operation, req }) => {
    if (data.position === undefined) return data
    const position = idIn(data.position)
    const isUnchanged = operation === 'update' && position === idIn(originalDoc?.position)
    // Runs bring both along, so they need no look-up for each drill.
    if (isUnchanged || (operation === 'create' && data.notation)) return data
    if (position === undefined) return { ...data, game: null, notation: null }
    const found = await req.payload.findByID({
      collection: slugs.positions,
      id: position,
      depth: 0,
      disableErrors: true,
      // The drill shows the position to whoever may read the drill.
      overrideAccess: true,
      req,
    })
    return { ...data, game: found?.game ?? null, notation: found?.notation ?? null }
  }

/**
 * Computes the artifact from the drills when one series is read, with the access of whoever reads. In a list it is there
 * when it was asked for by name, `select[artifact]=true`: it is all the drills of each series.
 */
export const readArtifactHook =
  (settings: Settings): FieldHook =>
  ({ data, findMany, originalDoc, overrideAccess, req, draft }) => {
    const isListed = findMany && req.payloadAPI !== 'GraphQL' && !isSelected(req, 'artifact')
    if (isListed) return undefined
    const series = data?.id ?? originalDoc?.id
    if (series === undefined) return null
    return buildArtifact({ settings, req, series, overrideAccess: overrideAccess ?? false, draft: draft ?? false })
  }

const isSelected = ({ query: { select } }: PayloadRequest, field: string): boolean =>
  typeof select === 'object' && select !== null && Boolean(Reflect.get(select, field))

import type { CollectionAfterChangeHook, CollectionAfterDeleteHook, PayloadRequest } from 'payload'
import { poolOf, table } from '../database/adapter.js'
import { transactionOf } from '../database/transactions.js'
import { changeDrillCount } from '../library/store.js'
import type { Settings } from '../options/Settings.js'
import type { Id } from '../runs/vocabulary.js'
import { idIn } from './idIn.js'

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

import type { CollectionBeforeChangeHook, CollectionBeforeDeleteHook, FieldHook, TypeWithID } from 'payload'
import { isOwnDraftWrite } from '../drafts/ownWrites.js'
import { RequestError } from '../errors.js'
import { hashOf } from '../generators/content/hash.js'
import type { Settings } from '../options/Settings.js'
import { countDependents, staleSources } from './planFacts.js'
import { lockPlan, plansIn, plansOf, standingOf } from './planStore.js'
import { checkNotAwaited } from './purgePlans.js'

/** What a person may change; everything else of a plan is kept as it stands, of an older version that is restored too. */
const personal = ['content']

/**
 * Makes a plan whose text a person changes, or restores, that person's: `edited`, used as it is and never too old. One
 * that waits for approval goes on waiting, and one that was purged stays so.
 *
 * @throws RequestError 409 while a step is writing it
 */
export const keepEdits =
  (settings: Settings): CollectionBeforeChangeHook =>
  async ({ data, operation, originalDoc, req }) => {
    if (operation !== 'update' || isOwnDraftWrite(req)) return data
    // Workers write some of it by SQL, which versions do not have: the row says how it stands, and waits for them.
    const row = await lockPlan(await plansIn(req, settings), originalDoc.id)
    if (!row) return data
    const current = await req.payload.db.findOne<TypeWithID & Record<string, unknown>>({
      collection: settings.slugs.plans,
      where: { id: { equals: row.id } },
      req,
    })
    const kept = Object.fromEntries(Object.entries(current ?? {}).filter(([name]) => !personal.includes(name)))
    const isChanged = data.content !== undefined && hashOf(data.content) !== hashOf(current?.content)
    if (!isChanged) return { ...data, ...kept }
    if (row.state === 'writing') {
      throw new RequestError(409, 'The plan is being written; edit it when that is done.', { code: 'plan_is_written' })
    }
    const state = row.state === 'awaiting' || row.state === 'purged' ? row.state : 'edited'
    return { ...data, ...kept, state, editedAt: new Date().toISOString() }
  }

/** @throws RequestError 409 while a run waits for its approval: resumed, the run would fail for want of it */
export const keepAwaited =
  (settings: Settings): CollectionBeforeDeleteHook =>
  async ({ id, req }) => {
    const store = await plansIn(req, settings)
    const row = await lockPlan(store, id)
    if (row) await checkNotAwaited(store, row)
  }

/** A plan whose writer is gone is not being written: it is told as it stands, before a task sets its row back. */
export const readStanding =
  (settings: Settings): FieldHook =>
  async ({ data, originalDoc, req, value }) => {
    const id = (originalDoc ?? data)?.id
    if (value !== 'writing' || isOwnDraftWrite(req) || id === undefined) return value
    return (await standingOf(await plansOf(req, settings), id)) ?? value
  }

/** What depends on a plan, or why it is stale; for a user who reads one plan, not each of a list. Our own code has no use for it. */
export const readPlanFacts =
  (settings: Settings, name: 'dependents' | 'staleBecause'): FieldHook =>
  ({ data, findMany, originalDoc, req }) => {
    const doc = originalDoc ?? data
    if (findMany || !req.user || isOwnDraftWrite(req) || doc?.id === undefined) return undefined
    return name === 'dependents' ? countDependents(settings, req, doc.id) : staleSources(settings, req, doc)
  }

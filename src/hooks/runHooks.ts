import { sql } from '@payloadcms/db-postgres/drizzle'
import type {
  CollectionAfterChangeHook,
  CollectionAfterDeleteHook,
  CollectionAfterOperationHook,
  CollectionBeforeDeleteHook,
  FieldHook,
  PayloadRequest,
} from 'payload'
import { table } from '../database/adapter.js'
import { deleteParts } from '../database/deleteParts.js'
import { TransactionGone, transactionOf } from '../database/transactions.js'
import { draftFacts, draftNames } from '../drafts/parts/draftFacts.js'
import { loggable, RequestError } from '../errors.js'
import { type Room, readRoom, waitingForRoom } from '../limits/ceiling.js'
import { refuseUncounted } from '../limits/checkLimits.js'
import { userKeyOf } from '../limits/limitStore.js'
import { addAdmission } from '../limits/windows.js'
import type { Settings } from '../options/Settings.js'
import { leavePlansOf } from '../plans/decisions.js'
import { plansIn } from '../plans/planStore.js'
import type { RunKind } from '../runs/kind/RunKind.js'
import { openSteps } from '../runs/openSteps.js'
import { forgetRun, lockRunToDelete } from '../runs/sql/runs.js'
import { storeIn, storeOf } from '../runs/sql/store.js'
import { wakeWaiting } from '../runs/sql/wakeUps.js'
import { runDocOf } from '../runs/step/StepContext.js'
import type { Id } from '../runs/vocabulary.js'

/** Counts the request and writes the run's first steps and their wake-ups, in the transaction that creates the run: all or nothing. */
export const startRunHook =
  (settings: Settings, kinds: readonly RunKind[]): CollectionAfterChangeHook =>
  async ({ data, doc, operation, req }) => {
    if (operation !== 'create') return
    // Not of what is answered: the request may ask for some fields only.
    const kind = kinds.find((known) => known.kind === data.kind)
    if (!kind) throw new Error(`A run of the kind "${data.kind}" was admitted, which is not known.`)
    const progress = { openSteps: 0, nextIndex: 0, isPlanned: false }
    const admission = { userKey: userKeyOf(req.user?.id), role: String(data.role), kind: kind.kind, run: doc.id }
    await refuseUncounted(req.payload, async () => addAdmission(await storeIn(req, settings), admission))
    const run = runDocOf({ ...data, id: doc.id })
    await kind.requested?.({ req, run })
    await openSteps(await storeIn(req, settings), { req, kind, run, progress })
  }

/**
 * Says no when a hook of another plugin has had the request's transaction rolled back and swallowed the error: Payload
 * would answer 201 for a run that is not there. Comes after all hooks, before the commit.
 */
export const checkRunKept: CollectionAfterOperationHook = async ({ operation, req, result }) => {
  if (operation !== 'create') return result
  try {
    await transactionOf(req)
    return result
  } catch (error) {
    if (!(error instanceof TransactionGone)) throw error
    req.payload.logger.error({ err: error, msg: 'a hook of another plugin undid a new run' })
    throw new RequestError(503, 'The run was not kept: another plugin of this site undid it. The log says more.', {
      code: 'not_saved',
    })
  }
}

/** Steps mean nothing without their run; a worker that holds one finds its lease gone. Drafts and the ledger stay. */
export const deleteRunSteps =
  (settings: Settings): CollectionBeforeDeleteHook =>
  async ({ id, req }) => {
    // A save locks its draft and then holds the keys of its run and step; what writes a run and its steps locks the run
    // first. So must we, or a save under way could deadlock with us.
    if (req.transactionID) {
      await lockDraftsOf(settings, req, id)
      const store = await storeIn(req, settings)
      await lockRunToDelete(store, id)
      await leavePlansOf(await plansIn(req, settings), id)
      await forgetRun(store, id)
    }
    await deleteParts(req, {
      collection: settings.slugs.generationSteps,
      where: { run: { equals: id } },
      refusal: {
        stays: 'The run stays: a step of it could not be deleted.',
        document: 'step',
        code: 'step_not_deleted',
      },
    })
  }

const lockDraftsOf = async ({ slugs }: Settings, req: PayloadRequest, run: Id): Promise<void> => {
  const db = await transactionOf(req)
  for (const name of draftNames.toSorted((one, other) => draftFacts[one].locked - draftFacts[other].locked)) {
    const writer = sql.identifier(draftFacts[name].hasVersions ? 'provenance_run_id' : 'run_id')
    await db.execute(sql`
      select id from ${table(req.payload, slugs[name])} where ${writer} = ${run} order by id for no key update
    `)
  }
}

/** A run that is deleted leaves its place, too. */
export const wakeWaitingHook =
  (settings: Settings): CollectionAfterDeleteHook =>
  async ({ req }) => {
    if (req.transactionID) await wakeWaiting(await storeIn(req, settings))
  }

const roomKey = 'coursewrightRoom'

/** Why a run has not begun, in plain words, where it waits for room; `null` for all others. */
export const readWaitingHook =
  (settings: Settings): FieldHook =>
  async ({ data, req }) => {
    // A request left it out.
    if (!data || !('status' in data)) return undefined
    if (data.status !== 'queued') return null
    // Once for a whole list of them.
    req.context[roomKey] ??= lookForRoom(settings, req)
    const room = (await req.context[roomKey]) as Room | undefined
    return room && room.running >= room.limit ? waitingForRoom(room.limit) : null
  }

const lookForRoom = async (settings: Settings, req: PayloadRequest): Promise<Room | undefined> => {
  try {
    // In a transaction nothing else may be asked for a connection: all of them could be waiting for each other.
    return await readRoom(await storeOf(req, settings))
  } catch (err) {
    // It is a word about a run, which is read all the same.
    req.payload.logger.warn({ err: loggable(err), msg: 'it could not be told whether a run waits for room' })
    return undefined
  }
}

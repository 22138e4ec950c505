import { sql } from '@payloadcms/db-postgres/drizzle'
import { createLocalReq, executeAuthStrategies, type PayloadRequest } from 'payload'
import { isReviewer, requireRole } from '../../access/access.js'
import { noteIfRefused } from '../../alerts/noteRefusal.js'
import { isDocumentId, poolOf } from '../../database/adapter.js'
import { isConnectionLost, isOutage } from '../../database/outages.js'
import { readPrimary } from '../../database/transactions.js'
import { RequestError } from '../../errors.js'
import type { Settings } from '../../options/Settings.js'
import { controlRun, readStepToRetry } from '../../runs/controlRun.js'
import { readRaise } from '../../runs/step/budgetPauses.js'
import type { Id, RunAction } from '../../runs/vocabulary.js'

/**
 * The run a request names, if its user may read it; a user who may read a run may also control it.
 *
 * @throws RequestError 401 without a user, 404 when there is none or it is another user's
 */
export const readableRun = async (settings: Settings, req: PayloadRequest, id: unknown): Promise<Id> => {
  requireRole(settings, req)
  const run = isDocumentId(req.payload, settings.slugs.generationRuns, id)
    ? await findRun(settings, req, String(id))
    : undefined
  if (!run) throw notFound()
  return run.id
}

/**
 * Whether the user of a request that is answered for long may still read its run, and reviews as before: as if it were sent anew.
 * What cannot be looked up, as while the database restarts, is taken for unchanged.
 */
export const mayReadOn = async (settings: Settings, req: PayloadRequest, run: Id): Promise<boolean> => {
  const { payload, headers } = req
  const isReviewing = isReviewer(settings)
  try {
    // Its strategies find nobody, too, when the database does not answer.
    const { user } = await executeAuthStrategies({ headers, payload })
    if (!user) await poolOf(payload).execute(sql`select 1`)
    const asked = await createLocalReq({ user: user ?? undefined, req: { headers } }, payload)
    if (isReviewing({ req: asked }) !== isReviewing({ req })) return false
    await readableRun(settings, asked, run)
    return true
  } catch (error) {
    return isOutage(error) || isConnectionLost(error)
  }
}

export const notFound = () => new RequestError(404, 'There is no such run.', { code: 'not_found' })

interface ActOnRun {
  /** One that `readableRun` let through. */
  run: Id
  action: RunAction
  /** What came with the request: `retry` takes `{step?}`, `resume` `{maxTokens?, maxCostUsd?}`. */
  given: unknown
}

/** Does it, and answers the run as it stands then. */
export const actOnRun = async (settings: Settings, req: PayloadRequest, { run, action, given }: ActOnRun) => {
  const { payload, user } = req
  const step = readStepToRetry(action, given)
  const raise = readRaise(settings, action, given)
  await controlRun({ payload, run, action, step, ...raise, user }).catch((error: unknown) => {
    if (user) noteIfRefused({ payload, settings, user, role: requireRole(settings, req), error })
    throw error
  })
  return readPrimary(req, () =>
    req.payload.findByID({
      collection: settings.slugs.generationRuns,
      id: run,
      depth: 0,
      overrideAccess: false,
      req,
    }),
  )
}

const findRun = (settings: Settings, req: PayloadRequest, id: string): Promise<{ id: Id } | null> =>
  readPrimary(req, () =>
    req.payload.findByID({
      collection: settings.slugs.generationRuns,
      id,
      depth: 0,
      disableErrors: true,
      overrideAccess: false,
      select: { status: true },
      req,
    }),
  )

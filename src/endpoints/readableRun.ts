import type { PayloadRequest } from 'payload'
import { requireRole } from '../access/access.js'
import { noteIfRefused } from '../alerts/noteRefusal.js'
import { isDocumentId } from '../database/adapter.js'
import { readPrimary } from '../database/transactions.js'
import { RequestError } from '../errors.js'
import type { Settings } from '../options/Settings.js'
import { controlRun, readStepToRetry } from '../runs/controlRun.js'
import { readRaise } from '../runs/step/budgetPauses.js'
import type { Id, RunAction } from '../runs/vocabulary.js'

/**
 * The run a request names, if its user may read it; whoever may read a run may also control it.
 *
 * @throws RequestError 401 without a user, 404 when there is none or it is someone else's
 */
export const readableRun = async (settings: Settings, req: PayloadRequest, id: unknown): Promise<Id> => {
  requireRole(settings, req)
  const run = isDocumentId(req.payload, id) ? await findRun(settings, req, String(id)) : undefined
  if (!run) throw notFound()
  return run.id
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

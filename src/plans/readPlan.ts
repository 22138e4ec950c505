import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { isDocumentId } from '../database/adapter.js'
import { id } from '../database/stored.js'
import { readTogether } from '../database/transactions.js'
import { readLatest } from '../drafts/ownWrites.js'
import { decidedHashOf } from '../drafts/parts/draftParts.js'
import { type ReadPart, readContent } from '../drafts/parts/readContent.js'
import { approvePublished, reviewsIn } from '../drafts/reviews.js'
import { RequestError } from '../errors.js'
import type { Settings } from '../options/Settings.js'
import type { RunDoc } from '../runs/kind/RunKind.js'
import { RunPaused } from '../runs/kind/RunPaused.js'
import { type Id, keyOfDocument } from '../runs/vocabulary.js'
import { shorten } from '../text.js'
import { approvePlansOf, shareKey } from './decisions.js'
import { latestVersion, plansIn, plansOf } from './planStore.js'

/** A plan as what is written from it reads it. */
export interface ReadPlan {
  /** Of its document in `plans`. */
  readonly id: Id
  /** For `planVersion` of what is written from it; `null` where versions were deleted. */
  readonly version: string | null
  /** In its order; what an editor added has no name. */
  readonly parts: readonly ReadPart[]
}

const planDoc = z.object({
  id,
  state: z.string(),
  run: id.nullish(),
  format: z.string().nullish(),
  content: z.array(z.unknown()).nullish(),
})

const find = async ({ slugs }: Settings, req: PayloadRequest, id: Id, overrideAccess: boolean) => {
  const found = await req.payload.findByID({
    collection: slugs.plans,
    id,
    depth: 0,
    disableErrors: true,
    overrideAccess,
    req,
  })
  return found ? planDoc.parse(found) : undefined
}

/**
 * The plan of a run as it stands now, with what a run or a person changed since.
 *
 * @throws RunPaused while it waits for approval, or when it was purged before its run was retried: resuming the run approves
 * it, see `approvePlans`
 * @throws RequestError when it was deleted
 */
export const readPlan = async (
  settings: Settings,
  { req, run, plan }: { req: PayloadRequest; run: RunDoc; plan: Id },
): Promise<ReadPlan> => {
  const plans = await plansOf(req, settings)
  const [doc, version] = await readTogether(req, [
    // Jobs act for the system; the requester was authorised when the run was admitted.
    () => find(settings, req, plan, true),
    () => latestVersion(plans, plan),
  ])
  if (!doc) throw new RequestError(400, `The plan ${plan} was deleted.`, { code: 'unknown_plan', plan })
  if (['awaiting', 'purged'].includes(doc.state) && String(doc.run) === String(run.id)) {
    throw new RunPaused('approval', 'Its plan waits for approval: edit it if you like, then resume the run.')
  }
  const { config } = req.payload
  return { id: doc.id, version, parts: readContent(config, settings.slugs.plans, doc.content ?? []) }
}

/** Whether a plan has not been deleted since it was read: what is written from it refers to it then. */
export const isPlanThere = async (settings: Settings, req: PayloadRequest, plan: Id): Promise<boolean> =>
  // As above.
  (await find(settings, req, plan, true)) !== undefined

/**
 * For `RunKind.resume`: the plans of the run that wait are approved as they stand, and purged ones when it is paused for that. One
 * that nobody changed is found by other runs from now on; a person's belongs to its run until it is shared, see `sharePlan`.
 */
export const approvePlans = async (
  settings: Settings,
  { req, run }: { req: PayloadRequest; run: Pick<RunDoc, 'id'> },
): Promise<void> => {
  const store = await plansIn(req, settings)
  const { ttlHours } = settings.plans
  for (const { id, isEdited } of await approvePlansOf(store, { run: run.id, ttlHours })) {
    if (!isEdited) await shareKey(store, { plan: id, ttlHours })
    const doc = await readLatest(settings, req, { name: 'plans', id })
    if (!doc) continue
    await approvePublished(await reviewsIn(settings, req), {
      documentKey: keyOfDocument({ relationTo: settings.slugs.plans, value: id }),
      hash: decidedHashOf('plans', doc),
      how: isEdited ? 'edited' : 'opened',
      decidedBy: req.user?.collection === settings.usersSlug ? req.user.id : null,
    })
  }
}

/**
 * The `fallbackPlan` of a request, for `RunKind.admit`.
 *
 * @throws RequestError 400 when it is no plan, none that the requester may read, none with a text, or one of another format
 */
export const checkFallbackPlan = async (
  settings: Settings,
  { req, plan, format }: { req: PayloadRequest; plan: unknown; format: string },
): Promise<Id> => {
  const shown = shorten(String(plan), 64)
  const isKnown = isId(plan) && isDocumentId(req.payload, settings.slugs.plans, plan)
  const found = isKnown ? await find(settings, req, plan, !req.user) : undefined
  if (!found?.content?.length) {
    throw new RequestError(400, `fallbackPlan: ${shown} is no plan that you may read.`, {
      code: 'unknown_plan',
      fallbackPlan: plan,
    })
  }
  if (found.format === format) return found.id
  throw new RequestError(400, `fallbackPlan: ${shown} is a plan for the format "${found.format}", not "${format}".`, {
    code: 'plan_of_other_format',
    fallbackPlan: plan,
    format: found.format,
  })
}

const isId = (value: unknown): value is Id => typeof value === 'number' || typeof value === 'string'

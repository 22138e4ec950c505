import type { CollectionBeforeDeleteHook } from 'payload'
import type { Settings } from '../options/Settings.js'

/** Steps mean nothing without their run; a worker that holds one finds its lease gone. Drafts and the ledger stay. */
export const deleteRunSteps =
  ({ slugs }: Settings): CollectionBeforeDeleteHook =>
  async ({ id, req }) => {
    await req.payload.delete({
      collection: slugs.generationSteps,
      where: { run: { equals: id } },
      // Whoever may delete the run may delete what it consists of.
      overrideAccess: true,
      req,
    })
  }

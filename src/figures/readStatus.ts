import type { PayloadRequest } from 'payload'
import { z } from 'zod'
import { isReviewer } from '../access/access.js'
import type { Settings } from '../options/Settings.js'
import { type OpenRuns, openStatuses } from '../runs/vocabulary.js'

/** What is open of a user's own, as far as access lets that user see it. */
interface OwnStatus {
  readonly runs: OpenRuns
  /** Drafts of their runs that nobody has decided on; `null` for those who do not review. */
  readonly drafts: number | null
}

/** More are not counted. */
const mostRuns = 500

/** @param req of a user who is signed in */
export const readStatus = async (settings: Settings, req: PayloadRequest): Promise<OwnStatus> => {
  const { slugs } = settings
  const requester = { requester: { equals: req.user?.id } }
  const asThemselves = { req, overrideAccess: false, disableErrors: true }
  const runs = await req.payload.find({
    collection: slugs.generationRuns,
    where: { and: [requester, { status: { in: [...openStatuses] } }] },
    ...{ depth: 0, limit: mostRuns, pagination: false, select: { status: true, pausedFor: true }, ...asThemselves },
  })
  if (!isReviewer(settings)({ req })) return { runs: openRuns(runs.docs), drafts: null }
  const { totalDocs } = await req.payload.count({
    collection: slugs.reviews,
    where: { and: [requester, { state: { equals: 'waiting' } }] },
    ...asThemselves,
  })
  return { runs: openRuns(runs.docs), drafts: totalDocs }
}

const openRun = z.object({ status: z.string(), pausedFor: z.string().nullish() })

/** A user who paused a run knows: that one is not counted. */
export const openRuns = (docs: readonly unknown[]): OpenRuns => {
  const count = { running: 0, waiting: 0, approval: 0, budget: 0 }
  for (const doc of docs) {
    const { status, pausedFor } = openRun.parse(doc)
    if (status === 'queued') count.waiting += 1
    else if (status === 'planning' || status === 'running') count.running += 1
    else if (status === 'paused' && (pausedFor === 'approval' || pausedFor === 'budget')) count[pausedFor] += 1
  }
  return count
}

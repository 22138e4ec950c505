import type { Access } from 'payload'
import type { Settings } from '../options/Settings.js'
import { isReviewer, isSignedIn } from './hasRole.js'

/** Reviewers see all runs; students those they requested. */
export const readOwnRuns = (settings: Settings): Access => {
  const reviewer = isReviewer(settings)
  const signedIn = isSignedIn(settings)
  return ({ req }) => {
    if (reviewer({ req })) return true
    return signedIn({ req }) && { requester: { equals: req.user?.id } }
  }
}

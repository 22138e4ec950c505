import type { Access } from 'payload'
import type { Settings } from '../options/Settings.js'
import { isReviewer, isSignedIn } from './hasRole.js'

/** Reviewers see drafts; other users see what is published, visitors nothing. */
export const readPublished = (settings: Settings): Access => {
  const reviewer = isReviewer(settings)
  const signedIn = isSignedIn(settings)
  return ({ req }) => {
    if (reviewer({ req })) return true
    return signedIn({ req }) && { _status: { equals: 'published' } }
  }
}

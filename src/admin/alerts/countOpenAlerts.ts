import type { Payload, TypedUser } from 'payload'
import { settingsOf } from '../shared/serverSide.js'

/** How many alerts nobody has acknowledged, of those that the host lets this user read: who may not is told no number, and the page stays. */
export const countOpenAlerts = async (payload: Payload, user: TypedUser | null | undefined): Promise<number> => {
  const { totalDocs } = await payload.count({
    collection: settingsOf(payload).slugs.generationLogs,
    where: { type: { equals: 'alert' }, acknowledgedAt: { exists: false } },
    ...{ overrideAccess: false, disableErrors: true, user },
  })
  return totalDocs
}

import type { Payload } from 'payload'
import { settingsOf } from '../../src/options/Settings.js'

/** Claims a job as `payload.jobs.run({ limit: 1 })` does. */
export const claimStock = async (payload: Payload): Promise<void> => {
  const claimed = await payload.db.updateJobs({
    data: { processing: true },
    limit: 1,
    sort: 'createdAt',
    where: {
      and: [
        { completedAt: { exists: false } },
        { hasError: { not_equals: true } },
        { processing: { equals: false } },
        { or: [{ waitUntil: { exists: false } }, { waitUntil: { less_than: new Date().toISOString() } }] },
        { queue: { equals: settingsOf(payload).queue } },
      ],
    },
  })
  if (claimed?.length !== 1) throw new Error('There was nothing to claim.')
}

import type { CollectionConfig, JobsConfig } from 'payload'

type Overrides = JobsConfig['jobsCollectionOverrides']

/**
 * Gives Payload's jobs the index by which wake-ups are found: its own are of one column each, so that a claim would walk
 * through every job a host has ever finished and kept. What the host overrides stays.
 */
export const indexWakeUps =
  (overrides: Overrides): NonNullable<Overrides> =>
  (args) => {
    const jobs: CollectionConfig = overrides?.(args) ?? args.defaultJobsCollection
    return {
      ...jobs,
      indexes: [...(jobs.indexes ?? []), { fields: ['taskSlug', 'queue', 'completedAt', 'waitUntil'] }],
    }
  }

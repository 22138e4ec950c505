import type { UpdateJobsArgs } from 'payload'

/**
 * Whether a runner of Payload claims a batch of jobs by this call, and may get some of this queue. Payload names the queue
 * of a run in the first level of its conditions; a run of all queues names none.
 */
export const mayClaimIn = (queue: string, { data, where }: UpdateJobsArgs): boolean =>
  data.processing === true &&
  where !== undefined &&
  !(where.and ?? []).some(({ queue: named }) => named !== undefined && 'equals' in named && named.equals !== queue)

/** `queued → planning → running → completed | partial | failed`, from any open status `paused` and `cancelled`. */
export const runStatuses = [
  'queued',
  'planning',
  'running',
  'paused',
  'completed',
  'partial',
  'failed',
  'cancelled',
] as const

export type RunStatus = (typeof runStatuses)[number]

export const pauseReasons = ['user', 'budget', 'approval'] as const

/** A run in one of these has ended; only `retry` opens it again. */
export const finalStatuses: readonly RunStatus[] = ['completed', 'partial', 'failed', 'cancelled']

/** Statuses whose steps may be claimed. */
export const activeStatuses: readonly RunStatus[] = ['queued', 'planning', 'running']

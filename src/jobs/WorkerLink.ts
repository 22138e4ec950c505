import type { PayloadRequest } from 'payload'

const key = 'coursewrightWorker'

/** What our worker and our task tell each other through Payload's queue. */
export interface WorkerLink {
  /** Aborted when the task must stop and hand its step back. */
  readonly signal: AbortSignal
  /** Called when the step's slot is free: its model call is over and only saving is left, and again at its end. */
  onFree(): void
}

/** For a request's `context`. */
export const withLink = (link: WorkerLink): Record<string, unknown> => ({ [key]: link })

/** The link to the worker that runs this job; none when Payload's own runner does. */
export const linkOf = ({ context }: PayloadRequest): WorkerLink | undefined => {
  const link = context[key]
  return isLink(link) ? link : undefined
}

const isLink = (link: unknown): link is WorkerLink => typeof link === 'object' && link !== null && 'onFree' in link

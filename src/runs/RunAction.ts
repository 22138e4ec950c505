import type { RunStatus } from './RunStatus.js'

export const runActions = ['cancel', 'pause', 'resume', 'retry'] as const

export type RunAction = (typeof runActions)[number]

/** From which statuses an action is possible; repeating the last action is fine, anything else is a conflict. */
export const allowedFrom: Readonly<Record<RunAction, readonly RunStatus[]>> = {
  cancel: ['queued', 'planning', 'running', 'paused'],
  pause: ['queued', 'planning', 'running'],
  resume: ['paused'],
  retry: ['partial', 'failed', 'cancelled'],
}

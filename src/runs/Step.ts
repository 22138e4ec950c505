export const stepKinds = ['plan', 'generate', 'finish'] as const
export const stepStatuses = ['queued', 'running', 'done', 'failed', 'cancelled'] as const

export type StepKind = (typeof stepKinds)[number]
export type StepStatus = (typeof stepStatuses)[number]

/** Serial or uuid, as the host's adapter makes them. */
export type Id = number | string

/** A step as its worker holds it after claiming. `token` is the fencing token: it proves the lease. */
export interface Step {
  readonly id: Id
  readonly run: Id
  readonly index: number
  /** One of `stepKinds`, or one that only newer workers know. */
  readonly kind: string
  /** Higher goes first, for claims and for calls to the model. */
  readonly priority: number
  /** Times the step has asked the model and did not get everything. */
  readonly attempts: number
  /** Times the step was claimed, crashes included. */
  readonly claims: number
  readonly token: number
  /** Why it went back to the queue last time, in plain words. */
  readonly error: string | undefined
  readonly input: unknown
  readonly result: unknown
}

import type { Id } from './Step.js'

/** A step as its run's events tell of it. */
export interface StepState {
  id: Id
  index: number
  /** As the database has them: a newer worker may know more of both. */
  kind: string
  status: string
  attempts: number
  /** Drafts that have begun to arrive in an answer that is still being streamed. */
  written: number
  saved: number
  missing: number
  error: string | null
}

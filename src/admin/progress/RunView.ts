import type { DocumentId } from '../shared/DocumentId.js'
import type { RunStatus } from '../shared/runWords.js'

export interface RunProgress {
  requested: number
  generated: number
  failed: number
}

/** What the REST API tells of a run, as far as the admin panel shows it. */
export interface RunView {
  id: DocumentId
  status: RunStatus
  progress: RunProgress
  pausedFor?: 'approval' | 'budget' | 'user' | null
  notice?: string | null
  error?: string | null
  cost?: number | null
  createdAt: string
  startedAt?: string | null
  finishedAt?: string | null
  /** The request, by the names of the API. */
  input?: Record<string, unknown> | null
  /** `step` is the batch's number. */
  gaps?: readonly { step: number; key: string; reason: string }[] | null
}

/** A step as the run's events tell of it. */
export interface StepView {
  index: number
  kind: string
  status: string
  attempts: number
  /** Drills that have begun to arrive while the model writes. */
  written: number
  saved: number
  missing: number
  error: string | null
}

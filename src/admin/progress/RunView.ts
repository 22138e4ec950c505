import type { DocumentId } from '../shared/DocumentId.js'
import type { RunStatus } from '../shared/runWords.js'

export interface RunProgress {
  requested: number
  generated: number
  failed: number
}

/** By provider, then by model; only what the admin panel looks at. */
type UsageByModel = Readonly<Record<string, Readonly<Record<string, { untoldCalls?: number }>>>>

/** What the REST API tells of a run, as far as the admin panel shows it. */
export interface RunView {
  id: DocumentId
  status: RunStatus
  progress: RunProgress
  pausedFor?: 'approval' | 'budget' | 'user' | null
  notice?: string | null
  error?: string | null
  cost?: number | null
  usage?: { byModel?: UsageByModel | null } | null
  createdAt: string
  startedAt?: string | null
  finishedAt?: string | null
  /** The request, by the names of the API. */
  input?: Record<string, unknown> | null
  /** `step` is the batch's number. */
  gaps?: readonly { step: number; key: string; reason: string }[] | null
}

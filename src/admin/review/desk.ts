import type { DraftName } from '../../drafts/parts/draftFacts.js'
import type { PartDiff } from '../people/useDraft.js'
import type { DocumentId } from '../shared/api.js'

/** What a reviewer can decide. */
export type DecisionState = 'approved' | 'changesRequested' | 'rejected' | 'waiting'

/** What became of a row here since it was listed. */
export interface RowMark {
  state: DecisionState | 'sending'
  /** Why what was decided here was refused, or could not be published. */
  problem?: string
  /** What another user has done with it meanwhile, and who, where that may be known. */
  other?: { did: 'changed' | 'decided' | 'gone'; by: string | null }
}

export interface DraftDocument {
  collection: string
  id: DocumentId
  sort: DraftName
  isPublished: boolean
  isRewritable: boolean
  updatedAt: string
  hash: string | null
  fields: Readonly<Record<string, unknown>>
  games: Readonly<Record<string, string>>
  parts: readonly { name: string; state: string }[]
  names: Readonly<Record<string, readonly string[]>>
}

export interface DraftProposal {
  id: DocumentId
  feedback?: string | null
  diff: readonly PartDiff[]
}

/** What `GET /reviews/:id/draft` answers. */
export interface OpenedDraft {
  review: { id: DocumentId; state: DecisionState; note?: string | null; reason?: string | null; kind: string }
  document: DraftDocument | null
  proposal: DraftProposal | null
}

interface ChangedPart {
  part: string
  before: unknown
  now: unknown
}

/** What `GET /reviews/:id/changes` answers. */
export interface Changes {
  changes: readonly ChangedPart[]
  against: { at: string; writer: string | null } | null
}

/** What `GET /reviews/:id/background` answers. */
export interface Background {
  provenance: {
    run?: DocumentId | null
    model?: string | null
    provider?: string | null
    promptVersion?: string | null
    offline?: boolean | null
  } | null
  plan: { id: DocumentId; objective?: string | null; content?: unknown } | null
  kit: {
    id: DocumentId
    title?: string | null
    isCited: boolean
    passages: readonly { key: string; title: string; text: string }[]
  } | null
  position: {
    id: DocumentId
    solution?: { best?: string | null; line?: string | null } | null
    source?: string | null
  } | null
  history: readonly { id: DocumentId; at: string; status: string | null; writer: string | null }[]
  cost: { calls: number; tokens: number; ms: number; usd: number | null } | null
}

/** Collections that the desk links to or asks, by the names that the host gave them. */
export interface DeskSlugs {
  reviews: string
  proposals: string
  curricula: string
  generationRuns: string
  plans: string
  kits: string
  positions: string
}

/** Why something is rejected, in a word; `rejectReasons` of the dictionary. */
export const rejectReasons = [
  'wrong',
  'unclear',
  'too-easy',
  'too-hard',
  'repeats',
  'off-topic',
  'style',
  'other',
] as const

import type { DocumentId } from '../shared/DocumentId.js'

/** What a row of a series shows of a drill. */
export interface DrillView {
  id: DocumentId
  order?: number | null
  prompt?: string | null
  principle?: string | null
  phase?: string | null
  game?: string | null
  notation?: string | null
  _status?: 'draft' | 'published' | null
  provenance?: { offline?: boolean | null } | null
}

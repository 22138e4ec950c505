import { isRecord } from '../shared/isRecord.js'
import { RequestRefused } from '../shared/RequestRefused.js'

export interface BadLine {
  line: number
  reason: string
}

/** What became of an import. */
export interface ImportAnswer {
  imported: number
  unchanged: number
  failed: number
  errors: readonly BadLine[]
  /** Why nothing was imported at all. */
  refusal?: string
}

/** A refused file may name its bad lines too; anything else that was thrown is not about the file. */
export const answerOfRefusal = (error: unknown): ImportAnswer | undefined => {
  if (!(error instanceof RequestRefused) || !Array.isArray(error.error.lines)) return undefined
  const lines = error.error.lines.filter(isRecord)
  return {
    imported: 0,
    unchanged: 0,
    failed: typeof error.data.failed === 'number' ? error.data.failed : lines.length,
    errors: lines.map(({ line, reason }) => ({ line: Number(line), reason: String(reason) })),
    refusal: error.message,
  }
}

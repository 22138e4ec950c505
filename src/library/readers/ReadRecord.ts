import type { PositionInput } from '../PositionInput.js'

/** One record of a file, or why it is none. `lineNumber` counts from 1 and is where the record starts. */
export type ReadRecord = { lineNumber: number; record: PositionInput } | BadLine

export interface BadLine {
  lineNumber: number
  /** In words an editor understands; quotes at most 80 characters of the input. */
  reason: string
}

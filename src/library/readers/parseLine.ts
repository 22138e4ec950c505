import { InvalidPosition } from '../InvalidPosition.js'
import type { PositionInput } from '../PositionInput.js'
import type { ReadRecord } from './ReadRecord.js'

/** One text as a record; what `parse` refuses becomes the reason. */
export const parseLine = (
  { lineNumber, text }: { lineNumber: number; text: string },
  parse: (text: string) => PositionInput,
): ReadRecord => {
  try {
    return { lineNumber, record: parse(text) }
  } catch (error) {
    if (error instanceof InvalidPosition) return { lineNumber, reason: error.message }
    throw error
  }
}

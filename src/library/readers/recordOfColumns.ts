import type { PositionInput } from '../PositionInput.js'
import type { ColumnName } from './columnNames.js'

/** A flat record as a position. */
export const recordOfColumns = (columns: Partial<Record<ColumnName, unknown>>): PositionInput => {
  const { fen, xgid, best, line, alsoBest, avoid, score, ...facts } = columns
  const notation = [facts.notation, fen, xgid].find((text) => text !== undefined && text !== null && text !== '')
  return { ...facts, notation, solution: { best, line, alsoBest, avoid, score } }
}

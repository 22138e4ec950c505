import { quoted } from '../../text.js'
import { InvalidPosition } from '../InvalidPosition.js'
import type { PositionInput } from '../PositionInput.js'
import { columnNames } from './columnNames.js'
import { recordOfColumns } from './recordOfColumns.js'

const solutionKeys = ['best', 'line', 'alsoBest', 'avoid', 'score']
const keys = ['solution', ...columnNames]

/**
 * One JSON object as a position: either with a nested `solution`, as the library gives positions out, or flat.
 * @throws InvalidPosition for broken JSON, anything but an object, and keys we do not know
 */
export const parseJsonRecord = (text: string): PositionInput => {
  const value = parseJson(text)
  if (!isObject(value)) throw new InvalidPosition('', `Not a JSON object: ${quoted(text)}.`)
  refuseUnknown(value, keys)
  const { solution, ...columns } = value
  const record = recordOfColumns(columns)
  if (solution === undefined || solution === null) return record
  if (!isObject(solution)) throw new InvalidPosition('solution', 'solution must be an object.')
  refuseUnknown(solution, solutionKeys)
  return { ...record, solution: { ...record.solution, ...solution } }
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new InvalidPosition('', `Not JSON: ${quoted(text)}.`, { cause: error })
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const refuseUnknown = (value: object, allowed: readonly string[]): void => {
  const unknown = Object.keys(value).find((key) => !allowed.includes(key))
  if (unknown !== undefined)
    throw new InvalidPosition(unknown, `${quoted(unknown)} is unknown; allowed are ${allowed.join(', ')}.`)
}

import { isRecord, quoted } from '../../text.js'
import { InvalidPosition, type PositionInput } from '../position.js'
import { readLines } from './lines.js'
import { type Bytes, columnNames, parseLine, type ReadRecord, recordOfColumns } from './record.js'

/** A JSON Lines file: one JSON object on each line. Blank lines are passed over. */
export async function* readJsonl(source: Bytes): AsyncGenerator<ReadRecord> {
  for await (const line of readLines(source)) {
    if ('reason' in line) yield line
    else if (line.text.trim() !== '') yield parseLine(line, parseJsonRecord)
  }
}

const solutionKeys = ['best', 'line', 'alsoBest', 'avoid', 'score']
const keys = ['solution', ...columnNames]

/**
 * One JSON object as a position: either with a nested `solution`, as the library gives positions out, or flat.
 * @throws InvalidPosition for broken JSON, anything but an object, and keys we do not know
 */
const parseJsonRecord = (text: string): PositionInput => {
  const value = parseJson(text)
  if (!isRecord(value)) throw new InvalidPosition('', `Not a JSON object: ${quoted(text)}.`)
  refuseUnknown(value, keys)
  const { solution, ...columns } = value
  const record = recordOfColumns(columns)
  if (solution === undefined || solution === null) return record
  if (!isRecord(solution)) throw new InvalidPosition('solution', 'solution must be an object.')
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

const refuseUnknown = (value: object, allowed: readonly string[]): void => {
  const unknown = Object.keys(value).find((key) => !allowed.includes(key))
  if (unknown !== undefined)
    throw new InvalidPosition(unknown, `${quoted(unknown)} is unknown; allowed are ${allowed.join(', ')}.`)
}

import { quoted } from '../../text.js'
import { InvalidPosition, type PositionInput } from '../position.js'
import { readLines } from './lines.js'
import { type Bytes, parseLine, type ReadRecord } from './record.js'

/** An EPD file, a position on each line. Blank lines and lines that start with `#` are passed over. */
export async function* readEpd(source: Bytes): AsyncGenerator<ReadRecord> {
  for await (const line of readLines(source)) {
    if ('reason' in line) yield line
    else if (!/^\s*(#|$)/.test(line.text)) yield parseLine(line, parseEpd)
  }
}

const FEN_FIELDS = 4
const COUNTER = /^\d+$/
const COMMENT = /^c\d$/

/**
 * One EPD line: four fields of a FEN, then operations. Read are `bm` (several moves: the first is best, the others
 * are as good), `am`, `pv`, `id` (the source), `c0` to `c9` (the notes), `ce` and `dm` (the score), `hmvc` and `fmvn`.
 * Other operations are passed over. Six fields of a FEN, as many files have, are read as well.
 * @throws InvalidPosition for a line that is no EPD or has no `bm`
 */
const parseEpd = (line: string): PositionInput => {
  const fields = /^\s*(\S+\s+\S+\s+\S+\s+\S+)(\s+\d+\s+\d+(?=\s|;|$))?\s*(.*)$/s.exec(line)
  if (!fields?.[1])
    throw new InvalidPosition(
      'notation',
      `An EPD line starts with the ${FEN_FIELDS} fields of a FEN; this one has fewer.`,
    )
  const operations = readEpdOperations(fields[3] ?? '')
  const operand = (opcode: string) => operations.get(opcode)?.join(' ')

  const [best, ...alsoBest] = operations.get('bm') ?? []
  if (best === undefined) throw new InvalidPosition('solution.best', 'The line has no bm (best move) operation.')

  const counters = fields[2]?.trim() ?? `${counter(operand('hmvc'), '0')} ${counter(operand('fmvn'), '1')}`
  const notes = [...operations].filter(([opcode]) => COMMENT.test(opcode)).map(([, operands]) => operands.join(' '))
  return {
    notation: `${fields[1].split(/\s+/).join(' ')} ${counters}`,
    solution: {
      best,
      alsoBest,
      avoid: operations.get('am') ?? [],
      line: operand('pv'),
      score: scoreOf(operand('dm'), operand('ce')),
    },
    source: operand('id'),
    notes: notes.join('\n'),
  }
}

const counter = (text: string | undefined, otherwise: string): string =>
  text !== undefined && COUNTER.test(text) ? text : otherwise

/** `dm` counts moves to mate; `ce` is centipawns for the side to move. */
const scoreOf = (movesToMate: string | undefined, centipawns: string | undefined): string | undefined => {
  if (movesToMate !== undefined && COUNTER.test(movesToMate)) return `#${movesToMate}`
  if (centipawns === undefined || !/^[+-]?\d+$/.test(centipawns)) return undefined
  const pawns = (Number(centipawns) / 100).toFixed(2)
  return pawns.startsWith('-') ? pawns : `+${pawns}`
}

/** A quoted operand (with backslash before a quote that belongs to it), the end of an operation, or a word. */
const TOKEN = /"((?:[^"\\]|\\.)*)"|;|[^\s;"]+|"/gy
const SPACE = /\s*/y

/**
 * The operations of an EPD line, opcode → operands, in their order; a semicolon inside quotes ends nothing. An opcode
 * given twice keeps the operands of both.
 * @throws InvalidPosition for a quote that is never closed
 */
const readEpdOperations = (text: string): Map<string, string[]> => {
  const operations = new Map<string, string[]>()
  let operands: string[] | undefined
  let at = skipSpace(text, 0)
  while (at < text.length) {
    TOKEN.lastIndex = at
    const [token = '', unquoted] = TOKEN.exec(text) ?? []
    if (token === '"' || token === '')
      throw new InvalidPosition('notes', `A quote is never closed: ${quoted(text.slice(at))}.`)
    if (token === ';') operands = undefined
    else if (operands) operands.push(unquoted?.replace(/\\(.)/g, '$1') ?? token)
    else {
      operands = operations.get(token) ?? []
      operations.set(token, operands)
    }
    at = skipSpace(text, at + token.length)
  }
  return operations
}

const skipSpace = (text: string, at: number): number => {
  SPACE.lastIndex = at
  SPACE.exec(text)
  return SPACE.lastIndex
}

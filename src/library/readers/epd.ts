import { MoveText } from '../../games/chess/moveText.js'
import { shorten } from '../../text.js'
import { InvalidPosition, positionLimits } from '../position.js'
import { readLines } from './lines.js'
import { type Bytes, type GoodRecord, parseLine, type ReadRecord } from './record.js'

/**
 * An EPD file, a position on each line. Blank lines and lines that start with `#` are passed over; lines that are no
 * UTF-8 are Latin-1.
 */
export async function* readEpd(source: Bytes): AsyncGenerator<ReadRecord> {
  for await (const line of readLines(source, { mayBeLatin1: true })) {
    if ('reason' in line) yield line
    else if (!/^\s*(#|$)/.test(line.text)) yield parseLine(line, parseEpd)
  }
}

/** Four fields of a FEN, two counters of which both or the second may be missing, and the operations. */
const LINE = /^\s*([^\s;]+\s+[^\s;]+\s+[^\s;]+)\s+(-(?=\d)|[^\s;]+)(?:\s*(\d+)(?:\s+(\d+))?(?=[\s;]|$))?\s*(.*)$/s
const COUNTER = /^\d+$/
const COMMENT = /^c\d$/

/**
 * One EPD line: four fields of a FEN, then operations. Read are `bm` (several moves: the first is best, the others
 * are as good), `am`, `pv`, `id` (the source), `c0` to `c9` (the notes), `ce` and `dm` (the score), `hmvc` and `fmvn`.
 * Without `bm` the first move of `pv` is best; beside it a `pv` that cannot be read is left out.
 * Other operations are passed over. Five or six fields of a FEN, as many files have, are read as well.
 * @throws InvalidPosition for a line that is no EPD, or has neither `bm` nor `pv`
 */
const parseEpd = (line: string): Omit<GoodRecord, 'lineNumber'> => {
  const [, fields, enPassant, halfMoves, moveNumber, rest = ''] = LINE.exec(line) ?? []
  if (!fields)
    throw new InvalidPosition('notation', 'An EPD line starts with the 4 fields of a FEN; this one has fewer.')
  const operations = readOperations(rest)
  const operand = (opcode: string) => operations.get(opcode)?.join(' ')

  const [best, ...alsoBest] = movesOf(operations.get('bm'))
  const pv = movesOf(operations.get('pv')).join(' ')
  if (best === undefined && pv === '')
    throw new InvalidPosition('solution.best', 'The line has no bm (best move) and no pv (line) operation.')

  const counters = [halfMoves ?? counter(operand('hmvc')) ?? '0', moveNumber ?? counter(operand('fmvn')) ?? '1']
  const notes = [...operations].filter(([opcode]) => COMMENT.test(opcode)).map(([, operands]) => operands.join(' '))
  const record = {
    notation: [...fields.split(/\s+/), enPassant, ...counters].join(' '),
    solution: {
      best,
      alsoBest,
      avoid: movesOf(operations.get('am')),
      line: pv,
      score: scoreOf(operand('dm'), operand('ce')),
    },
    source: shorten(operand('id') ?? '', positionLimits.source),
    notes: shorten(notes.join('\n'), positionLimits.notes),
  }
  return { record, isLineExtra: best !== undefined }
}

const counter = (text: string | undefined): string | undefined =>
  text !== undefined && COUNTER.test(text) ? text : undefined

/** Lone `+`, `#` and `!`, commas, move numbers and `(Q)` are read as in the move text of a game. */
const movesOf = (operands: readonly string[] = []): string[] => {
  const moveText = new MoveText()
  moveText.read(operands.join(' '))
  return moveText.moves.map(({ text }) => text)
}

/** `dm` counts moves to mate; `ce` is centipawns for the side to move. */
const scoreOf = (movesToMate: string | undefined, centipawns: string | undefined): string | undefined => {
  if (movesToMate !== undefined && COUNTER.test(movesToMate)) return `#${movesToMate}`
  if (centipawns === undefined || !/^[+-]?\d+$/.test(centipawns)) return undefined
  const pawns = (Number(centipawns) / 100).toFixed(2)
  return pawns.startsWith('-') ? pawns : `+${pawns}`
}

/** A quoted operand (with backslash before a quote that belongs to it), the end of an operation, or a word. */
const TOKEN = /"((?:[^"\\]|\\.)*)(?:"|\\?$)|;|[^\s;"]+/gs
const TAKES_MOVES = /^[ab]m$/
/** Operations that follow moves now and then without a semicolon between: no move begins like these. */
const OPCODE = /^(?:ac[dns]|[abdp]m|ce|c[09]|draw_\w+|eco|fmvn|hmvc|id|nic|noop|p[vm]|rc|resign|sm|tc\w+|v\d)$/
const MOVE = /^(?![a-h][18]$)(?:[KQRBN][a-hx1-8]|[a-h][1-8x]|[O0]-[O0])/

interface Operation {
  opcode: string
  operands: string[]
}

/**
 * The operations of an EPD line, opcode → operands, in their order; a semicolon inside quotes ends nothing, and a quote
 * that is never closed ends with the line. An opcode given twice keeps the operands of both.
 */
const readOperations = (text: string): Map<string, string[]> => {
  const operations: Operation[] = []
  let open: Operation | undefined
  for (const [token, inQuotes] of text.matchAll(TOKEN)) {
    if (token === ';') open = undefined
    else if (open && !(TAKES_MOVES.test(open.opcode) && OPCODE.test(token)))
      open.operands.push(inQuotes?.replace(/\\(.)/g, '$1') ?? token)
    else {
      open = { opcode: token, operands: [] }
      operations.push(open)
    }
  }
  return byOpcode(operations)
}

/** In `bm Be3; Bd2; Bc1` the further moves look like operations of their own. */
const byOpcode = (operations: readonly Operation[]): Map<string, string[]> => {
  const found = new Map<string, string[]>()
  let moves: string[] | undefined
  for (const { opcode, operands } of operations) {
    if (moves && MOVE.test(opcode) && operands.every((sign) => /^[^\p{L}\p{N}]+$/u.test(sign))) moves.push(opcode)
    else {
      const known = found.get(opcode) ?? []
      known.push(...operands)
      found.set(opcode, known)
      moves = TAKES_MOVES.test(opcode) ? known : undefined
    }
  }
  return found
}

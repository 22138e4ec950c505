import { InvalidPosition } from '../InvalidPosition.js'
import type { PositionInput } from '../PositionInput.js'
import { readEpdOperations } from './readEpdOperations.js'

const FEN_FIELDS = 4
const COUNTER = /^\d+$/
const COMMENT = /^c\d$/

/**
 * One EPD line: four fields of a FEN, then operations. Read are `bm` (several moves: the first is best, the others
 * are as good), `am`, `pv`, `id` (the source), `c0` to `c9` (the notes), `ce` and `dm` (the score), `hmvc` and `fmvn`.
 * Other operations are passed over. Six fields of a FEN, as many files have, are read as well.
 * @throws InvalidPosition for a line that is no EPD or has no `bm`
 */
export const parseEpd = (line: string): PositionInput => {
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

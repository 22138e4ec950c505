import { Chess } from 'chess.js'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readAll } from './readAll.js'

const FEN = 'r1bqkb1r/pppp1ppp/2n2n2/4p3/2B1P3/5N2/PPPP1PPP/RNBQK2R w KQkq - 4 4'

/** A game of random legal moves, never long enough to be cut. */
const game = fc.array(fc.nat({ max: 400 }), { minLength: 1, maxLength: 40 }).map((choices) => {
  const position = new Chess(FEN)
  const moves: string[] = []
  for (const choice of choices) {
    const legal = position.moves()
    const move = legal[choice % legal.length]
    if (move === undefined) break
    moves.push(position.move(move).san)
  }
  return moves
})

const words = fc.constantFrom(
  ...[
    '1.',
    'e4',
    'Nf3!',
    '(',
    ')',
    '{',
    '$3',
    ';',
    '1-0',
    '*',
    '[Event "x"]',
    '[%clk 0:01:02]',
    '%',
    '--',
    'schön',
    '"',
    '\\',
    '\n',
  ],
)
/** Anything but its own end. */
const comment = fc
  .array(words, { maxLength: 6 })
  .map((inside) => `{${inside.filter((word) => word !== '{').join(' ')}}`)
const restOfLine = fc.array(words, { maxLength: 4 }).map((inside) => `;${inside.join(' ').replaceAll('\n', ' ')}\n`)
const glyph = fc.constantFrom('!', '?!', ' $1', ' $142 $10', ' +-', ' =', ' ±', '+/-', ' N', ' \u2213')
const space = fc.constantFrom(' ', '\n', '\r\n', '  ', '\u00a0', ' \t')

const { variation } = fc.letrec<{ variation: string; inside: string }>((tie) => ({
  variation: fc.array(tie('inside'), { maxLength: 5 }).map((inside) => `(${inside.join(' ')})`),
  inside: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('1. e4', '4. --', 'Z0', 'Qxx9', '$5', '!?', '4... Nf6+-', '1-0', 'e.p.', 'a8(Q)'),
    comment,
    restOfLine,
    tie('variation'),
  ),
}))

/** What may stand behind a move. */
const between = fc
  .array(fc.oneof(comment, restOfLine, variation, glyph), { maxLength: 4 })
  .map((parts) => parts.join(' '))
const numbered = fc.constantFrom('none', 'dot', 'dots', 'bare', 'spaced')

const written = fc.record({
  moves: game,
  before: between,
  behind: fc.array(fc.tuple(between, space, numbered), { minLength: 40, maxLength: 40 }),
  end: fc.constantFrom('*', '1-0', '0-1', '1/2-1/2', ''),
})

const numberOf = (ply: number, style: string): string => {
  const number = 4 + Math.floor(ply / 2)
  if (style === 'none') return ''
  if (style === 'bare') return `${number} `
  if (style === 'spaced') return `${number} . `
  return ply % 2 === 1 || style === 'dots' ? `${number}... ` : `${number}.`
}

test('a game reads to the same main line whatever stands between its moves', async () => {
  await fc.assert(
    fc.asyncProperty(written, async ({ moves, before, behind, end }) => {
      const text = moves.map((move, ply) => {
        const [more, gap, style] = behind[ply] ?? ['', ' ', 'none']
        return `${numberOf(ply, style)}${move}${more}${gap}`
      })
      // A line that begins with % or a tag means something else; the parts above may end lines.
      const moveText = `${before} ${text.join('')}${end}`.replace(/\n(?=\s*[%[])/g, '\n ')
      const pgn = `[Event "a"]\n[FEN "${FEN}"]\n\n ${moveText}\n\n[Event "b"]\n[FEN "${FEN}"]\n\n4. d3 *\n`
      expect(await readAll('pgn', pgn, undefined, 512)).toMatchObject([
        { lineNumber: 1, facts: { source: 'a', solution: { best: moves[0], line: moves.join(' ') } } },
        { facts: { source: 'b', solution: { line: 'd3' } } },
      ])
    }),
    { numRuns: 50 },
  )
})

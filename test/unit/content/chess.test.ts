import { Chess } from 'chess.js'
import { describe, expect, it } from 'vitest'
import { chess } from '../../../src/games/chess.js'
import { matesWithin } from './matesWithin.js'
import { pawnEndingResult } from './pawnEndingResult.js'
import { readContent } from './readContent.js'

const positions = readContent('chess')
const named = positions.map((position) => [`${position.source}: ${position.solution.best}`, position] as const)

describe('the chess positions of the demo', () => {
  it('are at least 120, with at least 44 in each phase, so that 20 drills over two phases have plenty', () => {
    expect(positions.length).toBeGreaterThanOrEqual(120)
    for (const phase of ['opening', 'middlegame', 'endgame']) {
      expect(positions.filter((position) => position.phase === phase).length, phase).toBeGreaterThanOrEqual(44)
    }
  })

  it('spread over the three difficulties in every phase', () => {
    for (const phase of ['opening', 'middlegame', 'endgame']) {
      for (const difficulty of ['beginner', 'intermediate', 'advanced']) {
        const count = positions.filter(
          (position) => position.phase === phase && position.difficulty === difficulty,
        ).length
        expect(count, `${phase}, ${difficulty}`).toBeGreaterThanOrEqual(5)
      }
    }
    expect(new Set(positions.map((position) => `${position.phase} ${position.difficulty}`)).size).toBe(9)
  })

  it('are all different', () => {
    expect(new Set(positions.map((position) => chess.identityOf(position.notation))).size).toBe(positions.length)
  })

  it.each(named)('%s: is written canonically, with legal moves only', (_, { notation, phase, solution }) => {
    expect(chess.normalizeNotation(notation)).toBe(notation)
    expect(chess.phases.map((known) => known.value)).toContain(phase)
    const { best, line, alsoBest = [], avoid = [] } = solution
    for (const move of [best, ...alsoBest, ...avoid]) expect(chess.normalizeMove(notation, move)).toBe(move)
    expect(chess.normalizeLine(notation, line ?? '')).toBe(line)
    expect(line?.split(' ')[0]).toBe(best)
    expect(new Set([best, ...alsoBest, ...avoid]).size).toBe(1 + alsoBest.length + avoid.length)
  })

  it('leave at least two wrong moves to choose from', () => {
    for (const { notation, solution } of positions) {
      const legal = chess.legalMoves(notation).length
      expect(legal - 1 - (solution.alsoBest?.length ?? 0), notation).toBeGreaterThanOrEqual(2)
    }
  })

  it.each(named)('%s: has a source, themes and a score in the documented form', (_, { source, themes, solution }) => {
    expect(source.length).toBeGreaterThan(3)
    expect(themes.length).toBeGreaterThan(0)
    for (const theme of themes) expect(theme).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    expect(solution.score).toMatch(/^(#[1-9]|winning|0\.00|[+-]\d{1,2}\.\d{2})$/)
  })

  it.each(named.filter(([, { solution }]) => solution.score?.startsWith('#')))(
    '%s: the mate is forced in the number of moves it claims',
    (_, { notation, solution }) => {
      const moves = Number(solution.score?.slice(1))
      for (const move of [solution.best, ...(solution.alsoBest ?? [])]) {
        expect(matesWithin({ fen: notation, move, moves, line: solution.line }), move).toBe(true)
      }
      expect(solution.line?.split(' ')).toHaveLength(2 * moves - 1)
      expect(solution.line).toMatch(/#$/)
    },
    60_000,
  )

  it.each(named.filter(([, { solution }]) => solution.score === '#1'))(
    '%s: every mate in one is listed as a solution',
    (_, { notation, solution }) => {
      const mates = new Chess(notation).moves().filter((move) => move.endsWith('#'))
      expect([solution.best, ...(solution.alsoBest ?? [])].sort()).toEqual(mates.sort())
    },
  )

  it.each(named.filter(([, { themes }]) => themes.some((theme) => theme.startsWith('mate-in-'))))(
    '%s: the theme and the score name the same mate',
    (_, { themes, solution }) => {
      expect(themes).toContain(`mate-in-${solution.score?.slice(1)}`)
    },
  )

  it('keep the result in king and pawn endings, where a complete search knows it', () => {
    const endings = positions.filter(({ notation }) => /^[Kk1-8/]*[Pp]?[Kk1-8/]*$/.test(notation.split(' ')[0] ?? ''))
    expect(endings.length).toBeGreaterThan(4)
    for (const { notation, solution } of endings) {
      const result = pawnEndingResult(notation)
      for (const move of [solution.best, ...(solution.alsoBest ?? [])]) {
        expect(resultAfter(notation, move), `${notation} ${move}`).toBe(result)
      }
      for (const move of solution.avoid ?? [])
        expect(resultAfter(notation, move), `${notation} ${move}`).not.toBe(result)
    }
  })
})

function resultAfter(notation: string, move: string): 'won' | 'drawn' {
  const position = new Chess(notation)
  position.move(move)
  return pawnEndingResult(position.fen())
}

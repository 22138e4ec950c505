import { describe, expect, it } from 'vitest'
import { backgammon } from '../../../src/games/backgammon.js'
import { readContent } from './readContent.js'

const positions = readContent('backgammon')
const START = '-b----E-C---eE---c-e----B-'

describe('the backgammon positions of the demo', () => {
  it('are the 15 opening rolls from the start position, each once', () => {
    const dice = positions.map(({ notation }) => notation.split(':')[4])
    const rolls = [6, 5, 4, 3, 2].flatMap((high) =>
      [5, 4, 3, 2, 1].filter((low) => low < high).map((low) => `${high}${low}`),
    )
    expect([...dice].sort()).toEqual(rolls.sort())
    expect(new Set(positions.map(({ notation }) => backgammon.identityOf(notation))).size).toBe(15)
    for (const { notation, phase } of positions) {
      expect(notation).toContain(`XGID=${START}:`)
      expect(phase).toBe('opening')
      expect(backgammon.phaseOf?.(notation)).toBe('opening')
    }
  })

  it.each(positions.map((position) => [position.source, position] as const))(
    '%s: is written canonically, with legal plays only, and leaves wrong plays to choose from',
    (_, { notation, solution }) => {
      expect(backgammon.normalizeNotation(notation)).toBe(notation)
      const plays = [solution.best, ...(solution.alsoBest ?? [])]
      for (const play of plays) expect(backgammon.normalizeMove(notation, play)).toBe(play)
      expect(new Set(plays).size).toBe(plays.length)
      expect(backgammon.legalMoves(notation).length).toBeGreaterThanOrEqual(plays.length + 3)
    },
  )

  it.each([
    ['31', '8/5 6/5'],
    ['42', '8/4 6/4'],
    ['61', '13/7 8/7'],
    ['53', '8/3 6/3'],
    ['65', '24/13'],
  ])('plays %s the one standard way', (dice, play) => {
    const position = positions.find(({ notation }) => notation.split(':')[4] === dice)
    expect(position?.solution).toEqual({ best: play })
  })

  it('spread over the three difficulties', () => {
    expect(new Set(positions.map(({ difficulty }) => difficulty)).size).toBe(3)
  })
})

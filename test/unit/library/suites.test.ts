import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { ReadPosition } from '../../../src/library/importPositions.js'
import { readAll } from './readAll.js'

const fileOf = (name: string) => readFileSync(new URL(`../../fixtures/library/suites/${name}`, import.meta.url))
const linesOf = (read: readonly ReadPosition[]) =>
  read.map((one) => ('facts' in one ? (one.facts.solution.line ?? one.facts.solution.best) : one.reason))

/** As the file may come from another system. */
const spellings: [string, (file: Buffer) => Buffer][] = [
  ['as it is', (file) => file],
  ['in Latin-1', (file) => Buffer.from(file.toString(), 'latin1')],
  ['with a byte order mark and CRLF', (file) => Buffer.from(`\uFEFF${file.toString().replaceAll('\n', '\r\n')}`)],
  ['with CR', (file) => Buffer.from(file.toString().replaceAll('\n', '\r'))],
  ['with NUL at line ends and Ctrl-Z behind', (file) => Buffer.from(`${file.toString().replaceAll('\n', '\0\n')}\x1a`)],
]

describe.each(spellings)('files in the manner of public collections, %s', (_, spell) => {
  test('an EPD suite is read without a line lost', async () => {
    const read = await readAll('epd', spell(fileOf('tactics.epd')))
    expect(linesOf(read)).toEqual([
      'Qg6',
      'Rg3',
      'Rxb2',
      'Rf7',
      'Bxg3',
      'f5',
      'Rxf4',
      'Nxc6',
      'Qd1+',
      'Rd8#',
      'Rc8+',
      'b4',
      'Qb3',
      'exd6',
      'b8=Q',
      'O-O-O',
      'a6',
      'e4',
      'Kd7 e4',
    ])
    expect(read.map((one) => 'facts' in one && one.facts.solution.alsoBest).filter((moves) => String(moves))).toEqual([
      ['Qxh4'],
      ['Kd2'],
      ['b8=R'],
      ['O-O'],
    ])
  })

  test('a PGN collection is read without a game lost', async () => {
    const read = await readAll('pgn', spell(fileOf('games.pgn')))
    expect(linesOf(read)).toEqual([
      'Nf6 Ng5 d5 exd5 Nxd5 Nxf7 Kxf7 Qf3+ Ke6',
      'Rd8#',
      'a8=Q Kg6 Qe4+ Kf6 Kg3',
      'exd6 Kd7 Kd2 Kxd6',
      'e4 Kd7 Kd2 Kd6 Kd3',
      'O-O O-O-O Ra8+ Kc7',
      'Ke7 e4 Kd6 Kd2',
    ])
    expect(read.map((one) => 'facts' in one && one.facts.source)).toEqual([
      'Müller,K – O\'Neil, "Bob", Zürich A, Ann',
      'Rated blitz game',
      'Pawn',
      'a – b, Old Assistant',
      'Nested "braces" here',
      'Squares',
      'Empty at the end',
    ])
  })
})

test('a puzzle file is read without a puzzle lost', async () => {
  const read = await readAll('csv', fileOf('puzzles.csv'), {})
  expect(linesOf(read)).toEqual(['Rd8#', 'O-O Qxf3 gxf3', 'b1=Q b8=Q Qxb8+'])
  expect(read).toMatchObject([
    { facts: { themes: ['backRankMate', 'endgame', 'mate', 'mateIn1', 'oneMove'], difficulty: 'beginner' } },
    { facts: { phase: 'opening', difficulty: 'intermediate' } },
    { facts: { phase: 'endgame', difficulty: 'advanced' } },
  ])
})

import { createReadStream } from 'node:fs'
import path from 'node:path'
import { Readable } from 'node:stream'
import type { CollectionSlug } from 'payload'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { backgammon, chess, type Game, InvalidMove, InvalidNotation, importPositions } from '../../../src/index.js'
import { settingsOf } from '../../../src/options/Settings.js'
import { startTestPayload, type TestPayload } from '../helpers/startTestPayload.js'
import { requestRun } from './helpers/requestRun.js'
import { runEnded } from './helpers/runEnded.js'

// As in docs/games.md.
const ticTacToe: Game = {
  slug: 'tic-tac-toe',
  label: 'Tic-tac-toe',
  notationName: 'nine characters of x, o and -',
  phases: [{ value: 'any', label: 'Any' }],
  normalizeNotation: (notation) => {
    if (!/^[xo-]{9}$/i.test(notation.trim())) throw new InvalidNotation(notation, 'Give nine characters of x, o and -.')
    return notation.trim().toLowerCase()
  },
  identityOf: (notation) => notation,
  phaseOf: () => 'any',
  normalizeMove: (notation, move) => {
    if (notation[Number(move) - 1] === '-') return move
    throw new InvalidMove(move, `Square ${move} is not free.`)
  },
  normalizeLine: (_, line) => line.trim(),
  legalMoves: (notation) => [...notation].flatMap((square, index) => (square === '-' ? [String(index + 1)] : [])),
}

let standard: TestPayload
let own: TestPayload

beforeAll(async () => {
  standard = await startTestPayload()
  own = await startTestPayload({ options: { games: [chess, ticTacToe], slugs: { positions: 'library' } } })
})
afterAll(async () => {
  await standard?.stop()
  await own?.stop()
})

test('a backgammon run over the demo library gives drills with its solutions and legal choices', async () => {
  const { payload } = standard
  const counts = await importPositions({
    payload,
    format: 'jsonl',
    source: createReadStream(path.resolve('demo/content/backgammon.jsonl')),
    onBadLine: ({ lineNumber, reason }) => expect.fail(`line ${lineNumber}: ${reason}`),
  })
  expect(counts).toMatchObject({ imported: 15, failed: 0 })
  // Without phases, all of the game's.
  await completeRun(standard, { game: 'backgammon', phases: undefined }, backgammon)
})

test('a run over a game of the host gives drills whose choices are free squares', async () => {
  const { payload } = own
  const positions = [
    ['xx-oo----', '3'],
    ['XX--OO---', '3'],
    ['x--xo-o--', '3'],
    ['xo-xo----', '7'],
    ['xo--x-o--', '9'],
    ['--x-xo--o', '7'],
    ['oo--x-x--', '3'],
    ['xox-o----', '8'],
    ['x-o-x----', '9'],
    ['o---x----', '2'],
    ['----x----', '1'],
  ] as const
  // Into the plugin's own library, by the rules of its own games.
  const counts = await importPositions({
    payload,
    format: 'csv',
    source: Readable.from(['notation,best\n', ...positions.map((position) => `${position.join(',')}\n`)]),
    defaults: { game: ticTacToe.slug },
  })
  expect(counts).toMatchObject({ imported: positions.length, failed: 0 })
  const drills = await completeRun(own, { game: ticTacToe.slug, phases: undefined }, ticTacToe)
  for (const { notation, choices } of drills) {
    for (const { text } of choices) expect(notation[Number(text) - 1]).toBe('-')
  }
})

interface MadeDrill {
  notation: string
  choices: { text: string; correct: boolean }[]
}

/** Runs 10 drills to the end and compares each with its position in the library, by the rules of the game. */
async function completeRun(host: TestPayload, input: Record<string, unknown>, game: Game): Promise<MadeDrill[]> {
  const { id } = await requestRun(host, input)
  const worker = host.work()
  const { run, drills } = await runEnded(host, id)
  await worker.stop()
  expect(run).toMatchObject({ status: 'completed', progress: { requested: 10, generated: 10, failed: 0 }, error: null })
  expect(drills).toHaveLength(10)
  expect(new Set(drills.map(({ position }) => position)).size).toBe(10)
  const library = await positionsById(host, game)
  return drills.map(({ position, solution, choices }) => {
    const { notation, best } = library.get(position) ?? expect.fail(`Position ${position} is not ${game.label}.`)
    expect(solution).toBe(best)
    const given: MadeDrill['choices'] = choices ?? []
    expect(given.filter(({ correct }) => correct).map(({ text }) => text)).toEqual([best])
    expect(given.length).toBeGreaterThanOrEqual(2)
    const legal = game.legalMoves(notation)
    for (const { text } of given) expect(legal).toContain(text)
    return { notation, choices: given }
  })
}

async function positionsById({ payload }: TestPayload, { slug }: Game) {
  const collection = settingsOf(payload).slugs.positions as CollectionSlug
  const { docs } = await payload.find({ collection, where: { game: { equals: slug } }, pagination: false })
  return new Map(docs.map(({ id, notation, solution }) => [id, { notation, best: solution.best }]))
}

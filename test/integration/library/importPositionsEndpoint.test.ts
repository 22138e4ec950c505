import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { Readable } from 'node:stream'
import { sql } from '@payloadcms/db-postgres/drizzle'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { importPositionsEndpoint } from '../../../src/endpoints/importPositions.js'
import { defaultGames } from '../../../src/games/defaultGames.js'
import { epdLines } from '../../fixtures/library/epdLines.js'
import { startLibrary, type TestLibrary } from './startLibrary.js'

let library: TestLibrary
let token: string

beforeAll(async () => {
  const endpoints = [importPositionsEndpoint({ games: defaultGames, positionsSlug: 'positions' })]
  library = await startLibrary({ idType: 'serial', endpoints })
  const credentials = { email: 'editor@library.test', password: 'password' }
  await library.payload.create({ collection: 'users', data: credentials })
  const login = await library.payload.login({ collection: 'users', data: credentials })
  token = login.token ?? ''
}, 60_000)
afterAll(() => library?.stop())
beforeEach(() => library.tables.pool.execute(sql`truncate ${library.tables.positions} cascade`))

const post = async (query: string, body: BodyInit | null, headers: Record<string, string> = {}) => {
  const response = await library.request(`/positions/import${query}`, {
    method: 'POST',
    body,
    headers: { Authorization: `JWT ${token}`, ...headers },
    duplex: 'half',
  })
  return { status: response.status, body: await response.json() }
}

const spoolFolders = () => readdirSync(tmpdir()).filter((name) => name.startsWith('coursewright-import-'))

test('a file sent as the body is imported, bad lines come back with number and reason', async () => {
  const [first, second] = epdLines(2)
  expect(await post('?game=chess&format=epd&phase=opening&themes=a;b', `${first}\nbad\n${second}\n`)).toEqual({
    status: 201,
    body: {
      errors: [{ line: 2, reason: expect.stringContaining('FEN') }],
      read: 3,
      imported: 2,
      unchanged: 0,
      failed: 1,
    },
  })
  const { docs } = await library.payload.find({ collection: 'positions' as 'users' })
  expect(docs).toMatchObject([{ phase: 'opening', themes: ['a', 'b'] }, { phase: 'opening' }])
})

test('a form with a file works, and its name tells the format', async () => {
  const form = new FormData()
  form.set('file', new File([epdLines(3).join('\n')], 'three.epd'))
  expect(await post('?game=chess', form)).toMatchObject({ status: 201, body: { imported: 3 } })
})

test('a form that is too large is refused with the limit', async () => {
  const form = new FormData()
  form.set('file', new File(['x'.repeat(17 * 1024 * 1024)], 'big.epd'))
  expect(await post('?game=chess', form)).toMatchObject({
    status: 400,
    body: { errors: [{ message: expect.stringContaining('16777216 bytes'), data: { code: 'form_too_large' } }] },
  })
})

test('nobody imports without being allowed to create positions', async () => {
  const line = epdLines(1)[0] ?? ''
  const refused = await post('?game=chess&format=epd', line, { Authorization: '' })
  expect(refused).toMatchObject({ status: 401, body: { errors: [{ data: { code: 'unauthorized' } }] } })

  const access = library.payload.collections['positions' as 'users']?.config.access
  if (!access) throw new Error('The library has no positions.')
  const allowed = access.create
  access.create = () => false
  const forbidden = await post('?game=chess&format=epd', line)
  access.create = allowed
  expect(forbidden).toMatchObject({ status: 403, body: { errors: [{ data: { code: 'forbidden' } }] } })
  expect(await library.payload.count({ collection: 'positions' as 'users' })).toEqual({ totalDocs: 0 })
})

test.each([
  ['?game=go&format=epd', 'unknown_game', 'game "go" is unknown; allowed are chess, backgammon.'],
  ['?format=epd', 'unknown_game', 'game is missing; allowed are chess, backgammon.'],
  ['?game=chess', 'unknown_format', 'format is missing; allowed are epd, csv, jsonl, pgn.'],
  ['?game=chess&format=xml', 'unknown_format', 'format "xml" is unknown; allowed are epd, csv, jsonl, pgn.'],
  ['?game=chess&format=epd&phase=bearoff', 'unknown_phase', 'allowed are opening, middlegame, endgame.'],
  ['?game=chess&format=epd&difficulty=hard', 'unknown_difficulty', 'allowed are beginner, intermediate, advanced.'],
  ['?game=chess&format=csv', 'unreadable_file', 'allowed are game, notation'],
])('%s is refused as %s before anything is stored', async (query, code, message) => {
  expect(await post(query, `${epdLines(1)[0]}\n`)).toMatchObject({
    status: 400,
    body: { errors: [{ message: expect.stringContaining(message), data: { code } }] },
  })
})

test.each([
  ['', 'empty_file'],
  ['\n\n# only a comment\n', 'empty_file'],
  [null, 'no_file'],
])('a request without positions to read (%j) is a 400', async (body, code) => {
  expect(await post('?game=chess&format=epd', body)).toMatchObject({
    status: 400,
    body: { errors: [{ data: { code } }] },
  })
})

test('a file without a single position is a 400 that lists every line', async () => {
  expect(await post('?game=chess&format=epd', 'one\ntwo\n')).toMatchObject({
    status: 400,
    body: {
      errors: [
        {
          message: expect.stringContaining('None of the 2 lines'),
          data: { code: 'no_positions', read: 2, failed: 2, lines: [{ line: 1 }, { line: 2 }] },
        },
      ],
    },
  })
})

test('tens of thousands of bad lines all come back, and leave nothing behind', async () => {
  const before = spoolFolders()
  async function* lines() {
    for (let line = 0; line < 20_000; line++) yield Buffer.from(`bad line ${line}\n`)
    yield Buffer.from(`${epdLines(1)[0]}\n`)
  }
  const { status, body } = await post('?game=chess&format=epd', Readable.toWeb(Readable.from(lines())) as BodyInit)
  expect(status).toBe(201)
  expect(body).toMatchObject({ read: 20_001, imported: 1, failed: 20_000 })
  expect(body.errors.map(({ line }: { line: number }) => line)).toEqual(
    Array.from({ length: 20_000 }, (_, index) => index + 1),
  )
  expect(spoolFolders()).toEqual(before)
})

import { readFileSync } from 'node:fs'
import { afterEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { changeMany, messageOf, RequestRefused, requestFile } from '../../../src/admin/shared/api.js'
import { invalidInput } from '../../../src/invalidInput.js'
import { english } from '../../../src/words/english.js'
import { loadTold } from '../../../src/words/sentences/languages.js'
import { dictionaries } from '../../../src/words/translations.js'
import { wordsOf } from '../../../src/words/words.js'
import { englishWords } from './englishWords.js'

const said = (error: unknown): string => messageOf(englishWords, error)
const german = wordsOf({ language: 'de', translations: { coursewright: dictionaries.de } })

afterEach(() => vi.unstubAllGlobals())

test('what the server says is said as it is', () => {
  expect(said(new RequestRefused(403, { message: 'Not allowed.' }, { code: 'forbidden' }))).toBe('Not allowed.')
})

test('a server that does not answer, or not as ours does, is said in the words of the panel', () => {
  expect(said(new RequestRefused(0, 'unreachable'))).toMatch(/^The server cannot be reached/)
  expect(said(new RequestRefused(502, 'unexpected'))).toMatch(/cannot be read/)
})

test('an input that is not valid is said with what the form calls it, not with the names of the API', () => {
  const issues = [
    { path: 'targetDrillCount', message: 'at least 1' },
    { path: 'batchSize', message: 'at most 10' },
  ]
  const message = 'The input is not valid. targetDrillCount: at least 1; batchSize: at most 10.'
  expect(said(new RequestRefused(400, { message }, { code: 'invalid_input', issues }))).toBe(
    'Number of drills: at least 1. Drills per batch: at most 10.',
  )
})

test('who reads another language reads in it what is wrong with an input, where a rule says it', () => {
  const schema = z.strictObject({
    ...{
      count: z.int().min(1).max(10),
      topic: z.string().max(5),
      mode: z.enum(['all', 'missing']),
      tags: z.array(z.string()).min(2),
    },
    ...{ share: z.number().positive(), game: z.string(), id: z.union([z.int(), z.string()], { error: 'give an id' }) },
  })
  const given = { count: 1.5, topic: 'too long', mode: 'some', tags: [], share: 0, id: [], extra: 1 }
  const { data } = invalidInput(schema.safeParse(given).error?.issues ?? [])
  const message = messageOf(german, new RequestRefused(400, { message: 'No.' }, data))
  expect(message).toContain('Lektionen je Thema: geben Sie eine ganze Zahl an.')
  expect(message).toContain('höchstens 5 Zeichen.')
  expect(message).toContain('wählen Sie eines von all, missing.')
  expect(message).toContain('tags: mindestens 2 Einträge.')
  expect(message).toContain('muss angegeben werden.')
  expect(message).toContain('extra ist hier unbekannt.')
  // No rule says these: the server's own words are better than none.
  expect(message).toContain('id: give an id.')
  expect(message).toMatch(/share: Too small/)
  expect(JSON.stringify(invalidInput(schema.safeParse({ count: 11 }).error?.issues ?? []).data)).toContain(
    '"rule":"most","most":10',
  )
  expect(invalidInput([{ path: [], message: 'give an object' }]).message).toBe(
    'The input is not valid. input: give an object.',
  )
})

test('of several documents that are changed at once those that were and those that could not be are both told', async () => {
  const errors = [{ id: 7, isPublic: true, message: 'The following field is invalid: Choices' }]
  const answers = [
    Response.json({ docs: [{ id: 6 }], errors, message: 'Unable to update 1 out of 2 Drills.' }, { status: 400 }),
    Response.json({ docs: [{ id: 7 }], errors: [], message: 'Updated 1 Drill successfully.' }),
    Response.json({ errors: [{ message: 'Not allowed.', data: { code: 'forbidden' } }] }, { status: 403 }),
    Response.json({ errors: [] }, { status: 500 }),
  ]
  vi.stubGlobal('fetch', async () => answers.shift())
  const change = () => changeMany({ url: '/api/drills', body: { _status: 'published' } })
  expect(await change()).toMatchObject({ docs: [{ id: 6 }], errors: [{ id: 7, message: errors[0]?.message }] })
  expect(await change()).toMatchObject({ docs: [{ id: 7 }], errors: [] })
  await expect(change()).rejects.toMatchObject({ message: 'Not allowed.', data: { code: 'forbidden' } })
  await expect(change()).rejects.toMatchObject({ status: 500, said: 'unexpected' })
})

test('a file has the name that the server gives it, and one that is refused is refused in words', async () => {
  const headers = { 'Content-Disposition': 'attachment; filename="usage-2026-11-01-2026-11-28.csv"' }
  const data = { code: 'too_many_rows', max: 50_000 }
  const answers = [
    new Response('day,user', { headers }),
    Response.json({ errors: [{ message: 'By day there are more than 50000 rows.', data }] }, { status: 400 }),
    new Response('<html>', { status: 502 }),
  ]
  vi.stubGlobal('fetch', async () => answers.shift())
  const { content, name } = await requestFile('/api/generation/usage.csv')
  expect([await content.text(), name]).toEqual(['day,user', 'usage-2026-11-01-2026-11-28.csv'])
  const refused = await requestFile('/api/generation/usage.csv').catch((error: unknown) => error)
  expect(said(refused)).toBe('By day there are more than 50000 rows.')
  expect(messageOf(german, refused)).toBe('Es wären mehr als 50.000 Zeilen. Wählen Sie einen kürzeren Zeitraum.')
  expect(said(await requestFile('/api/generation/usage.csv').catch((error: unknown) => error))).toMatch(
    /cannot be read/,
  )
})

test('an action that came too late says how the run stands, as its card calls it', () => {
  const message = 'A run that is partial cannot be paused; pause needs queued, planning, running.'
  const data = { code: 'wrong_status', status: 'partial', allowed: ['queued', 'planning', 'running'] }
  expect(said(new RequestRefused(409, { message }, data))).toBe(
    'The run has moved on meanwhile: it is “Finished with gaps” now.',
  )
})

test('who reads another language reads a refusal in it, with its facts, and in English where there are no words for it', () => {
  const said = (data: Record<string, unknown>) => messageOf(german, new RequestRefused(400, { message: 'No.' }, data))
  expect(said({ code: 'too_many_lessons', lessons: 1200, max: 50 })).toBe(
    '1.200 Lektionen sind mehr, als eine Anfrage verlangen darf: höchstens 50.',
  )
  expect(said({ code: 'too_many_lessons', lessons: 1200 })).toBe('No.')
  expect(said({ code: 'constructor' })).toBe('No.')
  expect(said({})).toBe('No.')
})

test('who reads another language reads in it why a course was not published, whatever a title holds', async () => {
  const told = await loadTold('de')
  const words = wordsOf({ language: 'de', translations: { coursewright: dictionaries.de } }, told)
  const said = (title: string, reason: string) => {
    const message = `Nothing was published: "${title}" could not be. ${reason}`
    return messageOf(words, new RequestRefused(409, { message }, { code: 'not_published', title, reason }))
  }
  expect(said('The "Lucena" bridge', 'Something went wrong.')).toBe(
    'Es wurde nichts veröffentlicht: „The "Lucena" bridge“ konnte nicht veröffentlicht werden. Etwas ist schiefgegangen.',
  )
  // Payload has said its own in the reader's language already.
  expect(said('Rooks', 'Das folgende Feld ist nicht korrekt: Titel')).toBe(
    'Es wurde nichts veröffentlicht: „Rooks“ konnte nicht veröffentlicht werden. Das folgende Feld ist nicht korrekt: Titel',
  )
})

/** Said by the server alone, with what no code tells: which row of which file, what of a query. */
const leftToServer = [
  'invalid_body',
  'invalid_time',
  'invalid_query',
  'invalid_fields',
  'invalid_request',
  'invalid_input',
  'invalid_priority',
  'invalid_idempotency_key',
  'unknown_difficulty',
  'unknown_part',
  'invalid_markdown',
  'invalid_ids',
  'invalid_step',
  'invalid_action',
  'wrong_status',
  'budget_spent',
  'invalid_drills',
  'unreadable_file',
  'not_allowed',
  'rate_limited',
  'too_many_running',
  'limits_unavailable',
]

test('every code of the API has words, but for those that something else says', () => {
  const docs = readFileSync('docs/api.md', 'utf8')
  const rows = docs.slice(docs.indexOf('| `data.code` |')).split('\n')
  const codes = rows
    .slice(2, rows.indexOf(''))
    .flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`(\w+)`/g)].map(([, code]) => code ?? ''))
  expect(codes.length).toBeGreaterThan(60)
  const worded = [...Object.keys(english.refusals), ...leftToServer]
  expect([...new Set(codes)].filter((code) => !worded.includes(code))).toEqual([])
  expect(worded.filter((code) => !codes.includes(code))).toEqual([])
})

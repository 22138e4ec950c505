import { expect, test } from 'vitest'
import { describeModelNews, readModelNews } from '../../../../src/model/call/modelList.js'
import { apiKey, provider } from './ask.js'

const nowMs = Date.parse('2026-11-28')

/** What is found in the list that a provider gives. */
const newsOf = (body: unknown, models = { complex: 'big-1', simple: 'small-1' }, status = 200) => {
  const asked: [unknown, unknown][] = []
  const fetch = async (url: unknown, init?: RequestInit) => {
    asked.push([url, new Headers(init?.headers).get('authorization')])
    return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status })
  }
  const read = readModelNews({
    provider: provider({ baseURL: 'https://api.example.com/v1/', models }),
    nowMs,
    signal: new AbortController().signal,
    fetch: fetch as typeof globalThis.fetch,
  })
  return read.then((news) => ({ news, asked }))
}
const listed = (...data: object[]) => ({ object: 'list', data })

test('the list is read with the provider’s key; nothing is to be said when all models are in it', async () => {
  const { news, asked } = await newsOf(listed({ id: 'big-1' }, { id: 'small-1', shutdown_date: null }))
  expect(news).toEqual([])
  expect(asked).toEqual([['https://api.example.com/v1/models', `Bearer ${apiKey}`]])
})

test('a model that is not in it is missing, and told once where both tiers have it', async () => {
  const { news } = await newsOf(listed({ id: 'other' }), { complex: 'big-1', simple: 'big-1' })
  expect(news).toEqual([{ model: 'big-1', problem: 'missing' }])
  expect(news?.map((one) => describeModelNews('Acme', one))).toEqual([
    'Acme does not list the model "big-1" any more: set another one.',
  ])
})

test.each([
  ['2026-11-20', true],
  ['2027-01-14', true],
  ['2027-01-27', true],
  ['2027-01-28', false],
  ['2027-06-01', false],
])('a shutdown on %s is news: %s', async (shutdown_date, isNews) => {
  const { news } = await newsOf(listed({ id: 'big-1', shutdown_date }, { id: 'small-1' }))
  expect(news).toEqual(isNews ? [{ model: 'big-1', problem: 'shutdown', shutdownDate: shutdown_date }] : [])
  for (const one of news ?? []) {
    expect(describeModelNews('Acme', one)).toBe(
      `Acme shuts the model "big-1" down on ${shutdown_date}: set another one before.`,
    )
  }
})

test('names with a prefix of the provider, or the tag of the latest, are known', async () => {
  const { news } = await newsOf(listed({ id: 'models/big-1' }, { id: 'small-1:latest' }))
  expect(news).toEqual([])
})

test('the first of several pages says nothing of models that are not on it', async () => {
  const { news } = await newsOf({ ...listed({ id: 'other' }), has_more: true })
  expect(news).toEqual([])
})

test.each([
  ['an empty list', listed(), 200],
  ['another shape', { models: ['big-1'] }, 200],
  ['an error', { error: { message: 'Not found' } }, 404],
])('%s says nothing', async (_, body, status) => {
  expect((await newsOf(body, undefined, status)).news).toBeUndefined()
})

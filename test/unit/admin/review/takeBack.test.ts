import { afterEach, expect, test, vi } from 'vitest'
import { type DecisionResult, takeBack } from '../../../../src/admin/review/decisions/sendDecision.js'

afterEach(() => vi.unstubAllGlobals())

type Sent = { id: number; decision: string; state: string }[]

/** A server that takes at most 500 decisions at once, as ours does, and breaks down after so many requests. */
const serverOf = (mostRequests = Number.POSITIVE_INFINITY) => {
  const requests: Sent[] = []
  vi.stubGlobal('fetch', async (_url: string, { body }: { body: string }) => {
    const sent: Sent = JSON.parse(body)
    if (sent.length > 500)
      return Response.json({ errors: [{ message: 'give at most 500 decisions' }] }, { status: 400 })
    if (requests.length >= mostRequests) throw new TypeError('Failed to fetch')
    requests.push(sent)
    return Response.json({ results: sent.map(({ id }): DecisionResult => ({ id, isDecided: true })) })
  })
  return requests
}
const ids = Array.from({ length: 1234 }, (_, index) => index + 1)
const given = { reviewsUrl: '/api/reviews', ids, decision: 'approved', before: 'waiting' } as const

test('more decisions than one request may have are taken back, each once and in their order', async () => {
  const requests = serverOf()
  const { results, error } = await takeBack(given)
  expect(error).toBeUndefined()
  expect(results.map(({ id }) => id)).toEqual(ids)
  expect(requests.flat()).toEqual(ids.map((id) => ({ id, decision: 'waiting', state: 'approved' })))
})

test('what was taken back before the server was lost is told, and why the rest was not', async () => {
  const requests = serverOf(3)
  const { results, error } = await takeBack(given)
  expect(error).toMatchObject({ name: 'RequestRefused', status: 0 })
  expect(requests).toHaveLength(3)
  expect(results.map(({ id }) => id)).toEqual(requests.flat().map(({ id }) => id))
})

import { afterEach, expect, test, vi } from 'vitest'
import { type Decision, sendDecision } from '../../../../src/admin/review/decisions/sendDecision.js'
import { englishWords } from '../englishWords.js'

afterEach(() => vi.unstubAllGlobals())

type Answer = 'lost' | 'lostOnTheWayBack' | 'taken'

/** A proposal of three parts on a server that decides on each once; `answers`: what becomes of one request after the other. */
const serverOf = (...answers: Answer[]) => {
  const open = new Set(['a', 'b', 'c'])
  const sent: string[] = []
  vi.stubGlobal('fetch', async (url: string, { body }: { body: string }) => {
    const { parts }: { parts: string[] } = JSON.parse(body)
    sent.push(`${url.split('/').at(-1)} ${parts.join(' ')}`)
    const answer = answers.shift() ?? 'taken'
    if (answer === 'lost') throw new TypeError('Failed to fetch')
    if (open.size === 0) {
      const error = { message: 'The proposal is partly already.', data: { code: 'proposal_decided', status: 'partly' } }
      return Response.json({ errors: [error] }, { status: 409 })
    }
    if (parts.some((part) => !open.has(part))) {
      const error = { message: 'It is decided on already.', data: { code: 'part_decided', parts: [...open] } }
      return Response.json({ errors: [error] }, { status: 409 })
    }
    for (const part of parts) open.delete(part)
    if (answer === 'lostOnTheWayBack') throw new TypeError('Failed to fetch')
    return Response.json({ message: 'Done.' })
  })
  return { sent, open }
}

const given: Decision = { decision: 'approved', parts: { refused: ['a'], accepted: ['b', 'c'], left: [] } }

/** Sends it, and gives what is left to be sent. */
const send = async (decision: Decision, mayBeHeard = false) => {
  let left = decision
  const error = await sendDecision({
    ...{ words: englishWords, reviewsUrl: '/api/reviews', proposalsUrl: '/api/proposals', how: 'opened', mayBeHeard },
    row: { id: 1 } as never,
    draft: { review: { id: 1, state: 'waiting', kind: 'proposal' }, document: null, proposal: { id: 7, diff: [] } },
    given: decision,
    onPartSaved: (rest) => {
      left = rest
    },
  }).catch((problem: unknown) => problem)
  return { left, error }
}

test('of parts that were refused before the server was lost, those alone are sent again that it has not heard of', async () => {
  const { sent, open } = serverOf('taken', 'lost')
  const { left, error } = await send(given)
  expect(error).toMatchObject({ name: 'RequestRefused', status: 0 })
  expect((await send(left, true)).error).toBeUndefined()
  expect(sent).toEqual(['reject a', 'accept b c', 'accept b c'])
  expect([...open]).toEqual([])
})

test('parts whose refusal was heard, and the answer was lost, do not keep the others from being accepted', async () => {
  const { sent, open } = serverOf('lostOnTheWayBack')
  const { left, error } = await send(given)
  expect(error).toMatchObject({ status: 0 })
  expect(left).toEqual(given)
  expect((await send(left, true)).error).toBeUndefined()
  expect(sent).toEqual(['reject a', 'reject a', 'accept b c'])
  expect([...open]).toEqual([])
})

test('parts that were accepted, and the answer was lost, are saved', async () => {
  const { sent, open } = serverOf('taken', 'lostOnTheWayBack')
  const { left, error } = await send(given)
  expect(error).toMatchObject({ status: 0 })
  expect((await send(left, true)).error).toBeUndefined()
  expect(sent).toEqual(['reject a', 'accept b c', 'accept b c'])
  expect([...open]).toEqual([])
})

test('a part that somebody else has decided on is told, and nothing is accepted', async () => {
  const { sent, open } = serverOf()
  open.delete('a')
  expect((await send(given)).error).toMatchObject({ status: 409, data: { code: 'part_decided' } })
  expect(sent).toEqual(['reject a'])
})

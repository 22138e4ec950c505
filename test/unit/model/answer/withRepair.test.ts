import { describe, expect, test } from 'vitest'
import { type ZodType, z } from 'zod'
import type { Attempt } from '../../../../src/model/Attempt.js'
import { judgeBySchema, judgeItems, judgeProperties } from '../../../../src/model/answer/judge.js'
import { withRepair } from '../../../../src/model/answer/withRepair.js'
import { ModelCallFailed, ProvidersOpen } from '../../../../src/model/failures.js'
import type { Budget, Judge, ModelAnswer, ModelRequest, Verdict } from '../../../../src/model/Model.js'
import { judgeWhole } from './judgeWhole.js'
import { type Asked, type Reply, scriptedModel } from './scriptedModel.js'

const card = z.object({ key: z.string(), text: z.string().max(10) })
const cards = z.object({ cards: z.array(card) })
const good = (key: string, text = 'good') => ({ key, text })
const bad = (key: string) => ({ key, text: 1 })
const batchOf = (...keys: string[]) => ({
  task: 'cards',
  language: 'English',
  items: keys.map((key) => ({ key, fact: key })),
})

/** Judges cards by their schema, and by `rule` where a test has one. */
const judgeCards =
  (rule?: (text: string) => string | undefined): Judge =>
  (answer, keys) =>
    judgeItems({
      answer,
      keys,
      noun: 'card',
      judgeItem: (entry) => {
        const judged = judgeBySchema(card, entry)
        const problem = 'good' in judged ? rule?.(judged.good.text) : undefined
        return problem ? { problem } : judged
      },
    })

/** A request for so many cards. */
const cardsOf = (...keys: string[]) => ({ message: batchOf(...keys), keys, wireSchema: cards, judge: judgeCards() })

const lesson = z.object({ title: z.string(), hints: z.array(z.string()), level: z.enum(['easy', 'hard']) })
const whole = { title: 'Forks', hints: ['Look for two targets.'], level: 'easy' }

interface Ask extends Partial<Omit<ModelRequest, 'messages'>> {
  message?: unknown
  replies: Reply[] | ((asked: Asked, call: number) => Reply)
  maxRepairs?: number
}

/** Asks through `withRepair`, and says what came of it, what was asked, and what the caller was told after each call. */
const ask = async ({ message = { task: 'lesson' }, replies, maxRepairs, ...request }: Ask) => {
  const { model, asked } = scriptedModel((seen, call) => {
    const reply = typeof replies === 'function' ? replies(seen, call) : replies[call - 1]
    if (!reply) throw new Error(`Nobody expected call ${call}.`)
    return reply
  })
  const told: { attempt: Attempt; verdict: Verdict | undefined }[] = []
  const messages = [
    { role: 'system' as const, content: 'Rules.' },
    { role: 'user' as const, content: typeof message === 'string' ? message : JSON.stringify(message) },
  ]
  const context = {
    ...request.context,
    onAttempt: (attempt: Attempt, verdict: Verdict | undefined) => void told.push({ attempt, verdict }),
  }
  const outcome = await withRepair({ maxRepairs }, model)
    .generate({
      schemaName: 'answer',
      wireSchema: lesson,
      keys: Object.keys(lesson.shape),
      judge: judgeProperties(lesson),
      tier: 'complex',
      maxOutputTokens: 100,
      ...request,
      messages,
      context,
    })
    .then(
      (answer) => ({ answer, failure: undefined }),
      (failure: unknown) => ({ answer: undefined, failure }),
    )
  return { ...outcome, asked, told }
}

/** What was accepted, by key. */
const goodOf = (from: Pick<ModelAnswer, 'good'> | ModelCallFailed | Verdict | undefined) =>
  from?.good && Object.fromEntries(from.good)

const failureOf = ({ failure }: { failure: unknown }): ModelCallFailed => {
  if (failure instanceof ModelCallFailed) return failure
  throw new Error(`Expected ModelCallFailed, got ${String(failure)}`)
}

test('a good answer is handed on as it is, after one call', async () => {
  const { answer, asked, told } = await ask({ replies: [{ answer: whole }] })
  expect(answer).toMatchObject({ provider: 'first', model: 'big-1' })
  expect(goodOf(answer)).toEqual(whole)
  expect(asked).toHaveLength(1)
  expect(asked[0]?.message).toEqual({ task: 'lesson' })
  expect(asked[0]?.wireSchema).toBe(lesson)
  expect(told).toEqual([{ attempt: expect.objectContaining({ outcome: 'ok' }), verdict: expect.anything() }])
  expect(goodOf(told[0]?.verdict)).toEqual(whole)
})

test('what is accepted is what the judge made of the answer', async () => {
  const { answer } = await ask({
    keys: [],
    judge: judgeWhole(z.object({ n: z.string().transform(Number) })),
    replies: [{ answer: { n: '5' } }],
  })
  expect(goodOf(answer)).toEqual({ '': { n: 5 } })
})

describe('a batch', () => {
  test('is asked again for the items that failed, with what was wrong, and put together by key', async () => {
    const { answer, asked } = await ask({
      ...cardsOf('a', 'b', 'c'),
      message: { ...batchOf('a', 'b', 'c'), problems: [{ key: 'a', problem: 'from an earlier day' }] },
      replies: [{ answer: { cards: [good('c'), bad('b'), good('a')] } }, { answer: { cards: [good('b', 'better')] } }],
    })
    expect(goodOf(answer)).toEqual({ a: good('a'), b: good('b', 'better'), c: good('c') })
    expect(asked[1]?.message).toEqual({
      ...batchOf('b'),
      problems: [{ key: 'b', problem: 'text: expected text, got a number' }],
    })
    expect(asked[1]?.messages[0]).toEqual({ role: 'system', content: 'Rules.' })
    expect(asked[1]?.keys).toEqual(['b'])
    expect(asked[1]?.wireSchema).toBe(cards)
  })

  test('items that did not come back are asked for again', async () => {
    const { answer, asked } = await ask({
      ...cardsOf('a', 'b'),
      replies: [{ answer: { cards: [] } }, { answer: { cards: [good('b')] } }, { answer: { cards: [good('a')] } }],
    })
    expect(goodOf(answer)).toEqual({ a: good('a'), b: good('b') })
    expect(asked[1]?.message).toMatchObject(batchOf('a', 'b'))
    expect(asked[2]?.message).toEqual({
      ...batchOf('a'),
      problems: [{ key: 'a', problem: 'no card with this key came back' }],
    })
  })

  test('rules beyond the schema are the judge’s, and told the same way', async () => {
    const { answer, asked } = await ask({
      ...cardsOf('a', 'b'),
      judge: judgeCards((text) => (text === 'good' ? undefined : 'not good')),
      replies: [{ answer: { cards: [good('a'), good('b', 'so so')] } }, { answer: { cards: [good('b')] } }],
    })
    expect(asked[1]?.message).toEqual({ ...batchOf('b'), problems: [{ key: 'b', problem: 'not good' }] })
    expect(goodOf(answer)).toEqual({ a: good('a'), b: good('b') })
  })

  test('what nobody asked for is left out, and does not replace what was good', async () => {
    const { answer } = await ask({
      ...cardsOf('a', 'b'),
      replies: [
        { answer: { cards: [good('a'), bad('b'), good('z'), { text: 'keyless' }, 'text', null] } },
        { answer: { cards: [good('a', 'changed'), good('b')] } },
      ],
    })
    expect(goodOf(answer)).toEqual({ a: good('a'), b: good('b') })
  })

  test('what a judge accepts beyond what is missing does not replace what was good', async () => {
    const judge: Judge = (answer) => ({ good: new Map(Object.entries(answer as object)), problems: [] })
    const { answer } = await ask({
      ...cardsOf('a', 'b'),
      judge,
      replies: [{ answer: { a: 1, z: 1 } }, { answer: { a: 2, b: 2, z: 2 } }],
    })
    expect(goodOf(answer)).toEqual({ a: 1, b: 2 })
  })

  test('an item that came back twice is asked for again, and replaced by what comes once', async () => {
    const { answer, asked } = await ask({
      ...cardsOf('a', 'b'),
      replies: [
        { answer: { cards: [good('a'), good('a', 'again'), good('b')] } },
        { answer: { cards: [good('a', 'single')] } },
      ],
    })
    expect(asked[1]?.message.problems).toEqual([{ key: 'a', problem: 'more than one card came back with this key' }])
    expect(goodOf(answer)).toEqual({ a: good('a', 'single'), b: good('b') })
  })

  test.each([
    ['a text', { answer: 'Sure! Here you are.' }],
    ['a list under another name', { answer: { exercises: 'none' } }],
  ])('%s is asked for again in whole', async (_, reply) => {
    const { answer, asked } = await ask({
      ...cardsOf('a', 'b'),
      replies: [reply, { answer: { cards: [good('a'), good('b')] } }],
    })
    expect(asked[1]?.message).toMatchObject(batchOf('a', 'b'))
    expect(asked[1]?.message.problems).toHaveLength(2)
    expect(goodOf(answer)).toEqual({ a: good('a'), b: good('b') })
  })

  test('an answer that is no JSON is asked for again in whole, with why it could not be read', async () => {
    const { answer, asked } = await ask({
      ...cardsOf('a', 'b'),
      replies: [
        { outcome: 'invalid', problems: [{ key: '', problem: 'it held no JSON' }] },
        { answer: { cards: [good('a'), good('b')] } },
      ],
    })
    expect(asked[1]?.message).toEqual({
      ...batchOf('a', 'b'),
      problems: [{ path: '', problem: 'it held no JSON' }],
    })
    expect(goodOf(answer)).toEqual({ a: good('a'), b: good('b') })
  })

  test('when an answer after a part of one is no JSON, only what was missing is asked for again', async () => {
    const { answer, asked } = await ask({
      ...cardsOf('a', 'b'),
      replies: [{ answer: { cards: [good('a')] } }, { outcome: 'invalid' }, { answer: { cards: [good('b')] } }],
    })
    expect(asked[2]?.message).toMatchObject(batchOf('b'))
    expect(goodOf(answer)).toEqual({ a: good('a'), b: good('b') })
  })

  test('an item a judge says nothing of is told of all the same, and of a key nobody wants nothing is', async () => {
    const judge: Judge = (answer, keys) => ({
      ...judgeCards()(answer, keys),
      problems: [{ key: 'z', problem: 'no z' }],
    })
    const { asked } = await ask({
      ...cardsOf('a', 'b'),
      judge,
      replies: [{ answer: { cards: [good('a')] } }, { answer: { cards: [good('b')] } }],
    })
    expect(asked[1]?.message).toEqual({
      ...batchOf('b'),
      problems: [{ key: 'b', problem: 'nothing with this key came back' }],
    })
  })

  test('at most 30 problems are told', async () => {
    const keys = Array.from({ length: 40 }, (_, index) => `k${index}`)
    const { asked } = await ask({
      ...cardsOf(...keys),
      replies: [{ answer: { cards: keys.map(bad) } }, { answer: { cards: keys.map((key) => good(key)) } }],
    })
    expect(asked[1]?.message.items).toHaveLength(40)
    expect(asked[1]?.message.problems).toHaveLength(30)
  })
})

describe('an object whose properties are the keys', () => {
  test('is asked again for the properties that failed, with a schema of these alone, and merged', async () => {
    const { answer, asked } = await ask({
      replies: [
        { answer: { ...whole, hints: ['Look.', 2], level: 'medium' } },
        { answer: { hints: ['Look twice.'], level: 'hard', title: 'Changed' } },
      ],
    })
    expect(goodOf(answer)).toEqual({ title: 'Forks', hints: ['Look twice.'], level: 'hard' })
    expect(asked[1]?.message).toEqual({
      task: 'lesson',
      problems: [
        { path: 'hints', problem: 'hints[1]: expected text, got a number' },
        { path: 'level', problem: 'level: expected "easy" or "hard", got "medium"' },
      ],
      only: ['hints', 'level'],
    })
    expect(z.toJSONSchema(asked[1]?.wireSchema as ZodType)).toMatchObject({
      properties: { hints: {}, level: {} },
      required: ['hints', 'level'],
      additionalProperties: false,
    })
  })

  test('a wire schema with refinements is narrowed too', async () => {
    const { asked, answer } = await ask({
      wireSchema: lesson.refine(() => true),
      replies: [{ answer: { ...whole, title: 1 } }, { answer: { title: 'Pins' } }],
    })
    expect(asked[1]?.message).toMatchObject({ only: ['title'] })
    expect(goodOf(answer)).toEqual({ ...whole, title: 'Pins' })
  })

  test.each<[string, ZodType]>([
    ['is no object schema', lesson.transform((value) => value)],
    ['lacks the property', z.object({ title: z.string(), level: z.string() })],
  ])('where the wire schema %s, all is asked for again, but only what failed is taken', async (_, wireSchema) => {
    const { answer, asked } = await ask({
      wireSchema,
      replies: [{ answer: { ...whole, hints: 'none' } }, { answer: { title: 5, hints: ['Yes.'], level: 'harder' } }],
    })
    expect(asked[1]?.wireSchema).toBe(wireSchema)
    expect(asked[1]?.message).toEqual({
      task: 'lesson',
      problems: [{ path: 'hints', problem: 'hints: expected a list, got text' }],
    })
    expect(goodOf(answer)).toEqual({ ...whole, hints: ['Yes.'] })
  })

  test.each([
    ['a text', 'Forks', 'expected an object, got text'],
    ['a list', [whole], 'expected an object, got a list'],
    ['null', null, 'expected an object, got null'],
  ])('an answer that is %s is asked for again in whole', async (_, first, problem) => {
    const { answer, asked } = await ask({ replies: [{ answer: first }, { answer: whole }] })
    expect(asked[1]?.message.problems).toEqual([{ path: '', problem }])
    expect(asked[1]?.message.only).toEqual(Object.keys(lesson.shape))
    expect(goodOf(answer)).toEqual(whole)
  })

  test('problems are told in a message of their own when the last message is no JSON object', async () => {
    const { model, asked } = scriptedModel((_, call) => ({
      answer: call === 1 ? { ...whole, title: 1 } : { title: 'Pins' },
    }))
    const answer = await withRepair({}, model).generate({
      messages: [{ role: 'user', content: '["lesson"]' }],
      schemaName: 'lesson',
      wireSchema: lesson,
      keys: Object.keys(lesson.shape),
      judge: judgeProperties(lesson),
      tier: 'simple',
      maxOutputTokens: 100,
    })
    expect(asked[1]?.messages).toEqual([
      { role: 'user', content: '["lesson"]' },
      {
        role: 'user',
        content: JSON.stringify({
          problems: [{ path: 'title', problem: 'title: expected text, got a number' }],
          only: ['title'],
        }),
      },
    ])
    expect(goodOf(answer)).toEqual({ ...whole, title: 'Pins' })
  })
})

describe('an answer without keys', () => {
  const pins = lesson.refine(({ title }) => title === 'Pins', 'must be about pins')
  const request = { keys: [], judge: judgeWhole(pins) }
  const second = { ...whole, title: 'Pins' }

  test.each([
    ['is no object', 'text', { path: '', problem: 'expected an object, got text' }],
    ['fails as a whole', whole, { path: '', problem: 'must be about pins' }],
    [
      'fails in a part',
      { ...second, hints: [1] },
      { path: 'hints[0]', problem: 'hints[0]: expected text, got a number' },
    ],
  ])('that %s is asked for again in whole, and replaced', async (_, first, problem) => {
    const { answer, asked } = await ask({ ...request, replies: [{ answer: first }, { answer: second }] })
    expect(asked[1]?.wireSchema).toBe(lesson)
    expect(asked[1]?.message).toEqual({ task: 'lesson', problems: [problem] })
    expect(goodOf(answer)).toEqual({ '': second })
  })
})

describe('an answer that was cut off', () => {
  test('counts for what could be read of it; the rest is asked for with twice the length, up to four times', async () => {
    const { answer, asked } = await ask({
      ...cardsOf('a', 'b', 'c', 'd'),
      maxRepairs: 3,
      replies: [
        { outcome: 'truncated', answer: { cards: [good('a')] } },
        { outcome: 'truncated' },
        { outcome: 'truncated', answer: { cards: [good('b')] } },
        { answer: { cards: [good('c'), good('d')] } },
      ],
    })
    expect(asked.map(({ maxOutputTokens }) => maxOutputTokens)).toEqual([100, 200, 400, 400])
    expect(asked.map(({ message }) => (message.items as unknown[]).length)).toEqual([4, 3, 3, 2])
    expect(goodOf(answer)).toEqual(Object.fromEntries(['a', 'b', 'c', 'd'].map((key) => [key, good(key)])))
  })

  test('is enough when everything is in it', async () => {
    const { answer, asked } = await ask({ replies: [{ outcome: 'truncated', answer: whole }] })
    expect(asked).toHaveLength(1)
    expect(answer).toMatchObject({
      provider: 'first',
      model: 'big-1',
      usage: { promptTokens: 10, completionTokens: 5 },
      attempts: [{ outcome: 'truncated' }],
    })
    expect(goodOf(answer)).toEqual(whole)
  })

  test('other bad answers get no more room', async () => {
    const { asked } = await ask({ replies: [{ answer: {} }, { answer: whole }] })
    expect(asked[1]?.maxOutputTokens).toBe(100)
  })

  test('is what the failure says when it was the last', async () => {
    const failed = failureOf(await ask({ replies: () => ({ outcome: 'truncated', answer: { title: 'Forks' } }) }))
    expect(failed).toMatchObject({ attempt: { outcome: 'truncated' }, isRetryable: true })
    expect(goodOf(failed)).toEqual({ title: 'Forks' })
  })
})

describe('giving up', () => {
  test('after two repairs it fails with all that was good, and with what is still wrong', async () => {
    const result = await ask({
      ...cardsOf('a', 'b', 'c'),
      replies: [
        { answer: { cards: [good('a'), bad('b')] } },
        { answer: { cards: [good('c'), bad('b')] } },
        { answer: { cards: [bad('b')] } },
      ],
    })
    expect(result.asked).toHaveLength(3)
    const failed = failureOf(result)
    expect(failed.attempt).toMatchObject({ outcome: 'invalid', requestId: 'call-3' })
    expect(failed.isRetryable).toBe(true)
    expect(goodOf(failed)).toEqual({ a: good('a'), c: good('c') })
    expect(failed.problems).toEqual([{ key: 'b', problem: 'text: expected text, got a number' }])
  })

  test.each([0, 1, 4])('%i repairs are made when so many are allowed', async (maxRepairs) => {
    const { asked } = await ask({ maxRepairs, replies: () => ({ answer: {} }) })
    expect(asked).toHaveLength(maxRepairs + 1)
  })

  test('nothing is asked again when the budget is spent, and the message says so', async () => {
    const budget: Budget = {
      refusal: () => 'A request may make 1 call, and it is made.',
      charge: () => undefined,
    }
    const result = await ask({ context: { budget }, replies: [{ answer: { title: 'Forks' } }] })
    const failed = failureOf(result)
    expect(failed.message).toBe(
      'The answer was not what was requested: see hints, level. A request may make 1 call, and it is made.',
    )
    expect(goodOf(failed)).toEqual({ title: 'Forks' })
    expect(failed.isCutShort).toBe(true)
  })

  test('a request that was asked as often as it may be was not cut short, whatever is left of its budget', async () => {
    const budget: Budget = { refusal: () => 'It is spent.', charge: () => undefined }
    const result = await ask({ maxRepairs: 0, context: { budget }, replies: [{ answer: { title: 'Forks' } }] })
    expect(failureOf(result).isCutShort).toBe(false)
    expect(failureOf(result).with({}).isCutShort).toBe(false)
  })

  test('the message and the ledger name places, and quote nothing of the answer', async () => {
    const secret = 'the answer itself'
    const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
    const replies = () => ({ answer: { cards: keys.map((key) => ({ key, text: { secret } })) } })
    const result = await ask({ ...cardsOf(...keys), replies })
    const failed = failureOf(result)
    expect(failed.message).toBe('The answer was not what was requested: see a, b, c, d, e and 2 more.')
    expect(JSON.stringify([failed.message, result.told.map(({ attempt }) => attempt)])).not.toContain(secret)
  })

  test.each(['timeout', 'rate-limited', 'unavailable', 'refused', 'rejected', 'aborted'] as const)(
    'a call that ends as %s ends the request, with what was good before',
    async (outcome) => {
      const first = { cards: [good('a'), bad('b')] }
      const later = await ask({ ...cardsOf('a', 'b'), replies: [{ answer: first }, { outcome }] })
      expect(failureOf(later)).toMatchObject({ attempt: { outcome, requestId: 'call-2' } })
      expect(goodOf(failureOf(later))).toEqual({ a: good('a') })
      expect(failureOf(later).message).toBe(`It ended as ${outcome}.`)
      expect(failureOf(later).problems).toHaveLength(1)
      const atOnce = await ask({ ...cardsOf('a', 'b'), replies: [{ outcome }] })
      expect(failureOf(atOnce)).toMatchObject({ attempt: { outcome }, good: undefined, problems: [] })
      expect(atOnce.asked).toHaveLength(1)
    },
  )

  test('errors that are no failed call pass through', async () => {
    const open = new ProvidersOpen([])
    const { failure } = await ask({
      replies: (_, call) => {
        if (call === 2) throw open
        return { answer: {} }
      },
    })
    expect(failure).toBe(open)
  })
})

describe('who is asked and who is told', () => {
  test('each call is told with all that was good so far, and as invalid when its answer was not as asked', async () => {
    const { told } = await ask({
      ...cardsOf('a', 'b'),
      replies: [
        { answer: { cards: [good('a')] } },
        { outcome: 'invalid' },
        { answer: { cards: [good('a', 'worse'), good('b')] } },
      ],
    })
    const missing = [{ key: 'b', problem: 'no card with this key came back' }]
    expect(told.map(({ attempt, verdict }) => [attempt.outcome, attempt.message, goodOf(verdict)])).toEqual([
      ['invalid', 'The answer was not what was requested: see b.', { a: good('a') }],
      ['invalid', 'It ended as invalid.', { a: good('a') }],
      ['ok', undefined, { a: good('a'), b: good('b') }],
    ])
    expect(told.map(({ verdict }) => verdict?.problems)).toEqual([missing, missing, []])
  })

  test('a call that brought nothing is told without a verdict', async () => {
    const { told } = await ask({ replies: [{ outcome: 'timeout' }] })
    expect(told).toEqual([{ attempt: expect.objectContaining({ outcome: 'timeout' }), verdict: undefined }])
  })

  test('each answer is judged once, when its call ends, for the keys that are missing', async () => {
    const judged: (readonly string[])[] = []
    const toldAfter: number[] = []
    const judge: Judge = (answer, keys) => {
      judged.push(keys)
      return judgeCards()(answer, keys)
    }
    await ask({
      ...cardsOf('a', 'b'),
      judge,
      context: { onPartial: () => undefined },
      replies: (_, call) => {
        toldAfter.push(judged.length)
        return { answer: { cards: [call === 1 ? bad('a') : good('a'), call === 3 ? good('b') : bad('b')] } }
      },
    })
    expect(judged).toEqual([['a', 'b'], ['a', 'b'], ['b']])
    expect(toldAfter).toEqual([0, 1, 2])
  })

  test('a judge that fails ends the request, and the call it failed at is told all the same', async () => {
    const bug = new Error('The judge has a bug.')
    const { failure, told } = await ask({
      judge: () => {
        throw bug
      },
      replies: [{ answer: whole }],
    })
    expect(failure).toBe(bug)
    expect(told).toMatchObject([{ attempt: { requestId: 'call-1' } }])
  })

  test('what the listener throws ends the request', async () => {
    const { model, asked } = scriptedModel(() => ({ answer: {} }))
    const lost = new Error('The lease is lost.')
    const request = {
      messages: [],
      schemaName: 'x',
      wireSchema: lesson,
      keys: [],
      judge: judgeWhole(lesson),
      tier: 'simple' as const,
      maxOutputTokens: 1,
    }
    const context = { onAttempt: () => Promise.reject(lost) }
    await expect(withRepair({}, model).generate({ ...request, context })).rejects.toBe(lost)
    expect(asked).toHaveLength(1)
  })

  test('who gave two bad answers in a row is passed over next time', async () => {
    const { asked } = await ask({
      maxRepairs: 3,
      context: { notFrom: ['other'], priority: 7 },
      replies: (_, call) => ({ answer: {}, provider: call === 2 ? 'second' : 'first' }),
    })
    expect(asked.map(({ context }) => context?.notFrom)).toEqual(Array(4).fill(['other']))
    const steady = await ask({ context: { notFrom: ['other'], priority: 7 }, replies: () => ({ answer: {} }) })
    expect(steady.asked.map(({ context }) => context?.notFrom)).toEqual([['other'], ['other'], ['other', 'first']])
    expect(steady.asked.every(({ context }) => context?.priority === 7)).toBe(true)
  })
})

import { describe, expect, test } from 'vitest'
import { type ZodType, z } from 'zod'
import type { Attempt } from '../../../../src/model/Attempt.js'
import { withRepair } from '../../../../src/model/answer/withRepair.js'
import { ModelCallFailed, ProvidersOpen } from '../../../../src/model/failures.js'
import type { Budget, ModelRequest } from '../../../../src/model/Model.js'
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

const lesson = z.object({ title: z.string(), hints: z.array(z.string()), level: z.enum(['easy', 'hard']) })
const whole = { title: 'Forks', hints: ['Look for two targets.'], level: 'easy' }

interface Ask extends Partial<Omit<ModelRequest<unknown>, 'messages'>> {
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
  const told: { attempt: Attempt; answer: unknown }[] = []
  const messages = [
    { role: 'system' as const, content: 'Rules.' },
    { role: 'user' as const, content: typeof message === 'string' ? message : JSON.stringify(message) },
  ]
  const context = {
    ...request.context,
    onAttempt: (attempt: Attempt, answer: unknown) => void told.push({ attempt, answer }),
  }
  const outcome = await withRepair({ maxRepairs }, model)
    .generate({
      schemaName: 'answer',
      schema: lesson,
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

const failureOf = ({ failure }: { failure: unknown }): ModelCallFailed => {
  if (failure instanceof ModelCallFailed) return failure
  throw new Error(`Expected ModelCallFailed, got ${String(failure)}`)
}

test('a good answer is handed on as it is, after one call', async () => {
  const { answer, asked, told } = await ask({ replies: [{ answer: whole }] })
  expect(answer).toMatchObject({ value: whole, provider: 'first', model: 'big-1' })
  expect(asked).toHaveLength(1)
  expect(asked[0]?.message).toEqual({ task: 'lesson' })
  expect(told).toEqual([{ attempt: expect.objectContaining({ outcome: 'ok' }), answer: whole }])
})

test('the value is what the schema makes of the answer', async () => {
  const { answer } = await ask({
    schema: z.object({ n: z.string().transform(Number) }),
    replies: [{ answer: { n: '5' } }],
  })
  expect(answer?.value).toEqual({ n: 5 })
})

test('the provider is told the wire schema, and without one the schema itself', async () => {
  const wireSchema = z.object({ title: z.string() })
  const [told, own] = await Promise.all([
    ask({ wireSchema, replies: [{ answer: whole }] }),
    ask({ replies: [{ answer: whole }] }),
  ])
  expect(told.asked[0]?.wireSchema).toBe(wireSchema)
  expect(own.asked[0]?.wireSchema).toBe(lesson)
})

describe('a batch', () => {
  const schema = cards
  test('is asked again for the items that failed, with what was wrong, and merged by key', async () => {
    const { answer, asked } = await ask({
      schema,
      message: { ...batchOf('a', 'b', 'c'), problems: [{ key: 'a', problem: 'from an earlier day' }] },
      replies: [{ answer: { cards: [good('c'), bad('b'), good('a')] } }, { answer: { cards: [good('b', 'better')] } }],
    })
    expect(answer?.value).toEqual({ cards: [good('a'), good('b', 'better'), good('c')] })
    expect(asked[1]?.message).toEqual({
      ...batchOf('b'),
      problems: [{ key: 'b', problem: 'text: expected text, got a number' }],
    })
    expect(asked[1]?.messages[0]).toEqual({ role: 'system', content: 'Rules.' })
    expect(asked[1]?.wireSchema).toBe(schema)
  })

  test('items that did not come back are asked for again', async () => {
    const { answer, asked } = await ask({
      schema,
      message: batchOf('a', 'b'),
      replies: [{ answer: { cards: [] } }, { answer: { cards: [good('b')] } }, { answer: { cards: [good('a')] } }],
    })
    expect(answer?.value).toEqual({ cards: [good('a'), good('b')] })
    expect(asked[1]?.message).toMatchObject(batchOf('a', 'b'))
    expect(asked[2]?.message).toEqual({
      ...batchOf('a'),
      problems: [{ key: 'a', problem: 'nothing with this key came back' }],
    })
  })

  test('an issue of the schema’s own can name the item', async () => {
    const strict = cards.superRefine(({ cards }, context) => {
      for (const { key, text } of cards) {
        if (text !== 'good') context.addIssue({ code: 'custom', path: ['cards'], params: { key }, message: 'not good' })
      }
    })
    const { answer, asked } = await ask({
      schema: strict,
      message: batchOf('a', 'b'),
      replies: [{ answer: { cards: [good('a'), good('b', 'so so')] } }, { answer: { cards: [good('b')] } }],
    })
    expect(asked[1]?.message).toEqual({ ...batchOf('b'), problems: [{ key: 'b', problem: 'not good' }] })
    expect(answer?.value).toEqual({ cards: [good('a'), good('b')] })
  })

  test('what nobody asked for is left out, and does not replace what was good', async () => {
    const { answer } = await ask({
      schema,
      message: batchOf('a', 'b'),
      replies: [
        { answer: { cards: [good('a'), bad('b'), good('z'), { text: 'keyless' }, 'text', null] } },
        { answer: { cards: [good('a', 'changed'), good('b')] } },
      ],
    })
    expect(answer?.value).toEqual({ cards: [good('a'), good('b')] })
  })

  test('an item that came back twice is judged by the schema, and replaced by what comes once', async () => {
    const once = cards.superRefine(({ cards }, context) => {
      if (cards.filter(({ key }) => key === 'a').length > 1) {
        context.addIssue({ code: 'custom', path: ['cards'], params: { key: 'a' }, message: 'came twice' })
      }
    })
    const { answer } = await ask({
      schema: once,
      message: batchOf('a', 'b'),
      replies: [
        { answer: { cards: [good('a'), good('a', 'again'), good('b')] } },
        { answer: { cards: [good('a', 'single')] } },
      ],
    })
    expect(answer?.value).toEqual({ cards: [good('a', 'single'), good('b')] })
  })

  test.each([
    [
      'no JSON',
      { outcome: 'invalid' as const, problems: [{ path: '', problem: 'it held no JSON' }] },
      'it held no JSON',
    ],
    ['a bare list', { answer: [good('a')] }, 'expected an object, got a list'],
    ['a text', { answer: 'Sure! Here you are.' }, 'expected an object, got text'],
  ])('%s is asked for again in whole', async (_, reply, problem) => {
    const { answer, asked } = await ask({
      schema,
      message: batchOf('a', 'b'),
      replies: [reply, { answer: { cards: [good('a'), good('b')] } }],
    })
    expect(asked[1]?.message).toMatchObject(batchOf('a', 'b'))
    expect(asked[1]?.message.problems).toContainEqual({ path: '', problem })
    expect(answer?.value).toEqual({ cards: [good('a'), good('b')] })
  })

  test('a list under another name is asked for again in whole', async () => {
    const { answer, asked } = await ask({
      schema,
      message: batchOf('a'),
      replies: [{ answer: { exercises: [good('a')] } }, { answer: { cards: [good('a')] } }],
    })
    expect(asked[1]?.message).toEqual({
      ...batchOf('a'),
      problems: [{ path: 'cards', problem: 'cards: expected a list, got nothing' }],
    })
    expect(answer?.value).toEqual({ cards: [good('a')] })
  })

  test('when an answer after a part of one is no JSON, only what was missing is asked for again', async () => {
    const { answer, asked } = await ask({
      schema,
      message: batchOf('a', 'b'),
      replies: [{ answer: { cards: [good('a')] } }, { outcome: 'invalid' }, { answer: { cards: [good('b')] } }],
    })
    expect(asked[2]?.message).toMatchObject(batchOf('b'))
    expect(answer?.value).toEqual({ cards: [good('a'), good('b')] })
  })

  test('an item the schema itself misses is told of once, and a key nobody knows is no item', async () => {
    const own = cards.superRefine(({ cards: { length } }, context) => {
      if (length === 2) return
      for (const key of ['b', 'z']) {
        context.addIssue({ code: 'custom', path: ['cards'], params: { key }, message: `no ${key}` })
      }
    })
    const { asked } = await ask({
      schema: own,
      message: batchOf('a', 'b'),
      replies: [{ answer: { cards: [good('a')] } }, { answer: { cards: [good('b')] } }],
    })
    expect(asked[1]?.message).toEqual({
      ...batchOf('b'),
      problems: [
        { key: 'b', problem: 'no b' },
        { path: 'cards', problem: 'cards: no z' },
      ],
    })
  })

  test('the list of items is told from other lists by its keys', async () => {
    const { answer } = await ask({
      schema: cards.extend({ tags: z.array(z.string()) }),
      message: batchOf('a', 'b'),
      replies: [
        { answer: { tags: ['x'], cards: [good('a'), bad('b')] } },
        { answer: { tags: ['y'], cards: [good('b')] } },
      ],
    })
    expect(answer?.value).toEqual({ tags: ['y'], cards: [good('a'), good('b')] })
  })

  test('at most 30 problems are told', async () => {
    const keys = Array.from({ length: 40 }, (_, index) => `k${index}`)
    const { asked } = await ask({
      schema,
      message: batchOf(...keys),
      replies: [{ answer: { cards: keys.map(bad) } }, { answer: { cards: keys.map((key) => good(key)) } }],
    })
    expect(asked[1]?.message.items).toHaveLength(40)
    expect(asked[1]?.message.problems).toHaveLength(30)
  })
})

describe('one object', () => {
  test('is asked again for the properties that failed, with a schema of these alone, and merged', async () => {
    const { answer, asked } = await ask({
      replies: [
        { answer: { ...whole, hints: ['Look.', 2], level: 'medium' } },
        { answer: { hints: ['Look twice.'], level: 'hard', title: 'Changed' } },
      ],
    })
    expect(answer?.value).toEqual({ title: 'Forks', hints: ['Look twice.'], level: 'hard' })
    expect(asked[1]?.message).toEqual({
      task: 'lesson',
      problems: [
        { path: 'hints[1]', problem: 'hints[1]: expected text, got a number' },
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
      schema: lesson.refine(() => true),
      replies: [{ answer: { ...whole, title: 1 } }, { answer: { title: 'Pins' } }],
    })
    expect(asked[1]?.message).toMatchObject({ only: ['title'] })
    expect(answer?.value).toEqual({ ...whole, title: 'Pins' })
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
    expect(answer?.value).toEqual({ ...whole, hints: ['Yes.'] })
  })

  test.each([
    ['is no object', lesson, 'text'],
    ['is a list', lesson, [whole]],
    ['is null', lesson, null],
    ['fails as a whole', lesson.refine(({ title }) => title === 'Pins', 'must be about pins'), whole],
  ])('an answer that %s is asked for again in whole, and replaced', async (_, schema, first) => {
    const second = { ...whole, title: 'Pins' }
    const { answer, asked } = await ask({ schema, replies: [{ answer: first }, { answer: second }] })
    expect(asked[1]?.wireSchema).toBe(schema)
    expect(asked[1]?.message).toEqual({ task: 'lesson', problems: [{ path: '', problem: expect.any(String) }] })
    expect(answer?.value).toEqual(second)
  })

  test('an answer that could not be read does not cost an earlier one that fails as a whole', async () => {
    const pins = lesson.refine(({ title }) => title === 'Pins', 'must be about pins')
    const result = await ask({
      schema: pins,
      replies: (_, call) => (call === 1 ? { answer: whole } : { outcome: 'invalid' }),
    })
    expect(failureOf(result).answer).toEqual(whole)
  })

  test('an answer that is no object has no properties to ask for again, whatever the schema makes of it', async () => {
    const kind = z.preprocess((value) => (typeof value === 'string' ? {} : value), lesson)
    const { answer } = await ask({
      schema: kind,
      wireSchema: lesson,
      replies: [{ answer: 'Forks' }, { answer: whole }],
    })
    expect(answer?.value).toEqual(whole)
  })

  test('problems are told in a message of their own when the last message is no JSON object', async () => {
    const { model, asked } = scriptedModel((_, call) => ({
      answer: call === 1 ? { ...whole, title: 1 } : { title: 'Pins' },
    }))
    const answer = await withRepair({}, model).generate({
      messages: [{ role: 'user', content: '["lesson"]' }],
      schemaName: 'lesson',
      schema: lesson,
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
    expect(answer.value).toEqual({ ...whole, title: 'Pins' })
  })
})

describe('an answer that was cut off', () => {
  test('counts for what could be read of it; the rest is asked for with twice the length, up to four times', async () => {
    const { answer, asked } = await ask({
      schema: cards,
      message: batchOf('a', 'b', 'c', 'd'),
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
    expect(answer?.value).toEqual({ cards: ['a', 'b', 'c', 'd'].map((key) => good(key)) })
  })

  test('is enough when everything is in it', async () => {
    const { answer, asked } = await ask({ replies: [{ outcome: 'truncated', answer: whole }] })
    expect(asked).toHaveLength(1)
    expect(answer).toMatchObject({
      value: whole,
      provider: 'first',
      model: 'big-1',
      usage: { promptTokens: 10, completionTokens: 5 },
      attempts: [{ outcome: 'truncated' }],
    })
  })

  test('other bad answers get no more room', async () => {
    const { asked } = await ask({ replies: [{ answer: {} }, { answer: whole }] })
    expect(asked[1]?.maxOutputTokens).toBe(100)
  })

  test('is what the failure says when it was the last', async () => {
    const failed = failureOf(await ask({ replies: () => ({ outcome: 'truncated', answer: { title: 'Forks' } }) }))
    expect(failed).toMatchObject({ attempt: { outcome: 'truncated' }, answer: { title: 'Forks' }, isRetryable: true })
  })
})

describe('giving up', () => {
  test('after two repairs it fails with all that was good, and with what is still wrong', async () => {
    const result = await ask({
      schema: cards,
      message: batchOf('a', 'b', 'c'),
      replies: [
        { answer: { cards: [good('a'), bad('b')] } },
        { answer: { cards: [good('c'), bad('b')] } },
        { answer: { cards: [] } },
      ],
    })
    expect(result.asked).toHaveLength(3)
    const failed = failureOf(result)
    expect(failed.attempt).toMatchObject({ outcome: 'invalid', requestId: 'call-3' })
    expect(failed.isRetryable).toBe(true)
    expect(failed.answer).toEqual({ cards: [good('a'), bad('b'), good('c')] })
    expect(failed.problems).toEqual([{ key: 'b', path: 'cards[1].text', problem: 'text: expected text, got a number' }])
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
      'The answer was not what was asked for: see hints, level. A request may make 1 call, and it is made.',
    )
    expect(failed.answer).toEqual({ title: 'Forks' })
  })

  test('the message and the ledger name places, and quote nothing of the answer', async () => {
    const secret = 'the answer itself'
    const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
    const replies = () => ({ answer: { cards: keys.map((key) => ({ key, text: { secret } })) } })
    const result = await ask({ schema: cards, message: batchOf(...keys), replies })
    const failed = failureOf(result)
    expect(failed.message).toBe('The answer was not what was asked for: see a, b, c, d, e and 2 more.')
    expect(JSON.stringify([failed.message, result.told.map(({ attempt }) => attempt)])).not.toContain(secret)
  })

  test.each(['timeout', 'rate-limited', 'unavailable', 'refused', 'rejected', 'aborted'] as const)(
    'a call that ends as %s ends the request, with what was good before',
    async (outcome) => {
      const first = { cards: [good('a'), bad('b')] }
      const message = batchOf('a', 'b')
      const later = await ask({ schema: cards, message, replies: [{ answer: first }, { outcome }] })
      expect(failureOf(later)).toMatchObject({ attempt: { outcome, requestId: 'call-2' }, answer: first })
      expect(failureOf(later).message).toBe(`It ended as ${outcome}.`)
      expect(failureOf(later).problems).toHaveLength(1)
      const atOnce = await ask({ schema: cards, message, replies: [{ outcome }] })
      expect(failureOf(atOnce)).toMatchObject({ attempt: { outcome }, answer: undefined, problems: [] })
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
      schema: cards,
      message: batchOf('a', 'b'),
      replies: [
        { answer: { cards: [good('a')] } },
        { outcome: 'invalid' },
        { answer: { cards: [good('a', 'worse'), good('b')] } },
      ],
    })
    expect(told.map(({ attempt, answer }) => [attempt.outcome, attempt.message, answer])).toEqual([
      ['invalid', 'The answer was not what was asked for: see b.', { cards: [good('a')] }],
      ['invalid', 'It ended as invalid.', { cards: [good('a')] }],
      ['ok', undefined, { cards: [good('a'), good('b')] }],
    ])
  })

  test('a call that brought nothing is told without an answer', async () => {
    const { told } = await ask({ replies: [{ outcome: 'timeout' }] })
    expect(told).toEqual([{ attempt: expect.objectContaining({ outcome: 'timeout' }), answer: undefined }])
  })

  test('what the listener throws ends the request', async () => {
    const { model, asked } = scriptedModel(() => ({ answer: {} }))
    const lost = new Error('The lease is lost.')
    const request = { messages: [], schemaName: 'x', schema: lesson, tier: 'simple' as const, maxOutputTokens: 1 }
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

import { describe, expect, test } from 'vitest'
import { lessonsInput, lessonsInputJsonSchema } from '../../../../src/generators/lessons/input.js'
import { requestsOf } from '../../../../src/generators/lessons/requests.js'

const parse = (given: object) => lessonsInput().parse(given)
const curriculum = {
  subject: 'Tea',
  objectives: [
    { statement: 'can brew', pending: true },
    { statement: 'can pour', pending: false },
    { statement: 'can taste', pending: true },
  ],
}
const similar = [{ subject: 'Coffee', topic: 'Roasting', objective: 'can roast' }]
const asked = (given: object, more: Partial<Parameters<typeof requestsOf>[0]> = {}) => {
  const result = requestsOf({ input: parse(given), curriculum, similar: [], ...more })
  return 'problem' in result ? result.problem : result.requests
}

describe('what a request asks for', () => {
  test.each<[string, object, unknown]>([
    ['a topic', { topic: 'Cups' }, [{ subject: 'Tea', topic: 'Cups' }]],
    [
      'several topics',
      { topics: ['Cups', 'Tins'] },
      [
        { subject: 'Tea', topic: 'Cups' },
        { subject: 'Tea', topic: 'Tins' },
      ],
    ],
    ['a list of requests', { requests: [{ topic: 'Cups', subject: 'China' }] }, [{ subject: 'China', topic: 'Cups' }]],
    ['an empty list', { requests: [] }, []],
    [
      'objectives by statement and number',
      { objectives: ['can taste', 0] },
      [
        { subject: 'Tea', topic: 'Tea', objective: 'can taste' },
        { subject: 'Tea', topic: 'Tea', objective: 'can brew' },
      ],
    ],
    [
      'what is pending',
      { pending: true, topic: 'Basics' },
      [
        { subject: 'Tea', topic: 'Basics', objective: 'can brew' },
        { subject: 'Tea', topic: 'Basics', objective: 'can taste' },
      ],
    ],
    ['a focus for all', { topic: 'Cups', focus: 'glaze' }, [{ subject: 'Tea', topic: 'Cups', focus: 'glaze' }]],
  ])('%s', (_, given, requests) => {
    expect(asked(given)).toEqual(requests)
  })

  test('an objective that comes alone is the topic, as far as a topic has room for it', () => {
    const objective = `can ${'brew '.repeat(100)}tea`
    const [request] = asked({ objective }, { curriculum: undefined }) as { topic: string; objective: string }[]
    expect(request).toEqual({ topic: `${objective.slice(0, 199)}…`, objective })
    expect(lessonsInput().safeParse({ requests: [request] }).success).toBe(true)
  })

  test('a bare curriculum asks for all its objectives', () => {
    expect(asked({})).toHaveLength(3)
  })

  test('lessons like others have what those have', () => {
    expect(asked({ similarTo: [1] }, { similar, curriculum: undefined })).toEqual(similar)
  })

  test.each<[string, object, object]>([
    ['nothing', {}, { path: 'topic' }],
    ['objectives without a curriculum', { objectives: [0] }, { path: 'objectives' }],
    ['pending without a curriculum', { pending: true }, { path: 'pending' }],
    ['requests and a topic', { requests: [], topic: 'Cups' }, { path: 'topic' }],
  ])('%s cannot be told', (_, given, problem) => {
    expect(asked(given, { curriculum: undefined })).toMatchObject(problem)
  })

  test('an objective that the curriculum does not have is named, with what it has', () => {
    expect(asked({ objectives: ['can taste', 3] })).toEqual({
      path: 'objectives.1',
      message: 'there is no objective 3: give one of its 3 statements, or 0 to 2',
    })
    expect(asked({ objectives: ['can fly'] })).toMatchObject({ path: 'objectives.0' })
  })
})

describe('the input', () => {
  test.each<[string, object]>([
    ['count', { count: 0 }],
    ['count', { count: 51 }],
    ['batchSize', { batchSize: 0 }],
    ['batchSize', { batchSize: 6 }],
    ['format', { format: 'novel' }],
    ['requests', { requests: [{ subject: 'no topic' }] }],
    ['requests', { requests: Array.from({ length: 51 }, () => ({ topic: 'Tea' })) }],
    ['topic', { topic: 'a\u0000b' }],
    ['fillTo', { fillTo: 0 }],
  ])('is refused where %s is wrong', (field, given) => {
    const { error } = lessonsInput().safeParse({ topic: 'Tea', ...given })
    expect(error?.issues[0]?.path[0]).toBe(field)
  })

  test('is told as JSON Schema with its limits', () => {
    expect(lessonsInputJsonSchema({ maxLessons: 7 })).toMatchObject({
      type: 'object',
      additionalProperties: false,
      properties: {
        count: { maximum: 7, default: 1 },
        format: { enum: ['standard', 'language'] },
        batchSize: { maximum: 5 },
      },
    })
  })
})

import { describe, expect, test } from 'vitest'
import { entries } from '../../../../src/generators/content/entries.js'
import { prose } from '../../../../src/generators/content/prose.js'
import { section } from '../../../../src/generators/content/section.js'
import { lessonPrompt } from '../../../../src/generators/lessons/prompt.js'
import { sectionPrompt } from '../../../../src/generators/lessons/sectionPrompt.js'
import { completionTokensOf, lessonsPerCall, roomFor } from '../../../../src/generators/lessons/size.js'
import { byUrgency, sectionsDue } from '../../../../src/generators/lessons/stages.js'
import type { Message } from '../../../../src/model/Model.js'
import { basis, itemOf, small } from './lessonBasis.js'

const userOf = (messages: readonly Message[]) => {
  const last = messages.at(-1)
  const content = last?.content ?? ''
  return { shared: content.slice(0, last?.sharedCharacters), message: JSON.parse(content) }
}
const ask = (given: Partial<Parameters<typeof lessonPrompt>[0]>) =>
  userOf(lessonPrompt({ basis, items: [itemOf('l01')], problems: [], ...given }))

describe('the request for lessons', () => {
  test('begins with what all requests of a run share, word for word, and ends with its items', () => {
    const one = ask({})
    const other = ask({
      items: [itemOf('l02', { focus: 'Cups' })],
      basis: { ...basis, existing: [{ title: 'The cup' }] },
    })
    expect(one.shared).toBe(other.shared)
    expect(JSON.parse(`${one.shared}}`)).toMatchObject({ task: 'lessons', language: 'en', ...basis.sources })
    expect(Object.keys(one.message)).toEqual([
      'task',
      'language',
      'format',
      'instructions',
      'parts',
      'curriculum',
      'kit',
      'profile',
      'items',
    ])
    expect(other.message.items).toEqual([{ key: 'l02', subject: 'Tea', topic: 'Brewing', focus: 'Cups' }])
    expect(one.shared).not.toContain('items')
  })

  test('tells how many characters and items its parts may have, which not every provider reads in the schema', () => {
    const { message } = ask({
      basis: {
        ...basis,
        section: { ...small, parts: { text: prose({ minChars: 40, maxChars: 90 }), ...small.parts } },
      },
    })
    expect(message.parts.slice(0, 3)).toMatchObject([
      { name: 'text', minChars: 40, maxChars: 90 },
      { name: 'introduction', minChars: 40 },
      { name: 'concepts', min: 1, max: 4 },
    ])
    expect(message.parts[1]).not.toHaveProperty('maxChars')
  })

  test('tells of lessons that exist, shortened, and of positions that its items have alone', () => {
    const position = {
      key: 'p1',
      id: 7,
      notation: '8/8/8/8/8/8/8/8 w',
      phase: 'endgame',
      themes: [],
      solution: 'Kd3',
      line: 'Kd3',
    }
    const { message } = ask({
      basis: {
        ...basis,
        existing: [{ title: 'x'.repeat(500), objective: 'can' }],
        positions: [position, { ...position, key: 'p2' }],
      },
      items: [itemOf('l01', { positions: ['p1'] })],
    })
    expect(message.existing[0].title.length).toBeLessThanOrEqual(120)
    expect(message.positions).toEqual([{ key: 'p1', notation: '8/8/8/8/8/8/8/8 w', phase: 'endgame', solution: 'Kd3' }])
    expect(message.items[0].positions).toEqual(['p1'])
  })
})

const stage = (key: string, more: Partial<Parameters<typeof section>[0]> = {}) =>
  section({
    key,
    title: `The ${key}`,
    instructions: `Write the ${key}.`,
    parts: { text: prose({ minChars: 20 }) },
    ...more,
  })
const format = {
  sections: [
    stage('summary', { priority: 5 }),
    stage('content'),
    stage('practice', { dependsOn: [{ section: 'content', required: true }] }),
    stage('talk', { dependsOn: ['content'], isHeavy: true }),
    stage('test', { dependsOn: ['practice'] }),
  ],
}

describe('the request for a section', () => {
  const given = {
    ...{ format, basis, about: { lesson: { title: 'Brewing', topic: 'Brewing', subject: 'Tea' } }, problems: [] },
    plan: `# Plan\n\n${'Plan the cups. '.repeat(2000)}`,
  }
  const needs = [
    { section: 'content', title: 'The content', text: 'What was said. '.repeat(2000) },
    { section: 'summary', title: 'The summary', text: undefined },
  ]
  const sectionOf = (key: string) => format.sections.find((one) => one.key === key) ?? stage(key)
  const asked = (key: string, context: 'minimal' | 'full') =>
    userOf(sectionPrompt({ ...given, section: sectionOf(key), needs: key === 'talk' ? needs : [], context }))

  test('shares all but the section with the other sections of its lesson', () => {
    expect(asked('content', 'full').shared).toBe(asked('test', 'full').shared)
    expect(asked('content', 'full').shared).toContain('Plan the cups.')
    expect(asked('content', 'full').message).toMatchObject({
      section: { key: 'content', title: 'The content', instructions: 'Write the content.' },
      place: { number: 2, of: ['The summary', 'The content', 'The practice', 'The talk', 'The test'] },
    })
  })

  test('carries plan and needs shortened, names what is missing, and less of everything where little context is wanted', () => {
    const [minimal, full] = [asked('talk', 'minimal'), asked('talk', 'full')]
    expect(full.message.missing).toEqual(['The summary'])
    expect(full.message.needs).toMatchObject([{ section: 'content', title: 'The content' }])
    for (const [{ message }, plan, text] of [
      [minimal, 3000, 2400],
      [full, 16_000, 12_000],
    ] as const) {
      expect(message.plan.length).toBeLessThanOrEqual(plan)
      expect(message.plan.length).toBeGreaterThan(plan * 0.9)
      expect(message.needs[0].text.length).toBeLessThanOrEqual(text)
    }
    expect(minimal.message.kit).toEqual({ title: 'The house', requirements: 'Speak to beginners.' })
    expect(full.message.kit).toEqual(basis.sources.kit)
  })
})

describe('sections of a lesson', () => {
  test('begin with those that most others wait for, then heavy ones, then by priority', () => {
    expect(byUrgency(format).map(({ key }) => key)).toEqual(['content', 'practice', 'talk', 'summary', 'test'])
  })

  test('are due when all that they need has ended', () => {
    const due = (...ended: string[]) => sectionsDue(format, new Set(ended)).map(({ key }) => key)
    expect(due()).toEqual(['content', 'summary'])
    expect(due('content')).toEqual(['content', 'practice', 'talk', 'summary'])
    expect(due('content', 'practice')).toEqual(['content', 'practice', 'talk', 'summary', 'test'])
  })
})

describe('how many lessons fit a call', () => {
  const room = roomFor(small)
  const fits = (more: Partial<Parameters<typeof lessonsPerCall>[0]>) =>
    lessonsPerCall({
      section: small,
      batchSize: 5,
      sharedTokens: 1000,
      itemTokens: 50,
      contextTokens: 128_000,
      maxOutputTokens: 32_000,
      ...more,
    })

  test.each([
    [5, {}],
    [2, { batchSize: 2 }],
    [3, { maxOutputTokens: 3 * room + 1 }],
    [2, { contextTokens: 1000 + 2 * (room + 50) }],
    [1, { contextTokens: 10 }],
  ])('%i', (expected, more) => {
    expect(fits(more)).toBe(expected)
  })

  test('there is room for as many words as a part asks for', () => {
    const words = { minWords: 300, maxWords: 500 }
    for (const part of [entries({ min: 6, max: 6, ...words }), prose({ minWords: 1800, maxWords: 3000 })]) {
      expect(completionTokensOf({ parts: { part } })).toBeGreaterThan(6 * 400 * 1.3)
      expect(roomFor({ parts: { part } })).toBeGreaterThan(6 * 500 * 1.5)
    }
    const short = completionTokensOf({ parts: { text: prose({ maxWords: 30 }) } })
    expect(short).toBeLessThan(completionTokensOf({ parts: { text: prose() } }))
  })

  test('a part with longer texts takes more tokens', () => {
    const of = (minChars: number) => completionTokensOf({ parts: { text: prose({ minChars }) } })
    expect(of(5000)).toBeGreaterThan(of(100))
  })
})

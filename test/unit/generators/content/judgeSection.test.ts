import fc from 'fast-check'
import { expect, expectTypeOf, test } from 'vitest'
import { boards } from '../../../../src/generators/content/boards.js'
import { entries } from '../../../../src/generators/content/entries.js'
import { judgeSection, wireSchemaOf, writable } from '../../../../src/generators/content/judge.js'
import type { Entry, PartsOf, Question } from '../../../../src/generators/content/part.js'
import { prose } from '../../../../src/generators/content/prose.js'
import { questions } from '../../../../src/generators/content/questions.js'
import { section } from '../../../../src/generators/content/section.js'
import { joined, splitsOf } from '../../../../src/generators/content/split.js'
import { strictJsonSchema } from '../../../../src/model/call/request.js'

const offer = section({
  key: 'offer',
  title: 'Offer',
  instructions: 'A path of seven steps.',
  parts: { promise: prose({ minWords: 3 }), steps: entries({ min: 2, max: 3 }), quiz: questions() },
})
const steps = [
  { label: 'First', body: 'Begin.' },
  { label: 'Second', body: 'Go on.' },
]
const quiz: Question[] = [
  {
    sort: 'single',
    stem: 'Which piece moves in an L?',
    choices: [
      { text: 'The bishop', correct: false, why: 'It moves along diagonals.' },
      { text: 'The knight, which jumps over others', correct: true, why: 'It jumps.' },
      { text: 'The rook', correct: false, why: 'It moves along files.' },
    ],
    explanation: 'The knight jumps in an L.',
  },
]
const answer = { promise: 'You will play.', steps, quiz }
const judged = (given: object, more: object = {}) => judgeSection({ answer: given, section: offer, facts: {}, ...more })

test('what a section holds follows from its parts', () => {
  type Held = { readonly promise: string; readonly steps: readonly Entry[]; readonly quiz: readonly Question[] }
  expectTypeOf<PartsOf<typeof offer.parts>>().toEqualTypeOf<Held>()
  section({
    ...offer,
    check: ({ parts }) => {
      expectTypeOf(parts).toEqualTypeOf<Held>()
      return []
    },
  })
})

test('the model is asked for one object with a property for each part', () => {
  expect(strictJsonSchema(wireSchemaOf(offer))).toMatchObject({ required: ['promise', 'steps', 'quiz'] })
  expect(Object.fromEntries(judged(answer).good)).toEqual(answer)
})

test('good parts are kept, of the others it is said what is wrong, by form or content', () => {
  const { good, problems } = judged({ promise: 'Too short', steps: [{ label: '', body: 'x' }, ...steps], quiz })
  expect([...good.keys()]).toEqual(['quiz'])
  expect(problems).toEqual([
    { key: 'steps', problem: 'steps[0].label: at least 1 character, got 0' },
    { key: 'promise', problem: 'promise: write at least 3 words, there are 2' },
  ])
  const [twice] = judged({ ...answer, steps: [...steps, { ...steps[1], body: 'Else.' }] }).problems
  expect(twice).toEqual({ key: 'steps', problem: 'steps[2].label: "Second" is there twice; labels must differ' })
})

test('only the parts that are asked for are judged', () => {
  const { good, problems } = judged({ steps, other: 1 }, { names: ['steps'] })
  expect([...good.keys()]).toEqual(['steps'])
  expect(problems).toEqual([])
  expect(judged([], { names: ['steps'] }).problems).toEqual([{ key: '', problem: 'expected an object, got a list' }])
})

test('what is worth a look is kept beside the good part, and not beside a bad one', () => {
  const { good, flags } = judged(answer, { facts: { language: 'en' } })
  expect([...good.keys()]).toEqual(['promise', 'steps', 'quiz'])
  expect(flags.get('quiz')).toContainEqual(expect.objectContaining({ code: 'key-long', path: '0.choices' }))
  const both = judged({ ...answer, quiz: [...quiz, ...quiz] }, { facts: { language: 'en' } })
  expect([...both.flags.keys()]).toEqual([])
})

const checked = section({
  ...offer,
  check: ({ parts }) =>
    parts.steps.some(({ label }) => parts.promise.includes(label))
      ? []
      : [{ part: 'promise', path: '', message: 'the promise names no step' }],
})

test("the host's own check is asked once all parts are there, and what it says is asked for again", () => {
  const bad = judgeSection({ answer, section: checked, facts: {} })
  expect([...bad.good.keys()]).toEqual(['steps', 'quiz'])
  expect(bad.problems).toEqual([{ key: 'promise', problem: 'promise: the promise names no step' }])
  const again = { answer: { promise: 'First you will play.' }, section: checked, facts: {}, names: ['promise'] }
  expect([...judgeSection({ ...again, kept: bad.good }).good.keys()]).toEqual(['promise'])
  expect(judgeSection({ ...again, answer: { promise: 'It is no good.' }, kept: bad.good }).good.size).toBe(0)
  expect(judgeSection({ ...again, answer: { promise: 'It is no good.' } }).good.size).toBe(1)
})

test('what a check says of a part that was accepted before, or of none, counts against what came now', () => {
  const of = (part?: string) =>
    section({ ...offer, check: () => [{ ...(part ? { part } : {}), path: '', message: 'no' }] })
  const kept = new Map<string, unknown>([['promise', answer.promise]])
  const late = { answer, facts: {}, names: ['steps', 'quiz'], kept }
  expect(judgeSection({ ...late, section: of('promise') }).problems.map(({ key }) => key)).toEqual(['steps', 'quiz'])
  expect(judgeSection({ ...late, section: of() }).problems.map(({ key }) => key)).toEqual(['steps', 'quiz'])
  expect(judgeSection({ ...late, section: of('quiz') }).problems.map(({ key }) => key)).toEqual(['quiz'])
})

test('boards are asked for as far as positions are sent', () => {
  const { key, title, instructions } = offer
  const shown = section({ key, title, instructions, parts: { text: prose(), boards: boards({ min: 2, max: 4 }) } })
  const sent = (count: number) =>
    new Map(Array.from({ length: count }, (_, id) => [`p${id}`, { id, notation: '8/8 w', line: '' }]))
  expect(Object.keys(writable(shown, {}).parts)).toEqual(['text'])
  expect(Object.keys(writable(shown, { positions: sent(0) }).parts)).toEqual(['text'])
  expect(writable(shown, { positions: sent(1) }).parts.boards?.items).toEqual({ min: 1, max: 1 })
  expect(writable(shown, { positions: sent(9) }).parts.boards?.items).toEqual({ min: 2, max: 4 })
})

const mails = section({
  key: 'mails',
  title: 'E-mails',
  instructions: 'Eighteen e-mails.',
  parts: { plan: prose(), mails: entries({ min: 18, max: 18 }) },
  per: 6,
})
const mail = (index: number) => ({ label: `Mail ${index}`, body: 'Words.' })
const some = (first: number, count: number) => Array.from({ length: count }, (_, at) => mail(first + at))

test('a long part is asked for in several calls, the other parts in the first', () => {
  const splits = splitsOf(mails)
  expect(splits.map(({ first, section: own }) => [first, Object.keys(own.parts), own.parts.mails?.items])).toEqual([
    [0, ['plan', 'mails'], { min: 6, max: 6 }],
    [6, ['mails'], { min: 6, max: 6 }],
    [12, ['mails'], { min: 6, max: 6 }],
  ])
  expect(splitsOf(offer)).toEqual([{ index: 0, section: offer, first: 0 }])
})

test('each call is judged alone and against the earlier ones, and all of them as a whole', () => {
  const [first, second] = splitsOf(mails)
  if (!first || !second) throw new Error('There are three calls.')
  const facts = {}
  const plan = 'Words.'
  expect(judgeSection({ section: first.section, facts, answer: { plan, mails: some(0, 6) } }).good.size).toBe(2)
  expect(judgeSection({ section: second.section, facts, answer: { mails: some(6, 5) } }).good.size).toBe(0)
  const earlier = new Map([['mails', some(0, 6)]])
  const again = judgeSection({ section: second.section, facts, answer: { mails: some(5, 6) }, earlier })
  expect(again.problems).toEqual([
    { key: 'mails', problem: 'mails[0].label: "Mail 5" is there twice; labels must differ' },
  ])
  expect(judgeSection({ section: second.section, facts, answer: { mails: some(6, 6) }, earlier }).good.size).toBe(1)
  const whole = joined([{ plan, mails: some(0, 6) }, { mails: some(6, 6) }, { mails: some(12, 6) }])
  expect(judgeSection({ section: mails, facts, answer: whole }).good.size).toBe(2)
  const doubled = joined([{ plan, mails: some(0, 12) }, { mails: some(6, 6) }])
  expect([...judgeSection({ section: mails, facts, answer: doubled }).good.keys()]).toEqual(['plan'])
})

test('however long a part is, its calls ask for all of it and for no more than so many at once', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(60), fc.integer({ min: 1, max: 20 }), (min, more, per) => {
      const max = min + more
      const long = section({
        key: 'long',
        title: 'Long',
        instructions: 'Write.',
        parts: { mails: entries({ min, max }) },
        per,
      })
      const ranges = splitsOf(long).map((split) => split.section.parts.mails?.items ?? { min: 0, max: 0 })
      const sum = (of: 'min' | 'max') => ranges.reduce((total, range) => total + range[of], 0)
      expect(sum('max')).toBe(max)
      expect(sum('min')).toBeGreaterThanOrEqual(min)
      expect(sum('min')).toBeLessThanOrEqual(Math.max(min, ranges.length))
      for (const range of ranges) {
        expect(range.max).toBeLessThanOrEqual(Math.max(per, 1))
        expect(range.min).toBeLessThanOrEqual(range.max)
      }
    }),
  )
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { curricula } from '../../../demo/content/curricula.js'
import { kits } from '../../../demo/content/kits.js'
import { profiles } from '../../../demo/content/profiles.js'
import { answerTask } from '../../../demo/model/answerTask.js'
import { sentencesOf } from '../../../demo/model/wording.js'
import { entries } from '../../../src/generators/content/entries.js'
import type { Part, PartFacts, PartFinding, Question, WrittenPart } from '../../../src/generators/content/part.js'
import { prose } from '../../../src/generators/content/prose.js'
import { questions } from '../../../src/generators/content/questions.js'
import { textsOf } from '../../../src/generators/content/texts.js'
import { kitFindings } from '../../../src/generators/kits/findings.js'
import { kitRulesOf } from '../../../src/generators/kits/kit.js'
import { languageFinding } from '../../../src/generators/language/languageFinding.js'
import { duplicateTextOf, nearDuplicates } from '../../../src/generators/quiz/nearDuplicates.js'
import { questionFindings } from '../../../src/generators/quiz/questionFindings.js'

const standard: Record<string, Part> = {
  introduction: prose({ minChars: 100 }),
  explanation: prose({ minChars: 500 }),
  concepts: entries({ label: 'Concept', body: 'Meaning' }),
  examples: entries({ label: 'Example', body: 'What it shows' }),
  summary: prose({ minChars: 50 }),
  quiz: questions({ min: 3, max: 5 }),
}

const limits: Record<string, object> = {
  introduction: { minChars: 100 },
  explanation: { minChars: 500 },
  quiz: { min: 3, max: 5, sorts: ['single'], choices: 4 },
}

const asked = (parts: Record<string, Part>) =>
  Object.entries(parts).map(([name, { sort, instructions }]) => ({ name, sort, instructions, ...limits[name] }))

type Lesson = Record<string, unknown> & { key: string; title: string }

function lessonsOf(message: Record<string, unknown>): Lesson[] {
  const answer = answerTask({ task: 'lessons', language: 'en', parts: asked(standard), ...message })
  if ('problem' in answer) throw new Error(answer.problem)
  return (answer.answer as { lessons: Lesson[] }).lessons
}

const variants = (topic: string, count: number) =>
  Array.from({ length: count }, (_, index) => ({ key: `l0${index + 1}`, topic, variant: index + 1 }))

const written = (lesson: Lesson, parts: Record<string, Part> = standard): WrittenPart[] =>
  Object.entries(parts).map(
    ([name, part]) => ({ sort: part.sort, value: part.schema.parse(lesson[name]) }) as WrittenPart,
  )

/** What our own checks and gates say of a lesson, hard and soft. */
function findingsOf(lesson: Lesson, given: PartFacts, parts = standard): PartFinding[] {
  const facts = { language: 'en', ...given }
  return written(lesson, parts).flatMap((part, index) => [
    ...(Object.values(parts)[index] as Part).check(part.value, facts),
    ...(part.sort === 'questions'
      ? part.value.flatMap((one: Question) => questionFindings(one, { language: 'en' }))
      : []),
    ...textsOf(part).flatMap(({ text }) => (facts.kit ? kitFindings(text, facts.kit) : [])),
    ...(part.sort === 'prose' && facts.kit ? kitFindings(part.value, facts.kit, { mustCite: true }) : []),
    ...(part.sort === 'prose' ? [languageFinding(part.value, 'en') ?? []].flat() : []),
  ])
}

const filler = new RegExp(
  [
    'in this lesson,? (?:we|you) will',
    'important to (?:note|remember|understand)',
    'worth noting',
    'in conclusion',
    'to conclude',
    'as we (?:have )?(?:seen|learnt|learned)',
    'needless to say',
    "in today['’]s world",
    'dive (?:in|into|deeper)',
    'delve',
    'unlock',
    'crucial',
    'essential',
    'moreover',
    'furthermore',
    'let us now',
    'fascinating',
    'take your .* to the next level',
    'congratulations',
    'well done',
  ].join('|'),
  'i',
)

const topics = fc.oneof(
  fc.constantFrom('Photosynthesis', 'Rook endings', 'The French Revolution', 'Checks, captures and threats'),
  fc.string({ minLength: 1, maxLength: 60 }),
)

describe('lessons of the offline model', () => {
  it('pass every check and gate, hard and soft, whatever the topic and however little is known', () => {
    fc.assert(
      fc.property(topics, fc.integer({ min: 1, max: 5 }), (topic, count) => {
        for (const lesson of lessonsOf({ items: variants(topic, count) })) expect(findingsOf(lesson, {})).toEqual([])
      }),
      { numRuns: 60 },
    )
  })

  it.each(curricula)('pass them with the curriculum $subject', ({ subject, principles, objectives, topics: all }) => {
    const statements = objectives.map(({ statement }) => statement)
    const curriculum = { subject, principles, objectives: statements }
    for (const profile of profiles) {
      for (const topic of all) {
        const lessons = lessonsOf({ curriculum, profile, items: variants(topic, 5) })
        for (const lesson of lessons) expect(findingsOf(lesson, { objectives: statements })).toEqual([])
      }
    }
  })

  it('say no sentence of their own twice within a batch of five variants', () => {
    fc.assert(
      fc.property(topics, (topic) => {
        const lessons = lessonsOf({ items: variants(topic, 5) })
        const sentences = lessons.flatMap((lesson) => written(lesson).flatMap(ownSentences))
        expect(sentences.filter((one, index) => sentences.indexOf(one) !== index)).toEqual([])
        expect(new Set(lessons.map(({ title }) => title)).size).toBe(5)
      }),
      { numRuns: 40 },
    )
  })

  it.each(kits)('rest on the kit $title, cite it, and keep to its style', (kit) => {
    const [curriculum] = curricula
    const sources = kit.sources.map((source, index) => ({ key: `s${index + 1}`, ...source }))
    const rules = kitRulesOf({ ...kit, grammar: [], sources })
    const told = { ...curriculum, objectives: curriculum?.objectives.map(({ statement }) => statement) }
    for (const topic of ['Mating patterns', 'A weekend in York', 'King safety']) {
      const lessons = lessonsOf({ kit: { ...kit, sources }, curriculum: told, items: variants(topic, 5) })
      for (const lesson of lessons) {
        expect(findingsOf(lesson, { kit: rules, objectives: told.objectives ?? [] })).toEqual([])
        if (sources.length > 0) expect(lesson.explanation).toMatch(/\[s\d\]/)
      }
    }
  })

  it('write the terms of a glossary, spell protected names, and leave out what a kit avoids', () => {
    const kit = {
      title: 'Style',
      sources: [
        {
          key: 's1',
          title: 'Horses',
          text: 'A horse jumps over pieces. youtube shows how horses do it, which is handy. Simply look at the squares around it.',
        },
      ],
      glossary: [
        { term: 'horse', use: 'knight' },
        { term: 'page', use: 'sheet' },
      ],
      protectedTerms: ['YouTube'],
      avoid: ['simply', 'friend', 'mistake'],
    }
    const rules = { ...kit, links: [], sources: ['s1'] }
    for (const lesson of lessonsOf({ kit, items: variants('Jumping', 5) })) {
      expect(findingsOf(lesson, { kit: rules })).toEqual([])
    }
  })

  it('ask no question twice in a run of many, nor one that is almost the same', () => {
    const questionsOf = (items: { key: string; topic: string }[], kit?: unknown) =>
      items.flatMap((item) => questions().schema.parse(lessonsOf({ items: [item], kit })[0]?.quiz))
    const keyed = (count: number, topicOf: (index: number) => string) =>
      Array.from({ length: count }, (_, index) => ({
        key: `l${String(index + 1).padStart(2, '0')}`,
        topic: topicOf(index),
      }))
    const [kit] = kits
    const sources = kit?.sources.map((source, index) => ({ key: `s${index + 1}`, ...source }))
    fc.assert(
      fc.property(fc.array(topics, { minLength: 1, maxLength: 4 }), (some) => {
        expect(repeated(questionsOf(keyed(24, (index) => some[index % some.length] ?? '')))).toEqual([])
        expect(
          repeated(
            questionsOf(
              keyed(12, () => some[0] ?? ''),
              { ...kit, sources },
            ),
          ),
        ).toEqual([])
      }),
      { numRuns: 10 },
    )
  })

  it('have no filler: no announcement, no praise of the topic, no empty link between sentences', () => {
    const [curriculum] = curricula
    const lessons = ['Rook endings', 'Salt'].flatMap((topic) => [
      ...lessonsOf({ items: variants(topic, 9) }),
      ...lessonsOf({
        items: variants(topic, 9),
        curriculum: { ...curriculum, objectives: [] },
        kit: { ...kits[0], sources: kits[0]?.sources.map((source, index) => ({ key: `s${index + 1}`, ...source })) },
      }),
    ])
    for (const lesson of lessons) expect(JSON.stringify(lesson)).not.toMatch(filler)
  })

  it('answer each item under its key, whichever others are asked for with it', () => {
    const all = lessonsOf({ items: variants('Rook endings', 5) })
    const again = lessonsOf({ items: variants('Rook endings', 5).slice(2, 4) })
    expect(again).toEqual(all.slice(2, 4))
  })

  it('write something else when the last answer was refused', () => {
    const items = variants('Rook endings', 1)
    const [first] = lessonsOf({ items })
    const [second] = lessonsOf({ items, problems: [{ key: 'l01', problem: 'quiz[0]: it is a near-duplicate' }] })
    expect(second?.quiz).not.toEqual(first?.quiz)
    expect(second?.title).not.toBe(first?.title)
  })
})

/** Sentences that readers see, choices and short labels aside. */
function ownSentences(part: WrittenPart): string[] {
  return textsOf(part)
    .filter(({ path }) => !path.includes('label'))
    .flatMap(({ text }) => sentencesOf(text))
    .filter((sentence) => sentence.split(' ').length > 3)
}

/** The questions that repeat an earlier one. */
const repeated = (asked: readonly Question[]) =>
  nearDuplicates(asked.map((question, index) => ({ key: index, text: duplicateTextOf(question) })))

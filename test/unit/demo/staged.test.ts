import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { answerTask } from '../../../demo/model/answerTask.js'
import { boards } from '../../../src/generators/content/boards.js'
import { entries } from '../../../src/generators/content/entries.js'
import { judgeSection } from '../../../src/generators/content/judge.js'
import { toMarkdown } from '../../../src/generators/content/markdown.js'
import type { PartFacts, WrittenPart } from '../../../src/generators/content/part.js'
import { prose } from '../../../src/generators/content/prose.js'
import { questions } from '../../../src/generators/content/questions.js'
import { type SectionDefinition, section } from '../../../src/generators/content/section.js'
import { tree } from '../../../src/generators/content/tree.js'
import { judgeKitSummary, kitSummaryPrompt } from '../../../src/generators/kits/summary.js'
import { languageFinding } from '../../../src/generators/language/languageFinding.js'
import { languageFormat } from '../../../src/generators/lessons/formats.js'
import { askedParts } from '../../../src/generators/lessons/size.js'
import { questionFindings } from '../../../src/generators/quiz/questionFindings.js'

const planSection = languageFormat.plan?.section as SectionDefinition

function answerOf(message: Record<string, unknown>): Record<string, unknown> {
  const answer = answerTask(message)
  if ('problem' in answer) throw new Error(answer.problem)
  return answer.answer as Record<string, unknown>
}

/** What is said against a section, hard or soft. */
function findingsOf(definition: SectionDefinition, answer: unknown, facts: PartFacts = {}): unknown[] {
  const { problems, flags, good } = judgeSection({ section: definition, answer, facts: { language: 'en', ...facts } })
  const quizzes = [...good].flatMap(([name, value]) =>
    definition.parts[name]?.sort === 'questions'
      ? (value as Parameters<typeof questionFindings>[0][]).flatMap((one) => questionFindings(one, { language: 'en' }))
      : [],
  )
  const foreign = [...good.values()].flatMap((value) =>
    typeof value === 'string' ? (languageFinding(value, 'en') ?? []) : [],
  )
  return [...problems, ...[...flags.values()].flat(), ...quizzes, ...foreign]
}

const planOf = (topic: string, more: Record<string, unknown> = {}) =>
  answerOf({
    task: 'plan',
    language: 'en',
    format: languageFormat.label,
    // As plans send them: instructions by name.
    parts: Object.fromEntries(Object.entries(planSection.parts).map(([name, part]) => [name, part.instructions])),
    topic,
    ...more,
  })

const markdownOf = (plan: Record<string, unknown>): string =>
  Object.entries(planSection.parts)
    .map(([name, part]) =>
      toMarkdown({ sort: part.sort, value: part.schema.parse(plan[name]) } as WrittenPart, { heading: name }),
    )
    .join('\n\n')

const sectionOf = (definition: SectionDefinition, topic: string, plan: string) =>
  answerOf({
    task: 'section',
    language: 'en',
    format: languageFormat.label,
    lesson: { topic, title: topic },
    plan,
    section: { key: definition.key, title: definition.title, instructions: definition.instructions },
    parts: askedParts(definition),
  })

const topics = ['At the station', 'Ordering in a restaurant', 'Meetings at work', 'Talking about the weather']

describe('language lessons of the offline model', () => {
  it.each(topics)('keep every rule of the plan and of its sections: %s', (topic) => {
    const plan = planOf(topic)
    expect(findingsOf(planSection, plan)).toEqual([])
    expect(languageFormat.plan?.check?.({ parts: plan as never, facts: { objectives: [] } })).toEqual([])
    for (const definition of languageFormat.sections) {
      expect(findingsOf(definition, sectionOf(definition, topic, markdownOf(plan)))).toEqual([])
    }
  })

  it('teach the words and forms that the plan has now, also those of a person', () => {
    const [content, comprehension, production] = languageFormat.sections as [SectionDefinition, ...SectionDefinition[]]
    const words = ['gangway', 'buffer', 'sleeper'].map(
      (word) => `- **${word}**: A ${word} made for this test. “See the ${word}.”`,
    )
    const edited = `## Vocabulary\n\n### Rails\n\n${words.join('\n')}\n\n## Grammar\n\n- **Wishing**: I wish + past. “I wish it left.”`
    const written = sectionOf(content, 'At the station', edited)
    expect(written.vocabulary).toEqual(
      expect.arrayContaining([
        { group: 'Rails', label: 'gangway', body: 'A gangway made for this test. “See the gangway.”' },
      ]),
    )
    expect(written.grammar).toEqual([{ group: null, label: 'Wishing', body: 'I wish + past. “I wish it left.”' }])
    expect(JSON.stringify(sectionOf(production as SectionDefinition, 'At the station', edited))).toContain('“buffer”')
    expect(comprehension?.key).toBe('comprehension')
  })

  it('take the words of the kit into the plan, and sort them into buckets', () => {
    const vocabulary = Array.from({ length: 30 }, (_, index) => ({
      term: `to word${index}`,
      meaning: `do thing ${index}`,
    }))
    const plan = planOf('At the station', { kit: { title: 'My kit', vocabulary } })
    expect(findingsOf(planSection, plan)).toEqual([])
    expect(languageFormat.plan?.check?.({ parts: plan as never, facts: { objectives: [] } })).toEqual([])
    expect(JSON.stringify(plan.vocabulary)).toContain('to word17')
  })
})

const counts = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 0, max: 8 }))

describe("sections of a host's own format", () => {
  it('have every part within its limits, whatever it is called', () => {
    fc.assert(
      fc.property(
        counts,
        fc.integer({ min: 10, max: 400 }),
        fc.integer({ min: 5, max: 60 }),
        fc.constantFrom('Photosynthesis', 'Offers that sell', 'x', 'Überraschung & Co.'),
        ([min, more], words, bodyWords, topic) => {
          const definition = section({
            key: 'own',
            title: 'Own',
            instructions: 'Write it.',
            parts: {
              promise: prose({ minWords: words, maxWords: words + 60 }),
              steps: entries({
                label: 'Step',
                body: 'What happens',
                min,
                max: min + more,
                minWords: bodyWords,
                maxWords: bodyWords + 40,
              }),
              buckets: entries({ group: 'topic', min }),
              quiz: questions({ min: 3, max: 6, sorts: ['single', 'multiple', 'short'] }),
              map: tree({ maxDepth: 3, maxNodes: 12, maxChildren: 3, maxWords: 2 }),
              diagrams: boards({ max: 1 }),
            },
          })
          const positions = [
            { key: 'p1', notation: '8/8/8/8/4k3/8/4P3/4K3 w - - 0 1', solution: 'Kf2', line: 'Kf2 Kf4' },
          ]
          const answer = answerOf({
            task: 'section',
            language: 'en',
            format: 'Own',
            lesson: { topic },
            section: { key: 'own' },
            parts: askedParts(definition),
            game: 'chess',
            positions,
          })
          expect(findingsOf(definition, answer)).toEqual([])
        },
      ),
      { numRuns: 40 },
    )
  })

  it('have only the parts that are asked for again', () => {
    const parts = [
      { name: 'one', sort: 'prose' },
      { name: 'two', sort: 'prose' },
    ]
    const answer = answerOf({ task: 'section', section: { key: 'own' }, topic: 'Salt', parts, only: ['two'] })
    expect(Object.keys(answer)).toEqual(['two'])
  })
})

describe('summaries of kits', () => {
  it('name every source and stay within their words', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'word', ' ', ' ', '. ', 'Überlänge', '[s9]', '\n', '字'),
      minLength: 1,
      maxLength: 200,
    })
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 60, max: 600 }),
        (texts, maxWords) => {
          const sources = texts.map((own, index) => ({
            key: `s${index + 1}`,
            title: `Title ${index + 1}`,
            text: `x${own}`,
          }))
          const kit = { title: 'Kit', sources }
          const [, message] = kitSummaryPrompt({ kit, maxWords, problems: [] })
          const answer = answerOf(JSON.parse(String(message?.content)))
          expect(judgeKitSummary({ kit, maxWords })(answer, ['summary']).problems).toEqual([])
        },
      ),
      { numRuns: 100 },
    )
  })
})

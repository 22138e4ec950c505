import { expect, test } from 'vitest'
import type { WrittenPart } from '../../../src/generators/content/part.js'
import { courseJsonLd, type LearningFacts, lessonJsonLd } from '../../../src/generators/jsonLd.js'

const words = (count: number) => Array.from({ length: count }, (_, index) => `word${index}`).join(' ')
const text = (value: string): WrittenPart => ({ sort: 'prose', value })
const quiz = (...objectives: string[]): WrittenPart => ({
  sort: 'questions',
  value: objectives.map((objective) => ({ sort: 'short', stem: 'Why?', choices: [], explanation: 'So.', objective })),
})
const lesson = (more: Partial<LearningFacts> = {}): LearningFacts => ({ name: 'Rooks', parts: [], ...more })

test('what is not known is left out', () => {
  expect(lessonJsonLd(lesson())).toEqual({
    '@context': 'https://schema.org',
    '@type': 'LearningResource',
    learningResourceType: 'lesson',
    name: 'Rooks',
  })
  expect(courseJsonLd({ name: 'Endings', lessons: [], sections: [], series: [] })).toEqual({
    '@context': 'https://schema.org',
    '@type': 'Course',
    name: 'Endings',
  })
})

test.each<[WrittenPart[], string]>([
  [[text(words(180))], 'PT1M'],
  [[text(words(181))], 'PT2M'],
  [[text(words(180 * 59)), quiz('A')], 'PT1H'],
  [[text(words(180 * 64)), quiz('A')], 'PT1H5M'],
])('the time it takes is its words at 180 a minute and a minute for each question: case %#', (parts, duration) => {
  // Longer than one text may be.
  const split = parts.flatMap((part) =>
    part.sort === 'prose' ? (part.value.match(/(?:\S+ ?){1,180}/g) ?? []).map(text) : [part],
  )
  expect(lessonJsonLd(lesson({ parts: split })).timeRequired).toBe(duration)
})

test('a course teaches and assesses what its lessons do, each once, and takes as long as all of it', () => {
  const parts = [quiz('B', 'A', 'B')]
  const { teaches, assesses, timeRequired, hasPart } = courseJsonLd({
    name: 'Endings',
    lessons: [lesson({ objective: 'A', parts }), lesson({ objective: 'A' }), lesson({ objective: ' C ' })],
    sections: [lesson({ name: 'Assessment', parts })],
    series: [{ name: 'Drills', drills: 4 }],
  })
  expect({ teaches, assesses, timeRequired }).toEqual({
    teaches: ['A', 'C'],
    assesses: ['B', 'A'],
    timeRequired: 'PT10M',
  })
  expect(hasPart).toHaveLength(5)
})

test('a description is the beginning of the first text as a reader sees it, and no longer than 300 characters', () => {
  const { description } = lessonJsonLd(
    lesson({ parts: [text(`**Rooks** are\n\n[strong](https://a.b). ${words(200)}`)] }),
  )
  expect(description).toMatch(/^Rooks are strong\. word0 .*…$/)
  expect(String(description).length).toBeLessThanOrEqual(300)
})

test('a part without a language of its own is in that of the whole', () => {
  const { hasPart } = lessonJsonLd(lesson({ language: 'de', sections: [lesson({ name: 'Talk' })] }))
  expect(hasPart).toMatchObject([{ name: 'Talk', inLanguage: 'de', learningResourceType: 'section' }])
})

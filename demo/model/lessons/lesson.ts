import type { Technique } from '../techniques/technique.js'
import { sceneOf, solutionOf, writeBoards } from './boards.js'
import { type Facts, factsOf, furtherTechniques } from './facts.js'
import { hasAny, styled } from './houseStyle.js'
import type { AskedPart, LessonTask } from './messages.js'
import { distinct, type WrittenEntry, writeAnyPart } from './parts.js'
import { writeQuestions } from './quiz.js'
import { cited, citing, sentenceOf } from './quoting.js'

/** Answers `{task: 'lessons', ...}`: one lesson for each item. */
export function writeLessons(task: LessonTask): { lessons: Record<string, unknown>[] } {
  const titles = new Set<string>()
  return {
    lessons: task.items.map((item) => {
      const problems = task.problems.filter(({ key }) => key === item.key).flatMap(({ problem }) => problem ?? [])
      const facts = factsOf({ context: task, asked: item, key: item.key, problems })
      const title = titleOf(facts, titles)
      titles.add(title.toLowerCase())
      const parts = task.parts.map((part) => [part.name, writeLessonPart(part, facts)] as const)
      return styled({ key: item.key, title, ...Object.fromEntries(parts) }, task.kit)
    }),
  }
}

/** A title that nothing else has: of this batch, and of what exists. */
function titleOf(facts: Facts, given: ReadonlySet<string>): string {
  const { topic, focus, passages, techniques } = facts
  const read = passages[0]?.title
  const taken = new Set([...facts.taken.map((title) => title.toLowerCase()), ...given])
  const titles = [
    ...[focus, read].flatMap((about) => (about && about !== topic ? [`${topic}: ${about}`] : [])),
    ...[...techniques, ...furtherTechniques(facts)].map(({ doing }) => `${topic}: ${doing}`),
  ]
  const free = titles.find((title) => !taken.has(title.toLowerCase()))
  if (free) return free
  let number = 2
  while (taken.has(`${titles[0]} (${number})`.toLowerCase())) number += 1
  return `${titles[0]} (${number})`
}

/** A part of the standard lesson by its name; any other by its sort. */
function writeLessonPart(part: AskedPart, facts: Facts): unknown {
  const write = writers[`${part.name} ${part.sort}`]
  const value = write ? write(part, facts) : writeAnyPart(part, facts)
  return typeof value === 'string' ? citing(value, facts) : value
}

const writers: Record<string, (part: AskedPart, facts: Facts) => unknown> = {
  'introduction prose': (_, facts) => writeIntroduction(facts),
  'explanation prose': writeExplanation,
  'concepts entries': writeConcepts,
  'examples entries': writeExamples,
  'summary prose': (_, facts) => writeSummary(facts),
  'quiz questions': writeQuestions,
  'boards boards': (part, facts) => writeBoards(facts, part.max ?? 6),
}

/** The template whose turn it is, so that the lessons of a batch do not begin alike. */
function template({ turn, avoid }: Facts, templates: readonly string[]): string {
  const allowed = templates.filter((one) => !hasAny(one, avoid))
  const from = allowed.length > 0 ? allowed : templates
  return from[turn % from.length] ?? ''
}

function writeIntroduction(facts: Facts): string {
  const { topic, aim, objective, wish, number, passages, techniques } = facts
  const [a, b, c] = techniques.map(({ doing }) => doing)
  const opening = template(facts, [
    `**${topic}** is the topic of this lesson. You start by ${a}, find out what has stuck by ${b}, and finish by ${c}.`,
    `This lesson is about **${topic}**. It has three stages: ${a}, ${b}, and ${c}.`,
    `You will work on **${topic}** in three ways: first by ${a}, then by ${b}, and at last by ${c}.`,
    `**${topic}** takes three kinds of work: ${a} to understand it, ${b} to test yourself, and ${c} to make use of it.`,
    `What you learn here about **${topic}** you learn by doing something with it: by ${a}, by ${b}, and by ${c}.`,
    `For **${topic}**, take a pen and half an hour: ${a} comes first, ${b} second, and ${c} brings it to use.`,
    `The way through **${topic}** leads from ${a} to ${b}, and ends with ${c}.`,
  ])
  const goal =
    aim &&
    template(facts, [
      `By the end you can ${aim}.`,
      `When you are through, you can ${aim}.`,
      `Your aim is to be able to ${aim}.`,
      `Afterwards you can ${aim}.`,
      `You are done when you can ${aim}.`,
      `What you can do at the end: ${aim}.`,
      `The aim is reached when you can ${aim}.`,
    ])
  const given = !aim && objective ? `The objective: ${sentenceOf(objective)}` : undefined
  const source =
    passages[0]?.title &&
    template(facts, [
      `The text to work with is “${passages[0].title}” [${passages[0].key}].`,
      `You read “${passages[0].title}” [${passages[0].key}] for it.`,
      `It rests on “${passages[0].title}” [${passages[0].key}].`,
      `What you read first is “${passages[0].title}” [${passages[0].key}].`,
    ])
  const reason = number === 1 && wish ? `It serves what you want: ${wish}.` : undefined
  return [opening, goal ?? given, source, reason, hasMaterial(facts) ? undefined : bringMaterial(facts)]
    .filter(Boolean)
    .join(' ')
}

function hasMaterial({ principles, passages, vocabulary, positions }: Facts): boolean {
  return principles.length + passages.length + vocabulary.length + positions.length > 0
}

/** Said where the request has no more than a topic: we know nothing of it. */
function bringMaterial(facts: Facts): string {
  return template(facts, [
    'Bring your own notes or a book on it: the lesson gives you the method, not the facts.',
    'The facts come from your course book, so keep it at hand; how to work through them is said here.',
    'You need a text on it, open at a page that you have not read yet.',
    'Have your material beside you: you will be asked to look things up in it.',
    'It does not replace your book on the subject; it tells you what to do with it.',
    'Choose two pages of your own material now, and use them at every stage.',
    'Work with a text that you already own: a chapter is more than enough.',
  ])
}

/** Paragraphs that one lesson quotes. */
const MOST_PASSAGES = 3

function writeExplanation(part: AskedPart, facts: Facts): string {
  const { passages, principles, techniques } = facts
  const [understand, check, apply] = techniques as [Technique, Technique, Technique]
  const read = passages.filter(({ key }) => key === passages[0]?.key).slice(0, MOST_PASSAGES)
  const [principle] = principles
  const blocks = [
    ...read.map((passage, index) => {
      const heading = passage.title && passage.title !== read[index - 1]?.title ? `### ${passage.title}\n\n` : ''
      return `${heading}${cited(passage).join(' ')}`
    }),
    ...(principle?.explanation ? [`### The principle: ${principle.name}\n\n${principle.explanation}`] : []),
    `### Understand it: ${understand.name.toLowerCase()}\n\n${understand.how} ${understand.slip}`,
    `### Test yourself: ${check.name.toLowerCase()}\n\n${check.how}${hasMaterial(facts) ? '' : ` ${check.slip}`}`,
    `### Use it: ${apply.name.toLowerCase()}\n\n${apply.how}${hasMaterial(facts) ? '' : ` ${apply.slip}`}`,
  ]
  for (const further of furtherTechniques(facts)) {
    if (blocks.join('\n\n').length >= (part.minChars ?? 500)) break
    blocks.push(`### ${further.name}\n\n${further.how} ${further.slip}`)
  }
  return blocks.join('\n\n')
}

function writeConcepts(part: AskedPart, facts: Facts): WrittenEntry[] {
  const { principles, vocabulary, techniques } = facts
  const known = distinct([
    ...principles
      .slice(1, 3)
      .flatMap(({ name, explanation }) => (explanation ? [{ group: null, label: name, body: explanation }] : [])),
    ...vocabulary
      .filter(({ isOwn }) => isOwn)
      .slice(0, 4)
      .map(({ term, meaning }) => ({ group: null, label: term, body: sentenceOf(meaning) })),
  ])
  const ways = techniques.slice(0, known.length >= 3 ? 2 : 3)
  const all = distinct([
    ...known,
    ...[...ways, ...furtherTechniques(facts)].map(({ name, gist }) => ({ group: null, label: name, body: gist })),
  ])
  return all.slice(0, countOf(part, known.length + ways.length))
}

function writeExamples(part: AskedPart, facts: Facts): WrittenEntry[] {
  const { positions, game, techniques } = facts
  const played = distinct(
    positions.flatMap((position, index) => {
      const body = solutionOf(position, game, facts.turn + index)
      return body ? [{ group: null, label: sceneOf(position, game), body }] : []
    }),
  ).slice(0, 3)
  const shown = techniques.slice(0, played.length > 0 ? 1 : 3)
  const all = distinct([
    ...played,
    ...[...shown, ...furtherTechniques(facts)].map(({ name, exampleOf, example }) => ({
      group: null,
      label: `${name}: ${exampleOf}`,
      body: example,
    })),
  ])
  return all.slice(0, countOf(part, played.length + shown.length))
}

function writeSummary(facts: Facts): string {
  const { principles, techniques } = facts
  const [principle] = principles
  const opening = template(facts, [
    'Three things to take along:',
    'What to keep of this lesson:',
    'In short:',
    'Write these on a card:',
    'The lesson in a few lines:',
    'Back at your desk:',
    'For the next time:',
  ])
  return [
    opening,
    '',
    ...(principle ? [`- Keep *${principle.name}* in mind.`] : []),
    ...techniques.map(({ recap }) => `- ${recap}`),
  ].join('\n')
}

/** As many as we like, within what the part allows. */
function countOf({ min = 1, max = 60 }: AskedPart, liked: number): number {
  return Math.max(min, Math.min(max, liked))
}

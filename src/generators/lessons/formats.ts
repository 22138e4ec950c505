import { boards } from '../content/boards.js'
import { entries } from '../content/entries.js'
import { type Format, format } from '../content/format.js'
import type { Entry, PartFinding } from '../content/part.js'
import { prose } from '../content/prose.js'
import { questions } from '../content/questions.js'
import { section } from '../content/section.js'

const standardSection = section({
  key: 'lesson',
  title: 'Lesson',
  instructions:
    'A lesson that a learner reads alone in ten minutes. introduction says why the topic matters and what the reader will ' +
    'be able to do. explanation teaches it step by step, from what is known to what is new, in two or more paragraphs. ' +
    'concepts are the terms that carry it, examples show each idea at work in a concrete case. summary says what to ' +
    'remember. quiz asks for understanding of this lesson, not for its wording. boards, if asked for, show what the ' +
    'explanation speaks of.',
  parts: {
    introduction: prose({ minChars: 100, maxChars: 1500 }),
    explanation: prose({ minChars: 500, maxChars: 8000 }),
    concepts: entries({
      heading: 'Key concepts',
      label: 'term',
      body: 'meaning in a sentence or two',
      min: 1,
      max: 12,
    }),
    // Left out where no positions are sent; see `writable`.
    boards: boards({ min: 1, max: 4 }),
    examples: entries({ label: 'name of the example', body: 'example, told and explained', min: 1, max: 8 }),
    summary: prose({ minChars: 50, maxChars: 1500 }),
    quiz: questions({ min: 3, max: 5 }),
  },
})

/** One lesson in one document, several in one call. */
export const standardFormat: Format = format({
  key: 'standard',
  label: 'Lesson',
  of: 'lesson',
  sections: [standardSection],
})

const languagePlan = section({
  key: 'plan',
  title: 'Plan of a language lesson',
  instructions:
    'The plan of one lesson of a foreign language, from which its sections are written one by one. Choose few situations ' +
    'and stay with them: what is planned here is all that the lesson teaches. Words and examples are in the language that ' +
    "is taught, everything else in the reader's language.",
  parts: {
    approach: prose({ minChars: 80, maxChars: 1500 }),
    scenarios: entries({
      label: 'name of the situation',
      body: 'who speaks with whom, where, and what they want',
      min: 1,
      max: 4,
    }),
    vocabulary: entries({
      group: 'topic that the words belong to',
      label: 'word or phrase in the language that is taught',
      body: 'meaning, and a short example',
      min: 20,
      max: 60,
    }),
    grammar: entries({
      heading: 'Grammar',
      label: 'what one does with it, such as asking for the price',
      body: 'form, and an example',
      min: 2,
      max: 6,
    }),
  },
})

/** Fewest groups that the words of a language lesson come in: a list of twenty is not learnt. */
const fewestBuckets = 2

const inBuckets = (vocabulary: readonly Entry[]): (PartFinding & { part: string })[] => {
  const buckets = new Set(vocabulary.map(({ group }) => group)).size
  if (buckets >= fewestBuckets) return []
  return [{ part: 'vocabulary', path: '', message: `sort the words into ${fewestBuckets} groups or more, by topic` }]
}

const content = section({
  key: 'content',
  title: 'Text, vocabulary and grammar',
  instructions:
    'What the lesson is about: a text or dialogue in the language that is taught, which uses the planned words and forms ' +
    'in one of the planned situations; then its words and forms, explained.',
  isHeavy: true,
  parts: {
    text: entries({
      label: 'speaker, or the number of the paragraph',
      body: 'words, in the language that is taught',
      repeats: true,
      min: 4,
      max: 40,
    }),
    vocabulary: entries({
      group: 'topic that the words belong to',
      label: 'word or phrase as the text uses it',
      body: 'meaning, and a short example',
      min: 10,
      max: 60,
    }),
    grammar: entries({
      label: 'what one does with it',
      body: 'form, how to build it, and two examples from the text',
      min: 2,
      max: 6,
    }),
  },
})

const comprehension = section({
  key: 'comprehension',
  title: 'Comprehension',
  instructions:
    'Questions that can be answered from the text alone, from its gist to its details; at least one asks for what is only ' +
    'implied.',
  dependsOn: [{ section: 'content', required: true }],
  priority: 1,
  parts: { questions: questions({ min: 4, max: 8, sorts: ['single', 'short'] }) },
})

const production = section({
  key: 'production',
  title: 'Production',
  instructions:
    'Tasks in which the reader writes or speaks with the words and forms of the lesson, from filling gaps to a text of ' +
    'their own.',
  dependsOn: [{ section: 'content', required: true }],
  parts: {
    tasks: entries({
      label: 'name of the task',
      body: 'task, how long the answer should be, and a model answer',
      min: 3,
      max: 6,
    }),
  },
})

const interaction = section({
  key: 'interaction',
  title: 'Interaction',
  instructions:
    'A conversation for two or more people in another situation than that of the text, which cannot be finished without ' +
    'finding out what the others know.',
  dependsOn: [{ section: 'content', required: true }],
  parts: {
    situation: prose({ minChars: 80, maxChars: 1500 }),
    roles: entries({
      label: 'role',
      body: 'what this person knows and wants; the others do not see it',
      min: 2,
      max: 4,
    }),
    phrases: entries({
      heading: 'Useful phrases',
      label: 'phrase in the language that is taught',
      body: 'when to say it',
      min: 5,
      max: 15,
    }),
  },
})

/** A lesson of a foreign language: a plan, and four sections that are written from it, each a document of its own. */
export const languageFormat: Format = format({
  key: 'language',
  label: 'Language lesson',
  of: 'lesson',
  plan: { section: languagePlan, check: ({ parts }) => inBuckets(parts.vocabulary) },
  sections: [content, comprehension, production, interaction],
})

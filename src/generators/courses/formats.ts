import { entries } from '../content/entries.js'
import { type Format, format, type PlanFacts } from '../content/format.js'
import {
  contentLimits,
  type Entry,
  type PartFacts,
  type PartFinding,
  type Question,
  type TreeNode,
} from '../content/part.js'
import { prose } from '../content/prose.js'
import { questions } from '../content/questions.js'
import { type SectionDefinition, section } from '../content/section.js'
import { comparable } from '../content/texts.js'
import { tree } from '../content/tree.js'
import { mostObjectives, mostOfCourse } from './limits.js'

type Finding = PartFinding & { part: string }

const same = (one: string, other: string): boolean => comparable(one).toLowerCase() === comparable(other).toLowerCase()

const contains = (text: string, part: string): boolean =>
  comparable(text).toLowerCase().includes(comparable(part).toLowerCase())

/** The plan that every format of courses is written from: what it is about, and its lessons in their order. */
export const coursePlan: SectionDefinition = section({
  key: 'plan',
  title: 'Plan of a course',
  instructions:
    'The plan of one course, from which its lessons and sections are written one by one: a path from what the learner knows ' +
    'to what the course promises. lessons are in the order in which they are learnt, each a step that rests on those before ' +
    'it, none like another. Plan exactly as many lessons as are asked for, and see that each objective is served by one.',
  parts: {
    approach: prose({ minChars: 80, maxChars: 2000 }),
    lessons: entries({
      heading: 'Lessons',
      group:
        'the objectives that the lesson serves, word for word, separated by semicolons; where there are none, its topic',
      // One lesson may serve all that a course covers.
      maxGroup: contentLimits.longGroup,
      label: 'title of the lesson',
      body: 'what it teaches, and how, in two or three sentences',
      min: 1,
      // A course that goes on may have more than one request plans.
      max: mostOfCourse,
    }),
    threads: entries({
      heading: 'Threads',
      label: 'idea that runs through the course',
      body: 'where it comes up, and what each lesson adds to it',
      min: 1,
      max: 8,
    }),
  },
})

/** As many lessons as were asked for, no two of one title, and each objective served by one. */
export const checkCoursePlan = (lessons: readonly Entry[], facts: PlanFacts): Finding[] => {
  const find = (path: string, message: string): Finding => ({ part: 'lessons', path, message })
  const findings: Finding[] = []
  if (facts.lessons !== undefined && lessons.length !== facts.lessons) {
    findings.push(find('', `plan exactly ${facts.lessons} lessons; there are ${lessons.length}`))
  }
  for (const [index, { label }] of lessons.entries()) {
    const first = lessons.findIndex((other) => same(other.label, label))
    if (first !== index) findings.push(find(`${index}.label`, `"${label}" is the title of lesson ${first + 1} already`))
  }
  for (const objective of facts.objectives) {
    const isServed = lessons.some(({ group = '', body }) => contains(group, objective) || contains(body, objective))
    if (!isServed)
      findings.push(find('', `no lesson serves the objective "${objective}"; name it at one, word for word`))
  }
  return findings
}

/** Objectives a lesson of the plan serves, by the words of the curriculum. */
export const objectivesOf = ({ group = '', body }: Entry, objectives: readonly string[]): string[] =>
  objectives.filter((objective) => contains(group, objective) || contains(body, objective))

/** Each question names the objective it tests, and each objective is tested that the course covers. */
export const checkAssessment = (asked: readonly Question[], { objectives = [] }: PartFacts): Finding[] => {
  if (objectives.length === 0) return []
  const find = (path: string, message: string): Finding => ({ part: 'questions', path, message })
  const tested = (objective: string) => asked.some((question) => same(question.objective ?? '', objective))
  return [
    ...asked.flatMap(({ objective }, index) =>
      objective ? [] : [find(`${index}.objective`, 'name the objective that it tests, word for word')],
    ),
    // So many are a curriculum's, of which the course has some: there are not as many questions.
    ...(objectives.length > mostObjectives ? [] : objectives)
      .filter((objective) => !tested(objective))
      .map((objective) => find('', `no question tests the objective "${objective}"`)),
  ]
}

/** Each script has its hook and its question, called by its title. */
export const checkScripts = (parts: {
  scripts: readonly Entry[]
  hooks: readonly Entry[]
  recall: readonly Entry[]
}): Finding[] =>
  (['hooks', 'recall'] as const).flatMap((part) => {
    const named = parts[part]
    const missing = parts.scripts.filter(({ label }) => !named.some((entry) => same(entry.label, label)))
    const strange = named.filter((entry) => !parts.scripts.some(({ label }) => same(label, entry.label)))
    return [
      ...missing.map(({ label }): Finding => ({ part, path: '', message: `the script "${label}" has none` })),
      ...strange.map(({ label }): Finding => ({ part, path: '', message: `"${label}" is the title of no script` })),
    ]
  })

/** Every lesson stands in the map: as a label, or word for word in a note. */
export const checkMap = (nodes: readonly TreeNode[], { lessons = [] }: PartFacts): Finding[] =>
  lessons
    .filter((title) => !nodes.some(({ label, note = '' }) => same(label, title) || contains(note, title)))
    .map((title) => ({
      part: 'map',
      path: '',
      message: `the lesson "${title}" is missing: give it a node, with its title word for word as the note`,
    }))

const assessment = section({
  key: 'assessment',
  title: 'Assessment',
  instructions:
    'The test at the end of the course, over all its lessons: questions that ask for understanding and use, not for the wording ' +
    'of a lesson. Each names the objective it tests, and every objective is tested.',
  isHeavy: true,
  dependsOn: [{ section: 'lessons', required: true }],
  parts: { questions: questions({ min: 8, max: mostObjectives, sorts: ['single', 'multiple'] }) },
  check: ({ parts, facts }) => checkAssessment(parts.questions, facts),
})

const brainBytes = section({
  key: 'brainBytes',
  title: 'Brain bytes',
  instructions:
    'Three short scripts to be spoken, of three minutes each, on ideas of the course that are worth remembering. Each begins with a hook ' +
    'and ends with one question that makes the listener recall what was said. scripts, hooks and recall go by the same titles.',
  isHeavy: true,
  dependsOn: [{ section: 'lessons', required: true }],
  priority: 1,
  parts: {
    scripts: entries({
      label: 'title of the script',
      body: 'script, from its hook to its question',
      min: 3,
      max: 3,
      minWords: 300,
      maxWords: 450,
    }),
    hooks: entries({ label: 'title of the script', body: 'its first sentence or two', min: 3, max: 3, maxWords: 60 }),
    recall: entries({
      heading: 'Recall questions',
      label: 'title of the script',
      body: 'one question, and its answer',
      min: 3,
      max: 3,
      maxWords: 80,
    }),
  },
  check: ({ parts }) => checkScripts(parts),
})

const mindMap = section({
  key: 'mindMap',
  title: 'Mind map',
  instructions:
    'A map of the course: its subject in the middle, its ideas around it, and each lesson where it belongs. A node that stands for a ' +
    "lesson has the lesson's title, word for word, as its note.",
  tier: 'simple',
  dependsOn: [{ section: 'lessons', required: true }],
  parts: { map: tree({ heading: 'Mind map' }) },
  check: ({ parts, facts }) => checkMap(parts.map, facts),
})

const summary = section({
  key: 'summary',
  title: 'Summary',
  instructions: 'What a learner takes away from the course, in a page: the path, the ideas, and what to do next.',
  tier: 'simple',
  dependsOn: [{ section: 'lessons', required: true }],
  parts: { summary: prose({ minWords: 80, maxWords: 400 }) },
})

/** Written into fields of the course itself; see `metadataOf`. */
const metadata = section({
  key: 'metadata',
  title: 'Metadata',
  instructions:
    'How the course is found in a catalogue: a title that says what it is, a description of three or four sentences for people who ' +
    'decide whether to take it, what they would search for, and where it belongs.',
  tier: 'simple',
  place: 'parent',
  dependsOn: [{ section: 'lessons', required: true }],
  parts: {
    title: prose({ maxChars: 120 }),
    description: prose({ minChars: 80, maxChars: 1500 }),
    keywords: entries({
      label: 'keyword, at most three words',
      body: 'who would search for it',
      min: 3,
      max: 12,
      maxWords: 30,
    }),
    categories: entries({ label: 'category', body: 'why the course belongs there', min: 1, max: 4, maxWords: 30 }),
  },
})

/** A course: lessons, and from them a test, short scripts, a mind map, a summary, and how it is found. */
export const courseFormat: Format = format({
  key: 'course',
  label: 'Course',
  of: 'course',
  plan: { section: coursePlan, check: ({ parts, facts }) => checkCoursePlan(parts.lessons as readonly Entry[], facts) },
  sections: [assessment, brainBytes, mindMap, summary, metadata],
})

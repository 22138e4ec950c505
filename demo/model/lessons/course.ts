import type { TreeNode } from '../../../src/generators/content/part.js'
import { techniquesFrom } from '../techniques/technique.js'
import { countWords, firstWords } from '../wording.js'
import type { Facts } from './facts.js'
import type { AskedPart, PlanTask, SectionTask } from './messages.js'
import { type WrittenEntry, writeAnyPart } from './parts.js'
import { isFair, techniqueQuestion } from './questionDrafts.js'
import { type WrittenQuestion, writeQuestionsOf } from './quiz.js'

/** Parts of the plan of a course that have to be just so; `undefined` for any other. */
export function writeCoursePlanPart(part: AskedPart, facts: Facts, task: PlanTask): unknown {
  return lessonsPart(part, facts, task)
}

/** As many lessons as are asked for, in a part of that name. */
function lessonsPart(part: AskedPart, facts: Facts, asked: AskedLessons): WrittenEntry[] | undefined {
  return part.name === 'lessons' && asked.lessons !== undefined
    ? plannedLessons(facts, asked, asked.lessons)
    : undefined
}

type AskedLessons = Pick<PlanTask, 'objectives' | 'lessons'>

/** What each lesson of a course does with its subject. */
const steps = [
  ['First look at', 'What it is about, and why it matters, with a first example.'],
  ['Terms of', 'The words that are needed to speak of it, each with an example.'],
  ['How to go about', 'One way to work, step by step, on a simple case.'],
  ['Cases of', 'Cases side by side: what they have in common, and where they differ.'],
  ['Slips in', 'What goes wrong most often, how to notice it, and how to mend it.'],
  ['Practice of', 'Tasks of growing difficulty, with what to look at before deciding.'],
  ['Harder', 'Cases in which the usual way does not do, and what to do instead.'],
  ['Looking back on', 'What was learnt, in what order to repeat it, and where to go on.'],
] as const

/** As many as asked for; objectives are shared out, so that each is served by one. */
function plannedLessons({ topic }: Facts, { objectives }: AskedLessons, count: number): WrittenEntry[] {
  return Array.from({ length: count }, (_, index) => {
    const [verb, body] = steps[index % steps.length] ?? steps[0]
    const round = Math.floor(index / steps.length)
    const own = objectives.filter((_objective, at) => at % count === index)
    return {
      group: own.length > 0 ? own.join('; ') : topic,
      label: `${verb} ${topic}${round > 0 ? `, part ${round + 1}` : ''}`,
      body,
    }
  })
}

/** Parts of sections of a course that have to be just so; `undefined` for any other. */
export function writeCourseSectionPart(part: AskedPart, facts: Facts, task: SectionTask): unknown {
  const { course, request } = task
  // The plan of a course that is written anew.
  if (!course) return request && lessonsPart(part, facts, request)
  if (part.sort === 'questions') return testOf(part, facts, course.objectives)
  if (part.sort === 'tree') return mapOf(part, facts, course.lessons)
  // Of a list that is written in several calls each goes on where the one before ended.
  const before = (task.call?.first ?? 1) - 1
  if (part.sort === 'entries' && before > 0) {
    const most = before + (part.max ?? 6)
    return (writeAnyPart({ ...part, min: most, max: most }, facts) as WrittenEntry[]).slice(before)
  }
  if (part.sort === 'prose' && part.name === 'title') return firstWords(`${facts.topic}: a course in steps`, 14)
  return undefined
}

/** Each question names an objective, and each objective has one. */
function testOf(part: AskedPart, facts: Facts, objectives: readonly string[]): WrittenQuestion[] {
  const min = Math.max(part.min ?? 8, objectives.length)
  const seen = new Set<string>()
  // On how to work with the subject, asked in one way after the other.
  const drafts = [0, 1, 2, 3]
    .flatMap((round) => techniquesFrom(facts.turn).map((one) => techniqueQuestion(one, { ...facts, round })))
    .filter((draft) => isFair(draft) && !seen.has(draft.stem) && seen.add(draft.stem))
  const asked = { ...part, min, max: min, sorts: ['single' as const] }
  const questions = writeQuestionsOf(asked, facts, { drafts: drafts.slice(0, min), ownTo: min })
  return questions.map((question, index) => ({
    ...question,
    objective: objectives[index % Math.max(1, objectives.length)] ?? null,
  }))
}

/** Children of a branch, fewer than any limit. */
const MOST_CHILDREN = 6

/** The lessons below the subject, in branches where there are many, each with its title as its note. */
function mapOf(part: AskedPart, { topic }: Facts, lessons: readonly string[]): unknown[] {
  const { maxWords = 6 } = part
  const shortened = (text: string) => {
    const short = firstWords(text, maxWords)
    return countWords(short) > maxWords ? 'Lesson' : short
  }
  const root = { key: 'course', parent: null, label: shortened(topic), note: null }
  const branches = Array.from({ length: Math.ceil(lessons.length / MOST_CHILDREN) }, (_, index) => index)
  const leaf = (title: string, index: number, parent: string): WrittenNode => ({
    key: `lesson-${letters(index)}`,
    parent,
    label: `${letters(index).toUpperCase()} ${firstWords(title, maxWords - 1)}`,
    note: title,
  })
  if (branches.length <= 1) return [root, ...lessons.map((title, index) => leaf(title, index, root.key))]
  return [
    root,
    ...branches.map((index) => ({
      key: `stage-${letters(index)}`,
      parent: root.key,
      label: `Stage ${letters(index).toUpperCase()}`,
      note: null,
    })),
    ...lessons.map((title, index) => leaf(title, index, `stage-${letters(Math.floor(index / MOST_CHILDREN))}`)),
  ]
}

type WrittenNode = Omit<TreeNode, 'parent' | 'note'> & { parent: string | null; note: string | null }

/** `a`, `b`, …, `aa`: keys of nodes have no numbers. */
function letters(index: number): string {
  const rest = Math.floor(index / 26) - 1
  return `${rest >= 0 ? letters(rest) : ''}${String.fromCharCode(97 + (index % 26))}`
}

import { judgeBySchema, judgeItems } from '../../model/answer/judge.js'
import type { AnswerProblem, Verdict } from '../../model/Model.js'
import { isRecord } from '../../text.js'
import { flagCodes, judgeSection, writable } from '../content/judge.js'
import type { PartFacts, Parts } from '../content/part.js'
import { languageFinding } from '../language/languageFinding.js'
import { questionsAsked, repeatedQuestion } from './askedQuestions.js'
import { introductionOf, repeats } from './differences.js'
import { factsOf, type Lesson, type LessonBasis, type LessonItem, lessonTitle } from './lesson.js'

interface JudgeLessons {
  /** JSON of any shape. */
  answer: unknown
  /** The items that are wanted. */
  items: readonly LessonItem[]
  basis: LessonBasis
  /** Lessons of the same request that were accepted before, by key. */
  accepted?: ReadonlyMap<string, Lesson>
}

/** Most that is said of one lesson; one with more is written anew in any case. */
const maxProblems = 4

/**
 * Matches lessons to items by key, accepts the good ones and says of every other item what is wrong with it. A lesson that
 * repeats an existing one, or one of the answer that comes before it by key, is not good.
 */
export const judgeLessons = ({ answer, items, basis, accepted = new Map() }: JudgeLessons): Verdict => {
  const byKey = new Map(items.map((item) => [item.key, item]))
  const judged = judgeItems({
    answer,
    keys: [...byKey.keys()],
    noun: 'lesson',
    judgeItem: (entry, key) => {
      const item = byKey.get(key)
      if (!item) throw new Error(`The lesson ${key} was not requested.`)
      return judgeLesson(entry, item, basis)
    },
  })
  const { parts } = basis.section
  const toldOf = (key: string | undefined, { title, parts: written }: Lesson) => ({
    ...{ key, title },
    introduction: introductionOf(parts, written),
  })
  const good = new Map<string, Lesson>()
  const problems: AnswerProblem[] = [...judged.problems]
  const others = [...basis.existing, ...[...accepted].map(([key, lesson]) => toldOf(key, lesson))]
  for (const [key, lesson] of judged.good as ReadonlyMap<string, Lesson>) {
    const before = [...good].map(([of, one]) => toldOf(of, one))
    const asked = [...accepted, ...good].map(([of, one]) => ({
      where: `${of}, "${one.title}"`,
      asked: questionsAsked(parts, one.parts),
    }))
    const problem =
      repeats(toldOf(key, lesson), [...others, ...before]) ??
      repeatedQuestion(questionsAsked(parts, lesson.parts), asked)
    if (problem) problems.push({ key, problem })
    else good.set(key, lesson)
  }
  return { good, problems }
}

/** A lesson as it was kept or answered, checked against the facts as they are now, with the codes of what is worth a look. */
export const judgeLesson = (
  entry: unknown,
  item: Pick<LessonItem, 'positions' | 'objective'>,
  basis: LessonBasis,
): { good: Lesson; flags: readonly string[] } | { problem: string } => {
  const facts = factsOf(basis, item)
  const given = isRecord(entry) ? entry : {}
  const title = judgeBySchema(lessonTitle, given.title)
  const { parts } = writable(basis.section, facts)
  const { good, problems, flags } = judgeSection({ answer: entry, section: { ...basis.section, parts }, facts })
  const said = [
    ...('problem' in title ? [`title: ${title.problem}`] : []),
    ...problems.map(({ problem }) => problem),
    ...(problems.length === 0 ? languageProblems(parts, Object.fromEntries(good), facts) : []),
  ]
  if (said.length > 0 || 'problem' in title) return { problem: said.slice(0, maxProblems).join('; ') }
  return { good: { title: title.good, parts: Object.fromEntries(good) }, flags: flagCodes(flags) }
}

/** That the prose is in another language than the one asked for. Lists may hold the language that is taught. */
export const languageProblems = (
  parts: Parts,
  written: Readonly<Record<string, unknown>>,
  { language }: PartFacts,
): string[] => {
  if (language === undefined) return []
  const prose = Object.entries(parts).flatMap(([name, { sort }]) => {
    const value = written[name]
    return sort === 'prose' && typeof value === 'string' ? [value] : []
  })
  const finding = languageFinding(prose.join('\n\n'), language)
  return finding ? [finding.message] : []
}

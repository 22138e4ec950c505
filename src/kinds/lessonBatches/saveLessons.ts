import type { PayloadRequest } from 'payload'
import { lockNamed, locks } from '../../database/locks.js'
import { transactionOf } from '../../database/transactions.js'
import { lockDocuments } from '../../drafts/documentLocks.js'
import { type Draft, writeDrafts } from '../../drafts/writeDrafts.js'
import { writable } from '../../generators/content/judge.js'
import { questionsAsked } from '../../generators/lessons/askedQuestions.js'
import { judgeLesson } from '../../generators/lessons/check.js'
import { introductionOf, repeats } from '../../generators/lessons/differences.js'
import { factsOf, type Lesson, type LessonBasis } from '../../generators/lessons/lesson.js'
import { lessonPromptVersion } from '../../generators/lessons/prompt.js'
import { storedParts } from '../../generators/lessons/storedParts.js'
import type { Settings } from '../../options/Settings.js'
import type { ItemProblem, MadeDraft, RunDoc, Saved } from '../../runs/kind/RunKind.js'
import type { Step } from '../../runs/vocabulary.js'
import { isRecord } from '../../text.js'
import { type Repeats, repeatedQuestions, repeatFlag } from '../quizzes.js'
import { sourcesOf } from '../sources/loadSources.js'
import { itemOf, lessonBasis } from './basis.js'
import { addToCourse } from './course.js'
import { clearPending } from './pending.js'
import type { LessonsOfRun, PlannedLesson } from './plannedLesson.js'

interface SaveLessons extends LessonsOfRun {
  req: PayloadRequest
  run: RunDoc
  step: Step
  planned: readonly PlannedLesson[]
  /** What the model was shown. */
  sources: LessonBasis['sources']
  made: readonly MadeDraft[]
  repeats: Repeats
}

/**
 * Creates lessons as drafts. Each is held once more against what stands in the database now: its positions, its kit, and the
 * lessons that other batches of the run have made since it was asked for.
 */
export const saveLessons = async (settings: Settings, save: SaveLessons): Promise<Saved> => {
  const { req, run, step, input, format, sources, made, repeats } = save
  if (made.length === 0) return {}
  await lockFor(settings, req, save)
  const planned = save.planned.filter(({ key }) => made.some((draft) => draft.key === key))
  const basis = await lessonBasis(settings, req, { run, input, format, items: planned, sources })
  const refused: ItemProblem[] = []
  const good: { made: MadeDraft; lesson: Lesson; flags: readonly string[]; item: PlannedLesson }[] = []
  for (const item of planned) {
    const draft = made.find(({ key }) => key === item.key)
    if (!draft) continue
    const judged = checked(draft.draft, item, basis)
    if ('problem' in judged) refused.push({ key: item.key, problem: judged.problem })
    else good.push({ made: draft, lesson: judged.good, flags: judged.flags, item })
  }
  const { parts } = basis.section
  const items = good.map(({ item: { key }, lesson }) => ({ key, asked: questionsAsked(parts, lesson.parts) }))
  const repeated = await repeatedQuestions(settings, req, { collection: 'lessons', run: run.id, items })
  for (const problem of repeated) {
    const one = good.find(({ item }) => item.key === problem.key)
    if (!one) continue
    if (repeats.settled.has(problem.key)) one.flags = [...one.flags, repeatFlag]
    else {
      repeats.refused.set(problem.key, one.made)
      refused.push(problem)
    }
  }
  if (refused.length > 0) return { refused }
  const drafts = good.map((one) => draftOf({ ...one, draft: one.made, input, format, basis }))
  const ids = await writeDrafts({
    ...{ settings, req, run, step, drafts },
    collection: settings.slugs.lessons,
    promptVersion: lessonPromptVersion,
  })
  if (run.target) {
    const lessons = good.flatMap(({ item }, index) => {
      const id = ids[index]
      return id === undefined ? [] : [{ id, key: item.key }]
    })
    await addToCourse(settings, req, { course: run.target.value, run: run.id, lessons })
  }
  await clearPending(
    settings,
    req,
    input.curriculum,
    good.flatMap(({ item }) => item.objective ?? []),
  )
  return {}
}

/**
 * Locks what lessons are written into or checked against, until they are committed: the course, the curriculum, the
 * positions; and lets one batch of a run save at a time, so that each sees the lessons of those before it.
 */
const lockFor = async (
  { slugs }: Settings,
  req: PayloadRequest,
  { run, input, planned }: Pick<SaveLessons, 'run' | 'input' | 'planned'>,
): Promise<void> => {
  await lockRunLessons(req, run)
  if (run.target) await lockDocuments(req, { collection: slugs.courses, ids: [run.target.value] })
  if (input.curriculum != null) await lockDocuments(req, { collection: slugs.curricula, ids: [input.curriculum] })
  const positions = planned.flatMap((item) => item.positions.map(({ position }) => position))
  await lockDocuments(req, { collection: slugs.positions, ids: [...new Set(positions)] })
}

const checked = (draft: unknown, planned: PlannedLesson, basis: LessonBasis) => {
  const { title, parts } = isRecord(draft) ? draft : {}
  const entry = { title, ...(isRecord(parts) ? parts : {}) }
  const judged = judgeLesson(entry, itemOf(planned, basis.positions), basis)
  if ('problem' in judged) return judged
  const introduction = introductionOf(basis.section.parts, judged.good.parts)
  const problem = repeats({ title: judged.good.title, introduction }, basis.existing)
  return problem ? { problem } : judged
}

interface DraftOf extends LessonsOfRun {
  draft: MadeDraft
  lesson: Lesson
  flags: readonly string[]
  item: PlannedLesson
  basis: LessonBasis
}

const draftOf = ({ draft, lesson, flags, item, input, format, basis }: DraftOf): Draft => {
  const facts = factsOf(basis, itemOf(item, basis.positions))
  const { parts } = writable(basis.section, facts)
  const { subject, topic, objective } = item
  return {
    made: draft,
    written: { title: lesson.title },
    content: storedParts({
      ...{ parts, facts, written: lesson.parts, citable: basis.citable },
      seed: `${input.seed ?? 0}:${item.key}`,
    }),
    data: {
      ...{ subject, topic, objective, flags },
      ...{ format: format.key, language: basis.language, game: input.game ?? undefined },
      ...sourcesOf(input),
    },
    source: sourceOfLesson({ item, basis, format }),
  }
}

/** Everything that a lesson is written from. */
export const sourceOfLesson = ({ item, basis, format }: Pick<DraftOf, 'item' | 'basis' | 'format'>) => {
  const { subject, topic, objective, focus, positions } = item
  return {
    ...basis.sources,
    ...{ format: format.key, request: { subject, topic, objective, focus } },
    positions: basis.positions.filter(({ key }) => positions.some((own) => own.key === key)).map(withoutKey),
  }
}

const withoutKey = ({ key: _, ...position }: LessonBasis['positions'][number]) => position

/** Lets one step of a run save at a time, so that each is held against what those before it have made. */
export const lockRunLessons = async (req: PayloadRequest, { id }: Pick<RunDoc, 'id'>): Promise<void> => {
  await lockNamed(await transactionOf(req), locks.lessonsOf(id))
}

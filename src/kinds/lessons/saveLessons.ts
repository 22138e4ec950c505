import { sql } from '@payloadcms/db-postgres/drizzle'
import type { PayloadRequest } from 'payload'
import { transactionOf } from '../../database/transactions.js'
import { type Draft, lockDocuments, writeDrafts } from '../../drafts/writeDrafts.js'
import { blockOf } from '../../generators/content/blocks.js'
import type { Format } from '../../generators/content/format.js'
import { writable } from '../../generators/content/judge.js'
import type { PartValues } from '../../generators/content/part.js'
import { judgeLesson } from '../../generators/lessons/check.js'
import { introductionOf, repeats } from '../../generators/lessons/differences.js'
import type { LessonsInput } from '../../generators/lessons/input.js'
import { factsOf, type Lesson, type LessonBasis } from '../../generators/lessons/lesson.js'
import { lessonPromptVersion } from '../../generators/lessons/prompt.js'
import type { Settings } from '../../options/Settings.js'
import type { ItemProblem, MadeDraft, RunDoc, Saved } from '../../runs/RunKind.js'
import type { Id, Step } from '../../runs/vocabulary.js'
import { isRecord } from '../../text.js'
import { itemOf, lessonBasis } from './basis.js'
import { addToCourse } from './course.js'
import { clearPending } from './pending.js'
import type { PlannedLesson } from './steps.js'

interface SaveLessons {
  req: PayloadRequest
  run: RunDoc
  step: Step
  input: LessonsInput
  format: Format
  planned: readonly PlannedLesson[]
  made: readonly MadeDraft[]
}

/**
 * Creates lessons as drafts. Each is held once more against what stands in the database now: its positions, its kit, and the
 * lessons that other batches of the run have made since it was asked for.
 */
export const saveLessons = async (settings: Settings, save: SaveLessons): Promise<Saved> => {
  const { req, run, step, input, format, made } = save
  if (made.length === 0) return {}
  await lockFor(settings, req, save)
  const planned = save.planned.filter(({ key }) => made.some((draft) => draft.key === key))
  const basis = await lessonBasis(settings, req, { run, input, format, items: planned })
  const refused: ItemProblem[] = []
  const good: { made: MadeDraft; lesson: Lesson; item: PlannedLesson }[] = []
  for (const item of planned) {
    const draft = made.find(({ key }) => key === item.key)
    if (!draft) continue
    const judged = checked(draft.draft, item, basis)
    if ('problem' in judged) refused.push({ key: item.key, problem: judged.problem })
    else good.push({ made: draft, lesson: judged.good, item })
  }
  if (refused.length > 0) return { refused }
  const drafts = good.map(({ made: draft, lesson, item }) => draftOf({ draft, lesson, item, input, format, basis }))
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
  const db = await transactionOf(req)
  await db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`coursewright:lessons:${run.id}`}, 0))`)
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

interface DraftOf {
  draft: MadeDraft
  lesson: Lesson
  item: PlannedLesson
  input: LessonsInput
  format: Format
  basis: LessonBasis
}

const draftOf = ({ draft, lesson, item, input, format, basis }: DraftOf): Draft => {
  const facts = factsOf(basis, itemOf(item, basis.positions))
  const { parts } = writable(basis.section, facts)
  const { subject, topic, objective, focus } = item
  return {
    made: draft,
    written: { title: lesson.title },
    content: Object.entries(parts).flatMap(([name, part]) =>
      name in lesson.parts
        ? [blockOf({ name, part, value: lesson.parts[name] as PartValues[keyof PartValues], facts })]
        : [],
    ),
    data: {
      ...{ subject, topic, objective },
      ...{ format: format.key, language: basis.language, game: input.game ?? undefined },
      ...sourcesOf(input),
    },
    source: {
      ...basis.sources,
      ...{ format: format.key, request: { subject, topic, objective, focus } },
      positions: basis.positions.filter(({ key }) => item.positions.some((own) => own.key === key)).map(withoutKey),
    },
  }
}

const withoutKey = ({ key: _, ...position }: LessonBasis['positions'][number]) => position

/** What a lesson was written for and from, as its fields name it. */
export const sourcesOf = ({ curriculum, profile, kit }: LessonsInput): Record<string, Id | undefined> => ({
  curriculum: curriculum ?? undefined,
  profile: profile ?? undefined,
  kit: kit ?? undefined,
})

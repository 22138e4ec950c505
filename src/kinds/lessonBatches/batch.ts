import type { PayloadRequest } from 'payload'
import { readTogether } from '../../database/transactions.js'
import { readRejections } from '../../drafts/rejections.js'
import { writable } from '../../generators/content/judge.js'
import { judgeLessons } from '../../generators/lessons/check.js'
import { type Lesson, lessonsWireSchema } from '../../generators/lessons/lesson.js'
import { lessonPrompt } from '../../generators/lessons/prompt.js'
import { roomFor } from '../../generators/lessons/size.js'
import { sectionSettings } from '../../options/resolveModel.js'
import type { Settings } from '../../options/Settings.js'
import type { OpenStep, RunDoc } from '../../runs/kind/RunKind.js'
import { readStepResult } from '../../runs/step/stepResult.js'
import type { Step } from '../../runs/vocabulary.js'
import { noRepeats, settleRepeats } from '../quizzes.js'
import { itemOf, lessonBasis } from './basis.js'
import { type LessonsOfRun, lessonBatchSchema, lessonsSection, sectionOf } from './plannedLesson.js'
import { saveLessons, sourceOfLesson } from './saveLessons.js'

interface OpenLessonBatch extends LessonsOfRun {
  req: PayloadRequest
  /** With the course that its lessons are added to as its target, if there is one. */
  run: RunDoc
  step: Step
}

/** Loads what a batch of lessons needs and binds it to the generator's prompt and checks. */
export const openLessonBatch = async (
  settings: Settings,
  { req, run, step, input, format }: OpenLessonBatch,
): Promise<OpenStep> => {
  const { items: planned } = lessonBatchSchema.parse(step.input)
  const [basis, avoid] = await readTogether(req, [
    () => lessonBasis(settings, req, { run, input, format, items: planned }),
    () => readRejections(settings, req, { name: 'lessons', format: format.key, curriculum: input.curriculum }),
  ])
  const items = planned.map((item) => itemOf(item, basis.positions))
  const itemsOf = (keys: readonly string[]) => items.filter(({ key }) => keys.includes(key))
  // Lessons of this batch are not told apart from themselves once they are saved.
  const { drafts } = readStepResult(step.result)
  const accepted = new Map(Object.entries(drafts).map(([key, { draft }]) => [key, draft as Lesson]))
  const shown = {
    ...basis,
    section: writable(basis.section, { positions: new Map(basis.positions.map((one) => [one.key, one])) }),
  }
  const repeats = noRepeats()
  const room = roomFor(shown.section)
  return {
    keys: items.map(({ key }) => key),
    impossible: [],
    ask: (keys, problems) => ({
      messages: lessonPrompt({ basis: shown, items: itemsOf(keys), problems, avoid }),
      schemaName: 'create_lesson_batch',
      wireSchema: lessonsWireSchema(shown.section),
      ...sectionSettings(settings.model, sectionOf(format, lessonsSection)),
      urgency: input.urgency,
      maxOutputTokens: room * keys.length,
      split: { maxOutputTokens: room },
      ledger: { feature: `${run.kind}/${format.key}`, subject: items[0]?.subject ?? items[0]?.topic },
    }),
    judge: (answer, keys) => {
      const verdict = judgeLessons({ answer, items: itemsOf(keys), basis, accepted })
      for (const [key, lesson] of verdict.good) accepted.set(key, lesson as Lesson)
      return verdict
    },
    sourceOf: (key) => {
      const item = planned.find((one) => one.key === key)
      return item && sourceOfLesson({ item, basis, format })
    },
    instead: async (missing) => settleRepeats(repeats, missing),
    save: async (saveReq, made) => {
      const { sources } = basis
      const given = { req: saveReq, run, step, input, format, planned, sources, made, repeats }
      const saved = await saveLessons(settings, given)
      // What comes in place of a refused lesson may well be like it.
      for (const { key } of saved.refused ?? []) accepted.delete(key)
      return saved
    },
  }
}

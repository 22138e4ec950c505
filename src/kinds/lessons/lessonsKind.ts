import type { Settings } from '../../options/Settings.js'
import { approvePlans } from '../../plans/readPlan.js'
import type { RunKind } from '../../runs/kind/RunKind.js'
import { UnknownKind } from '../../runs/step/StepContext.js'
import { formatsOf, toldFormats } from '../asked.js'
import { openLessonBatch } from '../lessonBatches/batch.js'
import { finishLessons } from '../quizzes.js'
import { kitStepInput, kitStepKind, openKitSummary } from '../sources/kitSummary.js'
import { admitLessons, prepareLessons } from './admit.js'
import { openDraw } from './draw.js'
import { lessonsForm } from './form.js'
import { lessonsOfRun } from './input.js'
import { openLessonSection } from './lessonSection.js'
import { pendingLessons } from './pending.js'
import { lessonSections } from './sections.js'
import { openStagedLesson } from './stagedLesson.js'
import { drawKey, keysOfLessons, namedLessonSteps, nextLessonSteps, stepKinds } from './steps.js'

/** Runs of kind `lessons`: several short ones in one call, or staged ones section by section from a plan. */
export const lessonsKind = (settings: Settings): RunKind => {
  const { slugs, lessons, games } = settings
  return {
    kind: 'lessons',
    roles: ['teacher', 'editor', 'admin'],
    targets: [slugs.courses],
    sections: lessonSections(settings),
    words: {
      label: 'Lessons',
      item: { one: 'lesson', other: 'lessons' },
      items: { section: { one: 'section', other: 'sections' } },
      status: { planning: 'Planning', running: 'Writing' },
      step: { [stepKinds.batch]: 'batch', [stepKinds.section]: 'section', [kitStepKind]: 'kit summary' },
      facts: { lessons: 'Lessons', positionsLoaded: 'Positions drawn', keys: 'Right choices' },
      drafts: [
        { collection: slugs.lessons, titleField: 'title' },
        { collection: slugs.sections, titleField: 'title', label: 'Sections' },
      ],
      inputs: [
        { name: 'format' },
        { name: 'requests' },
        { name: 'count' },
        { name: 'batchSize', label: 'Lessons per call' },
        { name: 'curriculum', document: { collection: slugs.curricula, titleField: 'subject' } },
        { name: 'profile', document: { collection: slugs.profiles, titleField: 'name' } },
        { name: 'kit', document: { collection: slugs.kits, titleField: 'title' } },
        { name: 'game' },
        { name: 'phases' },
        { name: 'positions' },
        { name: 'planFirst' },
        { name: 'fallbackPlan', document: { collection: slugs.plans, titleField: 'objective' } },
        { name: 'addTo', label: 'Added to course', document: { collection: slugs.courses, titleField: 'title' } },
      ],
    },
    form: (words) => lessonsForm(settings, words),
    limits: () => ({
      ...lessons,
      formats: toldFormats(formatsOf(settings, 'lesson')),
      games: games.map(({ slug, label, phases }) => ({ slug, label, phases })),
    }),
    admit: (args) => admitLessons(settings, args),
    prepare: async ({ admission }) =>
      prepareLessons(settings, admission, lessonsOfRun(settings, admission.input).format),
    next: async (args) => nextLessonSteps(settings, args),
    keysOf: (of) => keysOfLessons(settings, of),
    namedSteps: (run) => namedLessonSteps(settings, run),
    open: async (args) => {
      const { step } = args
      if (step.kind === stepKinds.plan) {
        return step.key === drawKey ? openDraw(settings, args) : openStagedLesson(settings, args)
      }
      if (step.kind === kitStepKind) {
        const { kit } = kitStepInput.parse(step.input)
        const { input } = lessonsOfRun(settings, args.run.input)
        return openKitSummary(settings, { req: args.req, step, kit, kind: 'lessons', urgency: input.urgency })
      }
      if (step.kind === stepKinds.batch) {
        return openLessonBatch(settings, { ...args, ...lessonsOfRun(settings, args.run.input) })
      }
      if (step.kind === stepKinds.section) return openLessonSection(settings, args)
      throw new UnknownKind('step', step.id, step.kind)
    },
    finish: (args) => finishLessons(settings, args),
    pending: ({ req, ...args }) => pendingLessons(settings, req, args),
    resume: ({ req, run }) => approvePlans(settings, { req, run }),
  }
}

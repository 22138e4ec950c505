import { mostObjectives, mostPlanned, usualLessons } from '../../generators/courses/limits.js'
import type { Section, Settings } from '../../options/Settings.js'
import { plansSection } from '../../plans/lookUpPlan.js'
import { approvePlans } from '../../plans/readPlan.js'
import type { RunKind } from '../../runs/kind/RunKind.js'
import { UnknownKind } from '../../runs/step/StepContext.js'
import { formatsOf, toldFormats } from '../asked.js'
import { drillsSection } from '../drillBatches/batch.js'
import { lessonsSection } from '../lessonBatches/plannedLesson.js'
import { finishLessons } from '../quizzes.js'
import { kitSection, kitStepInput, kitStepKind, openKitSummary } from '../sources/kitSummary.js'
import { stagedSection } from '../staged/stagedSection.js'
import { admitCourse, prepareCourse } from './admit.js'
import { signCourse } from './createCourse.js'
import { coursesForm, formAsBegun } from './form.js'
import { courseOfRun } from './input.js'
import { openOutline } from './outline.js'
import { openCourseDrills, openCourseLessons } from './parts.js'
import { openCoursePlan } from './plan.js'
import { openCourseSection } from './section.js'
import { keysOfCourse, namedCourseSteps, nextCourseSteps, outlineKey, stepKinds } from './steps.js'
import { courseToCome } from './toCome.js'

/** Runs of kind `course`: a whole course from one plan, or what a course lacks. */
export const coursesKind = (settings: Settings): RunKind => {
  const { slugs, games } = settings
  return {
    kind: 'course',
    roles: ['teacher', 'editor', 'admin'],
    targets: [slugs.courses],
    sections: sectionsOfKind(settings),
    words: {
      label: 'Course',
      item: { one: 'part', other: 'parts' },
      status: { planning: 'Planning', running: 'Writing' },
      step: {
        [stepKinds.lessons]: 'lessons',
        [stepKinds.drills]: 'drills',
        [stepKinds.section]: 'section',
        [kitStepKind]: 'kit summary',
      },
      facts: {
        lessons: 'Lessons',
        sections: 'Sections',
        positionsLoaded: 'Positions drawn',
        keys: 'Right choices',
      },
      drafts: [
        { collection: slugs.courses, titleField: 'title', label: 'Course' },
        { collection: slugs.lessons, titleField: 'title', label: 'Lessons' },
        { collection: slugs.sections, titleField: 'title', label: 'Sections' },
        { collection: slugs.drills, titleField: 'prompt', label: 'Drills' },
      ],
      inputs: [
        { name: 'topic' },
        { name: 'format' },
        { name: 'lessons', label: 'Lessons' },
        { name: 'drillsPerLesson', label: 'Drills for each lesson' },
        { name: 'sections', label: 'Sections' },
        { name: 'mode', label: 'Mode' },
        { name: 'curriculum', document: { collection: slugs.curricula, titleField: 'subject' } },
        { name: 'objectives' },
        { name: 'profile', document: { collection: slugs.profiles, titleField: 'name' } },
        { name: 'kit', document: { collection: slugs.kits, titleField: 'title' } },
        { name: 'game' },
        { name: 'planFirst' },
        { name: 'fallbackPlan', document: { collection: slugs.plans, titleField: 'objective' } },
        { name: 'course', label: 'Goes on with', document: { collection: slugs.courses, titleField: 'title' } },
      ],
    },
    form: (words) => coursesForm(settings, words),
    begun: (args) => formAsBegun(settings, args),
    limits: () => ({
      lessons: usualLessons,
      maxLessons: mostPlanned,
      maxObjectives: mostObjectives,
      formats: toldFormats(formatsOf(settings, 'course')),
      games: games.map(({ slug, label }) => ({ slug, label })),
    }),
    admit: (args) => admitCourse(settings, args),
    prepare: (args) => prepareCourse(settings, args),
    requested: ({ req, run }) => signCourse(settings, req, run),
    next: (args) => nextCourseSteps(settings, args),
    keysOf: (of) => keysOfCourse(settings, of),
    namedSteps: (run) => namedCourseSteps(settings, run),
    open: async (args) => {
      const { req, run, step } = args
      if (step.kind === stepKinds.plan) {
        return step.key === outlineKey ? openOutline(settings, args) : openCoursePlan(settings, args)
      }
      if (step.kind === kitStepKind) {
        const { kit } = kitStepInput.parse(step.input)
        const { input } = courseOfRun(settings, run.input)
        return openKitSummary(settings, { req, step, kit, kind: run.kind, urgency: input.urgency })
      }
      if (step.kind === stepKinds.lessons) return openCourseLessons(settings, args)
      if (step.kind === stepKinds.drills) return openCourseDrills(settings, args)
      if (step.kind === stepKinds.section) return openCourseSection(settings, args)
      throw new UnknownKind('step', step.id, step.kind)
    },
    finish: (args) => finishLessons(settings, args),
    resume: ({ req, run }) => approvePlans(settings, { req, run }),
    toCome: (args) => courseToCome(settings, args),
  }
}

/**
 * What `model.sections` may name of courses: lessons and drills by the names that they have everywhere, and each section.
 */
const sectionsOfKind = (settings: Settings): Section[] => [
  lessonsSection,
  drillsSection,
  kitSection,
  plansSection,
  ...formatsOf(settings, 'course').flatMap((format) =>
    format.sections.map((section) => stagedSection(format, section)),
  ),
]

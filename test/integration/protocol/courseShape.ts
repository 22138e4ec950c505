import type { PayloadRequest } from 'payload'
import { format, prose, section } from '../../../src/index.js'
import { keysOfCourse, nextCourseSteps, outlineKey, stepKinds } from '../../../src/kinds/courses/steps.js'
import type { CourseWork } from '../../../src/kinds/courses/work.js'
import type { Settings } from '../../../src/options/Settings.js'
import type { NextSteps, RunDoc } from '../../../src/runs/kind/RunKind.js'
import type { StepOutcome } from '../../../src/runs/sql/reads.js'
import type { Step } from '../../../src/runs/vocabulary.js'
import type { Shape } from './protocolKind.js'

const written = (key: string, dependsOn: Parameters<typeof section>[0]['dependsOn'] = []) =>
  section({ key, title: key, instructions: 'Write.', dependsOn, parts: { [key]: prose() } })

/** Sections that need others, required or not, the lessons, and each other in a row. */
export const protocolFormat = format({
  key: 'protocol',
  label: 'Protocol',
  of: 'course',
  sections: [
    written('first'),
    written('second', [{ section: 'first', required: true }]),
    written('third', ['first', 'second']),
    written('map', [{ section: 'lessons', required: true }]),
    written('last', ['map', { section: 'third', required: true }]),
  ],
})

const lessons = ['l01', 'l02']
const sections = protocolFormat.sections.map(({ key }) => key)

const work: CourseWork = {
  ...{ lessons: lessons.length, drills: [], sections, batchSize: 1 },
  ...{ begins: true, isNew: true, course: 1, plan: null },
}

const keyOf = (name: string) => `course.${name}`

/** A course of two lessons, a call each, whose steps are opened by what opens those of real ones. */
export const courseShape: Shape = {
  isCourse: true,
  missing: 0,
  nodes: [
    { key: outlineKey, letters: [], needs: ['plan'] },
    ...lessons.map((key) => ({ key, letters: ['a'], needs: [outlineKey] })),
    // Lessons have ended, too, when nobody can tell any more which they are.
    ...protocolFormat.sections.map(({ key, dependsOn }) => ({
      ...{ key: keyOf(key), letters: ['a'] },
      needs: dependsOn.map(({ section: need }) => (need === 'lessons' ? outlineKey : keyOf(need))),
      mustHave: dependsOn.flatMap(({ section: need, required }) => {
        if (!required) return []
        return need === 'lessons' ? outlineKey : keyOf(need)
      }),
    })),
  ],
}

const courseRun = (run: RunDoc): RunDoc => ({
  ...run,
  input: { topic: 'Protocol', format: protocolFormat.key, lessons: lessons.length },
  facts: { ...run.facts, work },
})

export const nextOfCourse = (
  settings: Settings,
  args: { req: PayloadRequest; run: RunDoc; steps: readonly StepOutcome[] },
): Promise<NextSteps> => nextCourseSteps(settings, { ...args, run: courseRun(args.run) })

/** What a step of lessons or a section is called by: told from its input alone, as `keysOf` must. */
export const keysOfCourseStep = (step: Pick<Step, 'kind' | 'input'>): readonly string[] =>
  keysOfCourse(undefined as never, { step })

/** What the plan and the outline leave for those that come after them. */
export const outcomeOfPlan = (key: string): unknown =>
  key === outlineKey
    ? { batches: lessons.map((lesson) => [{ key: lesson, topic: lesson }]), drills: [] }
    : { course: 1, plan: null }

export const isPlanning = ({ kind }: Pick<Step, 'kind'>): boolean => kind === stepKinds.plan

import type { BasePayload, TypedUser } from 'payload'
import { z } from 'zod'
import { id } from '../../database/stored.js'
import { mostDrillsPerLesson, mostPlanned, usualLessons } from '../../generators/courses/limits.js'
import { lessonLimits } from '../../generators/lessons/lesson.js'
import type { Settings } from '../../options/Settings.js'
import type { KindForm } from '../../runs/kind/kindForm.js'
import type { Id } from '../../runs/vocabulary.js'
import type { Words } from '../../words/words.js'
import { formatsOf } from '../asked.js'
import { formatFields, formFields } from '../form.js'

/** What a course is asked for with. */
export const coursesForm = (settings: Settings, words: Words): KindForm => {
  const formats = formatsOf(settings, 'course')
  const fields = { ...formFields(settings, words), ...formatFields(formats, words) }
  return {
    button: words('courses:button'),
    intro: words('courses:intro'),
    adding: { name: 'course', button: words('courses:addButton'), intro: words('courses:addIntro') },
    ways: {
      fill: {
        button: words('courses:fillButton'),
        intro: words('courses:fillIntro'),
        input: { mode: 'fillMissing' },
        fields: ['drillsPerLesson'],
      },
    },
    needs: { oneOf: ['topic', 'curriculum', 'course'], message: words('courses:needs') },
    fields: [
      {
        sort: 'text',
        name: 'topic',
        id: 'topic',
        label: words('courses:topic'),
        hint: words('courses:topicHint'),
        maxLength: lessonLimits.topic,
      },
      fields.curriculum,
      { ...fields.objectives, label: words('courses:objectives'), hint: words('courses:objectivesHint') },
      { ...fields.format, label: words('courses:format'), isOfDocument: true },
      {
        sort: 'number',
        name: 'lessons',
        id: 'course-lessons',
        label: words('courses:lessons'),
        min: 1,
        max: mostPlanned,
        default: usualLessons,
        isHalf: true,
      },
      {
        sort: 'number',
        name: 'drillsPerLesson',
        id: 'course-drills',
        label: words('courses:drills'),
        hint: words('courses:drillsHint'),
        min: 0,
        max: mostDrillsPerLesson,
        default: 0,
        isHalf: true,
      },
      { ...fields.game, hint: words('courses:gameHint'), empty: words('lessons:noGame') },
      fields.profile,
      { ...fields.kit, hint: words('courses:kitHint') },
      fields.planFirst,
    ],
  }
}

const begunCourse = z.object({ provenance: z.object({ run: id.nullish() }).nullish() })
const begunRun = z.object({ input: z.object({ drillsPerLesson: z.number() }) })

interface CourseOnPage {
  payload: BasePayload
  user: TypedUser
  document: Id
}

/** Of what is asked for to fill a course: as many drills as its other lessons have. */
export const formAsBegun = async (
  { slugs }: Settings,
  { payload, user, document }: CourseOnPage,
): Promise<Record<string, string>> => {
  const asReader = { depth: 0, disableErrors: true, overrideAccess: false, user } as const
  const course = await payload.findByID({
    ...{ collection: slugs.courses, id: document, draft: true, select: { provenance: true }, ...asReader },
  })
  const run = begunCourse.safeParse(course).data?.provenance?.run
  if (run == null) return {}
  const found = await payload.findByID({
    ...{ collection: slugs.generationRuns, id: run, select: { input: true }, ...asReader },
  })
  const begun = begunRun.safeParse(found).data
  return begun ? { drillsPerLesson: String(begun.input.drillsPerLesson) } : {}
}

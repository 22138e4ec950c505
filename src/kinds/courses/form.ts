import type { BasePayload, TypedUser } from 'payload'
import { z } from 'zod'
import { mostDrillsPerLesson, mostPlanned, usualLessons } from '../../generators/courses/input.js'
import { lessonLimits } from '../../generators/lessons/lesson.js'
import type { Settings } from '../../options/Settings.js'
import type { KindForm } from '../../runs/kindForm.js'
import type { Id } from '../../runs/vocabulary.js'
import type { Words } from '../../words/words.js'
import { id } from '../stored.js'
import { courseFormats } from './input.js'

/** What a course is asked for with. */
export const coursesForm = (settings: Settings, words: Words): KindForm => {
  const { slugs, games } = settings
  const formats = courseFormats(settings)
  const planned = formats.filter(({ plan }) => plan !== undefined).map(({ key }) => key)
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
      {
        sort: 'document',
        name: 'curriculum',
        label: words('generate:curriculum'),
        collection: slugs.curricula,
        titleField: 'subject',
        empty: words('generate:noCurriculum'),
        failed: words('generate:curriculaFailed'),
        // A curriculum says what the course is about.
        isRemembered: false,
      },
      {
        sort: 'rows',
        name: 'objectives',
        label: words('courses:objectives'),
        hint: words('courses:objectivesHint'),
        dependsOn: 'curriculum',
        collection: slugs.curricula,
        rows: 'objectives',
        text: 'statement',
        failed: words('lessons:objectivesFailed'),
      },
      {
        sort: 'select',
        name: 'format',
        label: words('courses:format'),
        options: formats.map(({ key, label }) => ({ value: key, label: words.named('formats', label) })),
        isOfDocument: true,
      },
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
      {
        sort: 'select',
        name: 'game',
        label: words('generate:game'),
        hint: words('courses:gameHint'),
        options: games.map(({ slug, label }) => ({ value: slug, label: words.named('games', label) })),
        empty: words('lessons:noGame'),
      },
      {
        sort: 'document',
        name: 'profile',
        label: words('generate:profile'),
        collection: slugs.profiles,
        titleField: 'name',
        empty: words('generate:anyProfile'),
        failed: words('generate:profilesFailed'),
        isHalf: true,
      },
      {
        sort: 'document',
        name: 'kit',
        label: words('lessons:kit'),
        hint: words('courses:kitHint'),
        collection: slugs.kits,
        titleField: 'title',
        empty: words('lessons:noKit'),
        failed: words('lessons:kitsFailed'),
        isHalf: true,
      },
      {
        sort: 'checkbox',
        name: 'planFirst',
        label: words('lessons:planFirst'),
        hint: words('lessons:planFirstHint'),
        shownWhen: { name: 'format', values: planned },
        isRemembered: true,
      },
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

import { isStaged } from '../../generators/content/format.js'
import { mostPicked } from '../../generators/lessons/input.js'
import { lessonLimits, mostLessonsPerBatch } from '../../generators/lessons/lesson.js'
import type { Settings } from '../../options/Settings.js'
import type { KindForm } from '../../runs/kind/kindForm.js'
import type { Words } from '../../words/words.js'
import { formatsOf } from '../asked.js'
import { formatFields, formFields } from '../form.js'

/** What lessons are asked for with. */
export const lessonsForm = (settings: Settings, words: Words): KindForm => {
  const { slugs, lessons } = settings
  const formats = formatsOf(settings, 'lesson')
  const fields = { ...formFields(settings, words), ...formatFields(formats, words) }
  const batched = formats.filter((format) => !isStaged(format)).map(({ key }) => key)
  return {
    button: words('lessons:button'),
    intro: words('lessons:intro'),
    adding: { name: 'addTo', button: words('lessons:addButton'), intro: words('lessons:addIntro') },
    ways: {
      objective: { button: words('lessons:objectiveButton') },
      pending: { button: words('lessons:pendingButton'), preset: { pending: 'true' } },
      plan: {
        button: words('lessons:planButton'),
        intro: words('lessons:planIntro'),
        fields: ['fallbackPlan', 'format', 'topic', 'objective', 'curriculum', 'profile', 'kit', 'game'],
      },
      similar: { button: words('lessons:similarButton'), intro: words('lessons:similarIntro') },
    },
    needs: {
      oneOf: ['topic', 'topics', 'objectives', 'pending', 'similarTo', 'curriculum'],
      message: words('lessons:needs'),
    },
    fields: [
      {
        sort: 'document',
        name: 'fallbackPlan',
        label: words('collections:plan'),
        collection: slugs.plans,
        titleField: 'objective',
        empty: '',
        failed: words('lessons:planFailed'),
        isExtra: true,
        isRemembered: false,
      },
      { ...fields.format, label: words('lessons:format') },
      {
        sort: 'text',
        name: 'topic',
        id: 'topic',
        label: words('lessons:topic'),
        hint: words('lessons:topicHint'),
        maxLength: lessonLimits.topic,
      },
      {
        sort: 'longText',
        name: 'objective',
        label: words('lessons:objective'),
        maxLength: lessonLimits.objective,
        isExtra: true,
      },
      {
        sort: 'lines',
        name: 'topics',
        label: words('lessons:topics'),
        hint: words('lessons:topicsHint'),
        most: Math.min(lessons.maxLessons, mostPicked),
        maxLength: lessonLimits.topic,
      },
      {
        sort: 'number',
        name: 'count',
        label: words('lessons:count'),
        hint: words('lessons:countHint'),
        min: 1,
        max: lessons.maxLessons,
        default: 1,
        isHalf: true,
      },
      {
        sort: 'number',
        name: 'batchSize',
        id: 'batch-size',
        label: words('lessons:batchSize'),
        min: 1,
        max: mostLessonsPerBatch,
        default: lessons.batchSize,
        isHalf: true,
        shownWhen: { name: 'format', values: batched },
      },
      fields.curriculum,
      { ...fields.objectives, label: words('lessons:objectives'), hint: words('lessons:objectivesHint') },
      // The button on a curriculum has the id of its name.
      { sort: 'checkbox', name: 'pending', id: 'only-pending', label: words('lessons:pending') },
      fields.profile,
      { ...fields.kit, hint: words('lessons:kitHint') },
      { ...fields.game, hint: words('lessons:gameHint'), empty: words('lessons:noGame') },
      {
        sort: 'document',
        name: 'similarTo',
        label: words('lessons:similarTo'),
        collection: slugs.lessons,
        titleField: 'title',
        empty: words('lessons:noSimilar'),
        failed: words('lessons:lessonsFailed'),
        isList: true,
        isRemembered: false,
      },
      fields.planFirst,
    ],
  }
}

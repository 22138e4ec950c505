import { isStaged } from '../../generators/content/format.js'
import { mostPicked } from '../../generators/lessons/input.js'
import { lessonLimits, mostLessonsPerBatch } from '../../generators/lessons/lesson.js'
import type { Settings } from '../../options/Settings.js'
import type { KindForm } from '../../runs/kindForm.js'
import type { Words } from '../../words/words.js'
import { lessonFormats } from './input.js'

/** What lessons are asked for with. */
export const lessonsForm = (settings: Settings, words: Words): KindForm => {
  const { slugs, lessons, games } = settings
  const formats = lessonFormats(settings)
  const planned = formats.filter(({ plan }) => plan !== undefined).map(({ key }) => key)
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
      {
        sort: 'select',
        name: 'format',
        label: words('lessons:format'),
        options: formats.map(({ key, label }) => ({ value: key, label: words.named('formats', label) })),
      },
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
      {
        sort: 'document',
        name: 'curriculum',
        label: words('generate:curriculum'),
        collection: slugs.curricula,
        titleField: 'subject',
        empty: words('generate:noCurriculum'),
        failed: words('generate:curriculaFailed'),
        // A curriculum says what the lessons are about.
        isRemembered: false,
      },
      {
        sort: 'rows',
        name: 'objectives',
        label: words('lessons:objectives'),
        hint: words('lessons:objectivesHint'),
        dependsOn: 'curriculum',
        collection: slugs.curricula,
        rows: 'objectives',
        text: 'statement',
        failed: words('lessons:objectivesFailed'),
      },
      // The button on a curriculum has the id of its name.
      { sort: 'checkbox', name: 'pending', id: 'only-pending', label: words('lessons:pending') },
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
        hint: words('lessons:kitHint'),
        collection: slugs.kits,
        titleField: 'title',
        empty: words('lessons:noKit'),
        failed: words('lessons:kitsFailed'),
        isHalf: true,
      },
      {
        sort: 'select',
        name: 'game',
        label: words('generate:game'),
        hint: words('lessons:gameHint'),
        options: games.map(({ slug, label }) => ({ value: slug, label: words.named('games', label) })),
        empty: words('lessons:noGame'),
      },
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

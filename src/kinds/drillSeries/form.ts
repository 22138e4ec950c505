import { difficulties } from '../../games/difficulties.js'
import { mostDrillsPerBatch } from '../../generators/drillSeries/drill.js'
import type { Settings } from '../../options/Settings.js'
import type { KindForm } from '../../runs/kindForm.js'
import type { Words } from '../../words/words.js'

/** What a drill series is asked for with. */
export const drillSeriesForm = ({ games, drillSeries, slugs }: Settings, words: Words): KindForm => ({
  button: words('generate:button'),
  intro: words('generate:intro'),
  adding: { name: 'addTo', button: words('generate:addButton'), intro: words('generate:addIntro') },
  ways: {
    more: { button: words('generate:moreButton'), preset: { targetDrillCount: '10' } },
    objective: { button: words('generate:objectiveButton') },
  },
  fields: [
    {
      sort: 'number',
      name: 'targetDrillCount',
      id: 'target',
      label: words('generate:target'),
      min: 1,
      default: drillSeries.targetDrillCount,
      isHalf: true,
    },
    {
      sort: 'number',
      name: 'batchSize',
      id: 'batch-size',
      label: words('generate:batchSize'),
      hint: words('generate:batchSizeHint'),
      min: 1,
      max: mostDrillsPerBatch,
      default: drillSeries.batchSize,
      isHalf: true,
    },
    {
      sort: 'select',
      name: 'game',
      label: words('generate:game'),
      options: games.map(({ slug, label }) => ({ value: slug, label: words.named('games', label) })),
      isOfDocument: true,
    },
    {
      sort: 'phases',
      name: 'phases',
      id: 'phase',
      label: words('generate:phases'),
      dependsOn: 'game',
      options: games.flatMap(({ slug, phases }) =>
        phases.map(({ value, label }) => ({ value, label: words.named('phases', label), of: slug })),
      ),
    },
    {
      sort: 'select',
      name: 'difficulty',
      label: words('generate:difficulty'),
      options: difficulties.map((value) => ({ value, label: words(`difficulties:${value}`) })),
      empty: words('generate:anyDifficulty'),
      isHalf: true,
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
      name: 'curriculum',
      label: words('generate:curriculum'),
      hint: words('generate:curriculumHint'),
      collection: slugs.curricula,
      titleField: 'subject',
      dependsOn: 'game',
      empty: words('generate:noCurriculum'),
      failed: words('generate:curriculaFailed'),
      isRemembered: false,
    },
    {
      sort: 'rows',
      name: 'objectives',
      label: words('generate:objectives'),
      hint: words('generate:objectivesHint'),
      dependsOn: 'curriculum',
      collection: slugs.curricula,
      rows: 'objectives',
      text: 'statement',
      failed: words('lessons:objectivesFailed'),
    },
  ],
})

import { difficulties } from '../../games/difficulties.js'
import { mostDrillsPerBatch } from '../../generators/drillSeries/drill.js'
import type { Settings } from '../../options/Settings.js'
import type { KindForm } from '../../runs/kind/kindForm.js'
import type { Words } from '../../words/words.js'
import { formFields } from '../form.js'

/** What a drill series is asked for with. */
export const drillSeriesForm = (settings: Settings, words: Words): KindForm => {
  const { games, drillSeries } = settings
  const fields = formFields(settings, words)
  return {
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
        hint: words('generate:batchSizeHint', { most: mostDrillsPerBatch }),
        min: 1,
        max: mostDrillsPerBatch,
        default: drillSeries.batchSize,
        isHalf: true,
      },
      { ...fields.game, isOfDocument: true },
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
      fields.profile,
      { ...fields.curriculum, hint: words('generate:curriculumHint'), dependsOn: 'game' },
      { ...fields.objectives, label: words('generate:objectives'), hint: words('generate:objectivesHint') },
    ],
  }
}

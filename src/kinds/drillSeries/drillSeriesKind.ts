import { drillKey } from '../../generators/drillSeries/drillKey.js'
import type { Settings } from '../../options/Settings.js'
import type { RunKind } from '../../runs/kind/RunKind.js'
import { UnknownKind } from '../../runs/step/StepContext.js'
import { drillsSection, openDrillBatch } from '../drillBatches/batch.js'
import { drillStepInputSchema } from '../drillBatches/drillBatch.js'
import { admitDrillSeries, prepareDrillSeries } from './admit.js'
import { finishDrillSeries } from './finish.js'
import { drillSeriesForm } from './form.js'
import { drillSeriesLimits, parseDrillSeriesInput } from './input.js'
import { nextDrillSteps, offsetOf, openDrillPlan } from './plan.js'

/** Runs of kind `drillSeries`: drills from the position library. */
export const drillSeriesKind = (settings: Settings): RunKind => ({
  kind: 'drillSeries',
  roles: ['student', 'teacher', 'editor', 'admin'],
  targets: [settings.slugs.drillSeries],
  sections: [drillsSection],
  words: {
    label: 'Drill series',
    item: { one: 'drill', other: 'drills' },
    isNumbered: true,
    status: { planning: 'Choosing positions' },
    step: { generate: 'batch' },
    facts: { positionsLoaded: 'Positions drawn', keys: 'Right choices' },
    inputs: [
      { name: 'targetDrillCount' },
      { name: 'batchSize' },
      { name: 'game' },
      { name: 'phases' },
      { name: 'difficulty' },
      { name: 'curriculum', document: { collection: settings.slugs.curricula, titleField: 'subject' } },
      { name: 'objectives' },
      { name: 'profile', document: { collection: settings.slugs.profiles, titleField: 'name' } },
      { name: 'seed' },
      { name: 'addTo', document: { collection: settings.slugs.drillSeries, titleField: 'title' } },
    ],
  },
  form: (words) => drillSeriesForm(settings, words),
  limits: () => drillSeriesLimits(settings),
  admit: (args) => admitDrillSeries(settings, args),
  prepare: (args) => prepareDrillSeries(settings, args),
  next: async (args) => nextDrillSteps(args),
  finish: (args) => finishDrillSeries(settings, args),
  keysOf: (of) => {
    if ('run' in of) {
      const offset = offsetOf(of.run)
      return Array.from({ length: of.run.requested }, (_, index) => drillKey(offset + index + 1))
    }
    if (of.step.kind === 'plan') return []
    return drillStepInputSchema.parse(of.step.input).items.map(({ key }) => key)
  },
  open: async (args) => {
    if (args.step.kind === 'plan') return openDrillPlan(settings, args)
    if (args.step.kind === 'generate') {
      return openDrillBatch(settings, {
        ...args,
        parse: () => parseDrillSeriesInput(settings, args.req, args.run.input, { isStored: true }),
        series: args.run.target?.value,
      })
    }
    throw new UnknownKind('step', args.step.id, args.step.kind)
  },
})

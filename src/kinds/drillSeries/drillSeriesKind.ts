import type { PayloadRequest } from 'payload'
import type { Settings } from '../../options/Settings.js'
import type { Admission, RunKind } from '../../runs/RunKind.js'
import type { Id } from '../../runs/vocabulary.js'
import { admitDrillSeries } from './admit.js'
import { drillsSection, openDrillBatch } from './batch.js'
import { drillStepInputSchema, planDrillSeries } from './plan.js'

/** Runs of kind `drillSeries`: drills from the position library. */
export const drillSeriesKind = (settings: Settings): RunKind => ({
  kind: 'drillSeries',
  label: 'Drill series',
  sections: [drillsSection],
  admit: (args) => admitDrillSeries(settings, args),
  prepare: (args) => createSeries(settings, args),
  plan: (args) => planDrillSeries(settings, args),
  keysOf: (step) => drillStepInputSchema.parse(step.input).items.map(({ key }) => key),
  open: (args) => openDrillBatch(settings, args),
})

const createSeries = async (
  settings: Settings,
  { req, admission }: { req: PayloadRequest; admission: Admission },
): Promise<{ series: Id }> => {
  const { game, difficulty, curriculum, profile } = admission.input
  const series = await req.payload.create({
    collection: settings.slugs.drillSeries,
    draft: true,
    depth: 0,
    // A student may request a series but not write into the collection; the run was admitted, so it gets its series.
    overrideAccess: true,
    req,
    data: { title: admission.title, game, difficulty, curriculum, profile, _status: 'draft' },
  })
  return { series: series.id }
}

import type { PayloadRequest } from 'payload'
import { type Estimate, estimateOf } from '../../limits/estimate.js'
import { readMeasured } from '../../limits/measured.js'
import type { Settings } from '../../options/Settings.js'
import { storeOf } from '../../runs/sql/store.js'
import { drillsSection } from '../drillBatches/batch.js'
import { drillCalls } from '../drillBatches/drillCalls.js'
import type { ParsedInput } from './input.js'

interface EstimateDrillSeries {
  req: PayloadRequest
  parsed: ParsedInput
  requested: number
}

/** What a series will take, by one real batch prompt; see `drillCalls`. */
export const estimateDrillSeries = async (
  settings: Settings,
  { req, parsed, requested }: EstimateDrillSeries,
): Promise<Omit<Estimate, 'requested' | 'facts' | 'notice'>> => {
  const { batchSize, urgency } = parsed.input
  const store = await storeOf(req, settings)
  const feature = drillsSection.name
  const measured = await readMeasured(store, settings, { kind: 'drillSeries', sections: { [feature]: drillsSection } })
  const { model } = measured.of(feature)
  const planned = await drillCalls(settings, { req, parsed, requested, batchSize, model })
  return estimateOf(settings, { measured, calls: [{ ...planned, stage: 0 }], urgency })
}

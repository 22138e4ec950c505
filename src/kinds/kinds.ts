import type { Settings } from '../options/Settings.js'
import type { RunKind } from '../runs/RunKind.js'
import { drillSeriesKind } from './drillSeries/drillSeriesKind.js'

/** Every kind of content a run can make. */
export const runKinds = (settings: Settings): readonly RunKind[] => [drillSeriesKind(settings)]

import { logNormalMs } from '../logNormalMs.js'
import type { FaultServerOptions } from '../startFaultServer.js'
import { scaledMs } from './sectionTasks.js'

const MEDIAN_MS = scaledMs(20)
const HEAVY_TIMES = 1.5
const SIGMA = 0.5

/** Share of calls that never answer, by calls in flight: the seeds lost 30 % at five and 5 % at three. */
const hangShares = [0, 0.015, 0.03, 0.05, 0.15, 0.3]

const hangShare = (inFlight: number): number => hangShares[inFlight] ?? Math.min(0.95, 0.3 + 0.15 * (inFlight - 5))

/** How the seeds' provider behaved: slow, and worse the more it was asked at once. */
export const seedFaults: Pick<FaultServerOptions, 'latencyMs' | 'fault'> = {
  latencyMs: ({ request, random }) =>
    logNormalMs({
      medianMs: request.endsWith('heavy') ? MEDIAN_MS * HEAVY_TIMES : MEDIAN_MS,
      sigma: SIGMA,
      random: [random('latency'), random('latency, too')],
    }),
  fault: ({ inFlight, random }) => (random('hang') < hangShare(inFlight) ? 'hang' : undefined),
}

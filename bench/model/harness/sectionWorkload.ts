import { type FaultServerOptions, logNormalMs } from './startFaultServer.js'

/** How many times faster than real time: a median call of 20 s takes 200 ms. */
export const timeScale = 100

const TIMEOUT_SECONDS = 90
const HEAVY_TIMEOUT_SECONDS = 120

export interface SectionTask {
  key: string
  isHeavy: boolean
  timeoutSeconds: number
}

const HEAVY = [4, 5, 8, 9, 10, 17]

/** The seeds' workload: 17 sections, six of them heavy. */
export const sectionTasks: readonly SectionTask[] = Array.from({ length: 17 }, (_, index) => {
  const isHeavy = HEAVY.includes(index + 1)
  return {
    key: `s${String(index + 1).padStart(2, '0')}`,
    isHeavy,
    timeoutSeconds: isHeavy ? HEAVY_TIMEOUT_SECONDS : TIMEOUT_SECONDS,
  }
})

export const scaledMs = (seconds: number): number => (seconds * 1000) / timeScale

/** The server knows a section by its request alone. */
export const requestName = (run: string, { key, isHeavy }: SectionTask): string =>
  `${run} ${key}${isHeavy ? ' heavy' : ''}`

const MEDIAN_MS = scaledMs(20)
const HEAVY_TIMES = 1.5
const SIGMA = 0.5

/** By calls in flight: the seeds lost 30 % at five and 5 % at three. */
const hangShares = [0, 0.015, 0.03, 0.05, 0.15, 0.3]

/** Share of calls that never answer, with so many in flight. */
export const hangShare = (inFlight: number): number =>
  hangShares[inFlight] ?? Math.min(0.95, 0.3 + 0.15 * (inFlight - 5))

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

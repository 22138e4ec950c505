import PQueue from 'p-queue'
import { askOnce } from './askOnce.js'
import type { Strategy } from './SectionRun.js'

/** `p-queue` alone: three in flight, the next one as soon as one ends; 120 s for the heavy ones. */
export const plainQueue: Strategy = (run) => {
  const ask = askOnce(run)
  return new PQueue({ concurrency: 3 }).addAll(run.sections.map((section) => () => ask(section)))
}

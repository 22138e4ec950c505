import PQueue from 'p-queue'
import { askOnce } from './askOnce.js'
import type { Strategy } from './SectionRun.js'

const TIMEOUT_SECONDS = 90

/** The seeds' first way: five at once, 90 s for each, heavy or not. */
export const fiveAtOnce: Strategy = (run) => {
  const ask = askOnce(run)
  return new PQueue({ concurrency: 5 }).addAll(run.sections.map((section) => () => ask(section, TIMEOUT_SECONDS)))
}

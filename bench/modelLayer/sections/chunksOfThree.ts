import { askOnce } from './askOnce.js'
import type { Strategy } from './SectionRun.js'

const CHUNK = 3

/** The seeds' second way: three at a time, the next three when all of them have ended; 120 s for the heavy ones. */
export const chunksOfThree: Strategy = async (run) => {
  const ask = askOnce(run)
  const results: boolean[] = []
  for (let at = 0; at < run.sections.length; at += CHUNK)
    results.push(...(await Promise.all(run.sections.slice(at, at + CHUNK).map((section) => ask(section)))))
  return results
}

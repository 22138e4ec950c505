import type { SectionTask } from './sectionTasks.js'

/** One run: all sections of one lesson. */
export interface SectionRun {
  baseURL: string
  /** The API key: each run has its own account, whose calls in flight the server counts. */
  account: string
  /** Same name, same luck at the server, whichever strategy asks. */
  name: string
  sections: readonly SectionTask[]
}

/** A way to get through a run; says of each section whether a valid answer came. */
export type Strategy = (run: SectionRun) => Promise<boolean[]>

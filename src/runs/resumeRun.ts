import type { ActionContext } from './controlRun.js'
import { insertWakeUps } from './sql/insertWakeUps.js'
import { reopenRun } from './sql/reopenRun.js'

/** Goes on where the run was paused. */
export const resumeRun = async ({ db, tables, settings, run }: ActionContext): Promise<void> => {
  const { queued } = await reopenRun(db, tables, { run, action: 'resume', reopened: 0, missing: 0 })
  await insertWakeUps(db, tables, { queue: settings.queue, count: queued })
}

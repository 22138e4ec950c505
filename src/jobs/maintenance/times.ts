import { createTask, type ScheduledTask } from 'node-cron'

/** So that what is begun a moment before its time is not due again at that time. */
const leastMs = 2000

/**
 * Milliseconds until a task is due again, by the times of this host's clock; the database adds them to its own. So a clock that is
 * minutes off makes a task as many minutes early or late, and nothing else.
 */
export const msToNext = (cron: string | false): number => {
  if (cron === false) return never
  const times = createTask(cron, () => undefined, { timezone: 'UTC' })
  try {
    const soon = times.getNextRuns(5).map((date) => date.getTime() - Date.now())
    return soon.find((ms) => ms >= leastMs) ?? leastMs
  } finally {
    void times.destroy()
  }
}

/** A thousand years. */
const never = 1000 * 365 * 86_400_000

interface Ticking {
  crons: readonly (string | false)[]
  onTick(): void
}

/** Calls when one of these times has come. Returns how to end it. */
export const tickAt = ({ crons, onTick }: Ticking): (() => void) => {
  const logger = { info: nothing, warn: nothing, error: nothing, debug: nothing }
  // What was missed while the process was busy or suspended is found by looking at what is due.
  const ticking: ScheduledTask[] = [...new Set(crons)].flatMap((cron) => {
    if (cron === false) return []
    const task = createTask(cron, onTick, { timezone: 'UTC', unref: true, logger, suppressMissedWarning: true })
    void task.start()
    return [task]
  })
  return () => {
    for (const task of ticking) void task.destroy()
  }
}

const nothing = (): void => undefined

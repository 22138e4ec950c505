import { setTimeout } from 'node:timers/promises'

interface WaitFor {
  /** Default 60,000: far more than it takes, for machines that have much else to do. */
  deadlineMs?: number
  everyMs?: number
}

/** Waits until `look` gives something truthy, and gives it back; fails with `what` when the deadline passes. */
export const waitFor = async <T>(
  what: string,
  look: () => Promise<T | undefined | null | false> | T | undefined | null | false,
  { deadlineMs = 60_000, everyMs = 25 }: WaitFor = {},
): Promise<T> => {
  const deadline = performance.now() + deadlineMs
  for (;;) {
    const found = await look()
    if (found) return found
    if (performance.now() > deadline) throw new Error(`Waited ${deadlineMs} ms in vain for ${what}.`)
    await setTimeout(everyMs)
  }
}

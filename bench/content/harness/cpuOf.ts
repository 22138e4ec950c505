import { readFile } from 'node:fs/promises'

const ticksPerSecond = 100

/** Processor seconds that processes have taken so far, as Linux tells them; those that are gone count nothing. */
export const cpuSecondsOf = async (pids: readonly number[]): Promise<number> => {
  const seconds = await Promise.all(
    pids.map(async (pid) => {
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
      // Behind the name in brackets, which may hold anything, from the third field on.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / ticksPerSecond
    }),
  )
  return seconds.reduce((sum, one) => sum + one, 0)
}

import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Megabytes of memory (RSS) that each process has now, as the operating system sees it. */
export const sampleProcesses = async (pids: readonly number[]): Promise<number[]> => {
  const { stdout } = await run('ps', ['-o', 'rss=', '-p', pids.join(',')])
  return stdout
    .trim()
    .split('\n')
    .map((kilobytes) => Math.round(Number(kilobytes) / 1024))
}

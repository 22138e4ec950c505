import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { waitFor } from '../../../test/shared/waitFor.js'

const script = pathToFileURL(path.join(import.meta.dirname, 'reportHeap.mjs')).href

/** Asks other processes how much memory is alive in them once their garbage is collected. */
export class HeapReports {
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'coursewright-heap-'))

  /** What a process must be started with to be asked. */
  get env(): Record<string, string> {
    return {
      HEAP_FOLDER: this.#folder,
      NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --import ${script}`.trim(),
    }
  }

  /** Megabytes, in the order of the pids. */
  async ask(pids: readonly number[]): Promise<number[]> {
    return Promise.all(
      pids.map(async (pid) => {
        const before = this.#linesOf(pid).length
        process.kill(pid, 'SIGUSR2')
        const lines = await waitFor(`the heap of process ${pid}`, () => {
          const all = this.#linesOf(pid)
          return all.length > before && all
        })
        return Number(lines.at(-1)) / 2 ** 20
      }),
    )
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true })
  }

  #linesOf(pid: number): string[] {
    const file = path.join(this.#folder, String(pid))
    return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []
  }
}

const run = promisify(execFile)

/** Megabytes of memory (RSS) that each process has now, as the operating system sees it. */
export const sampleProcesses = async (pids: readonly number[]): Promise<number[]> => {
  const { stdout } = await run('ps', ['-o', 'rss=', '-p', pids.join(',')])
  return stdout
    .trim()
    .split('\n')
    .map((kilobytes) => Math.round(Number(kilobytes) / 1024))
}

interface Growth {
  /** The lowest of each quarter: what is high for a moment only is no growth. */
  quarters: number[]
  /** From the second quarter to the last: in the first one caches and pools fill. */
  growth: number
}

/** How a value grew that was sampled at even times. */
export const growthOf = (samples: readonly number[]): Growth => {
  const quarters = [0, 1, 2, 3].map((quarter) =>
    Math.min(...samples.slice((samples.length * quarter) / 4, (samples.length * (quarter + 1)) / 4)),
  )
  const [, second = Number.NaN, , last = Number.NaN] = quarters
  return { quarters, growth: last - second }
}

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { waitFor } from '../../test/waitFor.js'

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

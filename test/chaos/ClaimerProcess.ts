import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'

export interface ClaimOrder {
  /** When to begin, in milliseconds since 1970. */
  atMs: number
  /** Look and then take, instead of our claim. */
  isNaive: boolean
}

/** One of several processes that claim steps at the same instant. */
export class ClaimerProcess {
  readonly #child: ChildProcess
  readonly #lines: AsyncIterator<string>

  constructor(uri: string) {
    this.#child = spawn(process.execPath, ['--import', 'tsx', path.resolve('test/chaos/claimer.ts')], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, DATABASE_URI: uri },
    })
    if (!this.#child.stdout) throw new Error('The claimer has no output.')
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]()
  }

  /** Resolves when it could begin at once. */
  async ready(): Promise<void> {
    await this.#line()
  }

  /** Claims until nothing is left; gives the ids of what it got. */
  async claim(order: ClaimOrder): Promise<number[]> {
    this.#child.stdin?.write(`${JSON.stringify(order)}\n`)
    return JSON.parse(await this.#line())
  }

  async kill(): Promise<void> {
    const exit = once(this.#child, 'exit')
    this.#child.kill('SIGKILL')
    await exit
  }

  async #line(): Promise<string> {
    const { value, done } = await this.#lines.next()
    if (done) throw new Error('The claimer ended.')
    return value
  }
}

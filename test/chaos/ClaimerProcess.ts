import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'

export interface ClaimOrder {
  /** When to begin, in milliseconds since 1970. */
  atMs: number
  /** Look for a step and then take it, instead of our wake-ups and our claim. */
  isNaive: boolean
}

export interface Claimed {
  /** Ids of the steps. */
  steps: unknown[]
  /** Wake-ups taken for which no step was found. */
  inVain: number
}

/** One of several processes that claim steps at the same instant. */
export class ClaimerProcess {
  readonly #child: ChildProcess
  readonly #said: AsyncIterator<string>

  constructor(uri: string) {
    this.#child = spawn(
      process.execPath,
      ['--conditions=production', '--import', 'tsx', path.resolve('test/chaos/claimer.ts')],
      {
        stdio: ['pipe', 'pipe', 'inherit'],
        env: { ...process.env, DATABASE_URI: uri },
      },
    )
    if (!this.#child.stdout) throw new Error('The claimer has no output.')
    this.#said = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]()
  }

  /** Resolves when it could begin at once. */
  async ready(): Promise<void> {
    await this.#line('ready')
  }

  /** Claims until nothing is left. */
  async claim(order: ClaimOrder): Promise<Claimed> {
    this.#child.stdin?.write(`${JSON.stringify(order)}\n`)
    return JSON.parse(await this.#line('claimed'))
  }

  async kill(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const exit = once(this.#child, 'exit')
    this.#child.kill('SIGKILL')
    await exit
  }

  /** What follows the word in the next line of that kind; Payload may write lines of its own. */
  async #line(word: string): Promise<string> {
    for (;;) {
      const { value, done } = await this.#said.next()
      if (done) throw new Error('The claimer ended.')
      if (value.startsWith(word)) return value.slice(word.length)
    }
  }
}

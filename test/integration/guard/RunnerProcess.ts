import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { postgres } from '../../../src/database/adapter.js'
import type { TestPayload } from '../startTestPayload.js'

export interface RunnerOrder {
  queue: string
  /** When to begin, in milliseconds since 1970. */
  atMs: number
  deleteJobOnComplete: boolean
}

/** One of several servers that run the same queue with `payload.jobs.run`. */
export class RunnerProcess {
  readonly #child: ChildProcess
  readonly #said: AsyncIterator<string>

  /** @param isGuarded whether the plugin guards our queue; else its claims are Payload's own. Default `true`. */
  constructor({ payload }: TestPayload, isGuarded = true) {
    const { connectionString } = postgres(payload).poolOptions
    this.#child = spawn(
      process.execPath,
      ['--conditions=production', '--import', 'tsx', path.resolve('test/integration/guard/runner.ts')],
      {
        stdio: ['pipe', 'pipe', 'inherit'],
        env: { ...process.env, DATABASE_URI: connectionString, SAFE_QUEUE: String(isGuarded) },
      },
    )
    if (!this.#child.stdout) throw new Error('The runner has no output.')
    this.#said = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]()
  }

  /** Resolves when it could begin at once. */
  async ready(): Promise<void> {
    await this.#line('ready')
  }

  /** Runs batches of jobs until none is left; gives the errors that Payload threw. */
  async run(order: RunnerOrder): Promise<string[]> {
    this.#child.stdin?.write(`${JSON.stringify(order)}\n`)
    return JSON.parse(await this.#line('done'))
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
      if (done) throw new Error(`The runner ended before it was ${word}.`)
      if (value.startsWith(word)) return value.slice(word.length)
    }
  }
}

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { EqualStep } from './equalStep.js'
import { type QueueSystem, uriOf } from './queueRunner.js'
import type { BenchHost } from './startBenchHost.js'

/** What is done in a step our own queue knows by itself; the others must be told. */
export type QueueOrder = 'rest' | { system: QueueSystem; concurrency: number; step?: EqualStep; sweepMs?: number }

/** A process that works on queues when it is told to. */
export class QueueProcess {
  readonly #child: ChildProcess
  readonly #said: AsyncIterator<string>

  constructor({ payload, model, leaseSeconds }: BenchHost) {
    this.#child = spawn(
      process.execPath,
      ['--conditions=production', '--import', 'tsx', path.join(import.meta.dirname, 'queueWorker.ts')],
      {
        stdio: ['pipe', 'pipe', 'inherit'],
        env: {
          ...process.env,
          DATABASE_URI: uriOf(payload),
          MODEL_URL: model.baseURL,
          ...(leaseSeconds && { LEASE_SECONDS: String(leaseSeconds) }),
        },
      },
    )
    if (!this.#child.stdout) throw new Error('The worker has no output.')
    this.#said = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]()
  }

  ready(): Promise<void> {
    return this.#line('ready')
  }

  /** Resolves when the work has begun. */
  async work(order: Exclude<QueueOrder, 'rest'>): Promise<void> {
    this.#child.stdin?.write(`${JSON.stringify(order)}\n`)
    await this.#line('working')
  }

  /** Resolves when what was under way has ended. */
  async rest(): Promise<void> {
    this.#child.stdin?.write('"rest"\n')
    await this.#line('resting')
  }

  async kill(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const exit = once(this.#child, 'exit')
    this.#child.kill('SIGKILL')
    await exit
  }

  async #line(word: string): Promise<void> {
    for (;;) {
      const { value, done } = await this.#said.next()
      if (done) throw new Error(`The worker ended before it was ${word}.`)
      if (value === word) return
    }
  }
}

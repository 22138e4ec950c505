import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { postgres } from '../../src/database/adapter.js'
import type { TestPayload } from '../integration/startTestPayload.js'

interface StartWorkerProcess {
  host: TestPayload
  /** The compiled `worker.ts`. */
  script: string
  env: Record<string, string>
}

/** A real worker process; started early, it waits for `work()`, because loading takes seconds. */
export class WorkerProcess {
  readonly #child: ChildProcess
  #said = ''
  /** Resolves when it could begin at once. */
  readonly ready: Promise<void>

  constructor({ host: { payload, model }, script, env }: StartWorkerProcess) {
    const { connectionString } = postgres(payload).poolOptions
    this.#child = spawn(process.execPath, ['--conditions=production', '--enable-source-maps', script], {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, DATABASE_URI: connectionString, MODEL_URL: model.baseURL, ...env },
    })
    this.ready = new Promise((resolve, reject) => {
      this.#child.stdout?.on('data', (data) => {
        this.#said += String(data)
        if (this.#said.includes('ready\n')) resolve()
      })
      this.#child.once('exit', (code) => reject(new Error(`The worker ended with ${code} before it was ready.`)))
    })
    // Whoever never asks for it to work need not hear that it could not.
    this.ready.catch(() => undefined)
  }

  get pid(): number {
    return this.#child.pid ?? 0
  }

  /** Whether its log has this; see LOG_LEVEL. */
  hasSaid(words: string): boolean {
    return this.#said.includes(words)
  }

  async work(): Promise<void> {
    await this.ready
    this.#child.stdin?.write('work\n')
  }

  async kill(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const exit = once(this.#child, 'exit')
    this.#child.kill('SIGKILL')
    await exit
  }

  suspend(): void {
    this.#child.kill('SIGSTOP')
  }

  resume(): void {
    this.#child.kill('SIGCONT')
  }
}

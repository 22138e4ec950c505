import { postgres } from '../../../src/database/adapter.js'
import type { TestPayload } from '../../integration/helpers/startTestPayload.js'
import { nodeArgs } from '../../setup/compile.js'
import { Child } from '../../shared/Child.js'

/** A real worker process; started early, it waits for `work()`, because loading takes seconds. */
export class WorkerProcess {
  readonly #child: Child
  /** Resolves when it could begin at once. */
  readonly ready: Promise<unknown>

  /** @param env see `worker.ts` for what may be set */
  constructor({ payload, model }: TestPayload, env: Record<string, string> = {}) {
    const { connectionString } = postgres(payload).poolOptions
    this.#child = new Child({
      args: nodeArgs('test/chaos/processes/worker.ts'),
      env: { ...process.env, DATABASE_URI: connectionString, MODEL_URL: model.baseURL, ...env },
    })
    this.ready = this.#child.line('ready')
    // Whoever never asks for it to work need not hear that it could not.
    this.ready.catch(() => undefined)
  }

  get pid(): number {
    return this.#child.pid
  }

  /** Whether its log has this; see TEST_LOG. */
  hasSaid(words: string): boolean {
    return this.#child.stdout.includes(words)
  }

  async work(): Promise<void> {
    await this.ready
    this.#child.tell('work')
  }

  kill(): Promise<void> {
    return this.#child.kill()
  }

  suspend(): void {
    this.#child.signal('SIGSTOP')
  }

  resume(): void {
    this.#child.signal('SIGCONT')
  }
}

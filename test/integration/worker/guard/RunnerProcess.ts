import { postgres } from '../../../../src/database/adapter.js'
import { nodeArgs } from '../../../setup/compile.js'
import { Child } from '../../../shared/Child.js'
import type { TestPayload } from '../../helpers/startTestPayload.js'

export interface RunnerOrder {
  queue: string
  /** When to begin, in milliseconds since 1970. */
  atMs: number
  deleteJobOnComplete: boolean
}

/** One of several servers that run the same queue with `payload.jobs.run`. */
export class RunnerProcess {
  readonly #child: Child

  /** @param isGuarded whether the plugin guards our queue; else its claims are Payload's own. Default `true`. */
  constructor({ payload }: TestPayload, isGuarded = true) {
    const { connectionString } = postgres(payload).poolOptions
    this.#child = new Child({
      args: nodeArgs('test/integration/worker/guard/runner.ts'),
      env: { ...process.env, DATABASE_URI: connectionString, SAFE_QUEUE: String(isGuarded) },
    })
  }

  /** Resolves when it could begin at once. */
  async ready(): Promise<void> {
    await this.#child.line('ready')
  }

  /** Runs batches of jobs until none is left; gives the errors that Payload threw. */
  async run(order: RunnerOrder): Promise<string[]> {
    this.#child.tell(JSON.stringify(order))
    return JSON.parse(await this.#child.line('done'))
  }

  kill(): Promise<void> {
    return this.#child.kill()
  }
}

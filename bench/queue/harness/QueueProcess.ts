import { nodeArgs } from '../../../test/setup/compile.js'
import { Child } from '../../../test/shared/Child.js'
import type { EqualStep } from './equalStep.js'
import { type QueueSystem, uriOf } from './queueRunner.js'
import type { BenchHost } from './startBenchHost.js'

/** What is done in a step our own queue knows by itself; the others must be told. */
export type QueueOrder = 'rest' | { system: QueueSystem; concurrency: number; step?: EqualStep; sweepMs?: number }

/** A process that works on queues when it is told to. */
export class QueueProcess {
  readonly #child: Child

  constructor({ payload, model, leaseSeconds }: BenchHost) {
    const ours = { DATABASE_URI: uriOf(payload), MODEL_URL: model.baseURL, LEASE_SECONDS: leaseSeconds?.toString() }
    this.#child = new Child({ args: nodeArgs('bench/queue/harness/queueWorker.ts'), env: { ...process.env, ...ours } })
  }

  ready(): Promise<string> {
    return this.#child.line('ready')
  }

  /** Resolves when the work has begun. */
  async work(order: Exclude<QueueOrder, 'rest'>): Promise<void> {
    this.#child.tell(JSON.stringify(order))
    await this.#child.line('working')
  }

  /** Resolves when what was under way has ended. */
  async rest(): Promise<void> {
    this.#child.tell('"rest"')
    await this.#child.line('resting')
  }

  kill(): Promise<void> {
    return this.#child.kill()
  }
}

import { nodeArgs } from '../setup/compile.js'
import { Child } from '../shared/Child.js'
import type { NetworkHost } from './startNetwork.js'

interface WorkerHostOptions {
  host: NetworkHost
  name: string
  databaseURI: string
  modelURL: string
}

/** A worker process that sees nothing but the network of its host. */
export class WorkerHost {
  readonly name: string
  readonly host: NetworkHost
  readonly #child: Child

  constructor({ host, name, databaseURI, modelURL }: WorkerHostOptions) {
    this.name = name
    this.host = host
    this.#child = new Child({
      // `ip netns exec` becomes the program it runs, so the process is its own.
      under: ['ip', 'netns', 'exec', host.namespace],
      args: nodeArgs('test/scale/worker.ts'),
      env: { ...process.env, DATABASE_URI: databaseURI, MODEL_URL: modelURL, HOST_NAME: name },
    })
  }

  get pid(): number {
    return this.#child.pid
  }

  get isAlive(): boolean {
    return !this.#child.hasEnded
  }

  /** Resolves when it has started; rejects when it ended instead. */
  async started(): Promise<void> {
    await this.#child.line('started')
  }

  /** Whether it takes work, as it would tell an orchestrator on its host. */
  async isReady(): Promise<boolean> {
    this.#child.tell('ready?')
    return (await this.#child.line('ready ')) === 'true'
  }

  kill(): Promise<void> {
    return this.#child.kill()
  }
}

import type { TestPayload } from '../integration/startTestPayload.js'
import { type CompiledWorker, compileWorker } from './compileWorker.js'
import { WorkerProcess } from './WorkerProcess.js'

/** Worker processes on one database, compiled once. */
export class WorkerProcesses {
  readonly #host: TestPayload
  readonly #compiled: CompiledWorker
  #started: WorkerProcess[] = []

  private constructor(host: TestPayload, compiled: CompiledWorker) {
    this.#host = host
    this.#compiled = compiled
  }

  static async compile(host: TestPayload): Promise<WorkerProcesses> {
    return new WorkerProcesses(host, await compileWorker())
  }

  /** See `worker.ts` for what may be set. */
  start(env: Record<string, string> = {}): WorkerProcess {
    const worker = new WorkerProcess({ host: this.#host, script: this.#compiled.script, env })
    this.#started.push(worker)
    return worker
  }

  async killAll(): Promise<void> {
    await Promise.all(this.#started.splice(0).map((worker) => worker.kill()))
  }

  /** To be called last. */
  async stop(): Promise<void> {
    await this.killAll()
    await this.#compiled.remove()
  }
}

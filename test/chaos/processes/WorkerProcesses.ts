import type { TestPayload } from '../../integration/helpers/startTestPayload.js'
import { WorkerProcess } from './WorkerProcess.js'

/** Worker processes on one database. */
export class WorkerProcesses {
  readonly #host: TestPayload
  #started: WorkerProcess[] = []

  constructor(host: TestPayload) {
    this.#host = host
  }

  /** See `worker.ts` for what may be set. */
  start(env: Record<string, string> = {}): WorkerProcess {
    const worker = new WorkerProcess(this.#host, env)
    this.#started.push(worker)
    return worker
  }

  async killAll(): Promise<void> {
    await Promise.all(this.#started.splice(0).map((worker) => worker.kill()))
  }
}

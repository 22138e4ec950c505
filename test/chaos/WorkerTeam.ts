import type { TestPayload } from '../integration/startTestPayload.js'
import { WorkerProcess } from './WorkerProcess.js'

interface WorkerTeamOptions {
  host: TestPayload
  size: number
  /** Of each process. */
  env?: Record<string, string>
}

/** Worker processes of which any may be killed: a spare one, loaded already, takes its place. */
export class WorkerTeam {
  readonly #options: WorkerTeamOptions
  #workers: WorkerProcess[] = []
  #spare: WorkerProcess

  constructor(options: WorkerTeamOptions) {
    this.#options = options
    this.#spare = this.#load()
  }

  /** Resolves when all of them work. */
  async start(): Promise<void> {
    this.#workers = Array.from({ length: this.#options.size }, () => this.#load())
    await Promise.all(this.#workers.map((worker) => worker.work()))
  }

  /** Kills one as the operating system would, at once, and has the spare one work in its place. */
  async kill(index: number): Promise<void> {
    const [killed] = this.#workers.splice(index, 1)
    await killed?.kill()
    const next = this.#spare
    this.#workers.push(next)
    this.#spare = this.#load()
    await next.work()
  }

  /** Resolves when the next one could take over at once. */
  async spareReady(): Promise<void> {
    await this.#spare.ready
  }

  /** The processes that work now. */
  pids(): number[] {
    return this.#workers.map(({ pid }) => pid)
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#workers, this.#spare].map((worker) => worker.kill()))
  }

  #load(): WorkerProcess {
    return new WorkerProcess(this.#options.host, this.#options.env)
  }
}

import type { TestPayload } from '../../integration/helpers/startTestPayload.js'
import type { WorkerProcess } from './WorkerProcess.js'
import { WorkerProcesses } from './WorkerProcesses.js'

interface WorkerTeamOptions {
  host: TestPayload
  size: number
  /** Of each process. Calls that hang end after three seconds, unless `TIMEOUT_MS` says otherwise. */
  env?: Record<string, string>
}

/** A process of a team. Each asks for a model of its own name, so that its calls and their bills can be told. */
interface TeamWorker {
  process: WorkerProcess
  model: string
}

/** Worker processes of which any may be killed: a spare one, loaded already, takes its place. */
export class WorkerTeam {
  readonly #options: WorkerTeamOptions
  readonly #processes: WorkerProcesses
  #workers: TeamWorker[] = []
  #spare: TeamWorker | undefined
  #loaded = 0

  constructor(options: WorkerTeamOptions) {
    this.#options = options
    this.#processes = new WorkerProcesses(options.host)
  }

  /** Resolves when all of them work. */
  async start(): Promise<void> {
    this.#workers = Array.from({ length: this.#options.size }, () => this.#load())
    this.#spare = this.#load()
    await Promise.all(this.#workers.map(({ process }) => process.work()))
  }

  /** One of those that work now. */
  worker(index: number): TeamWorker {
    const worker = this.#workers[index]
    if (!worker) throw new Error(`There is no worker ${index}.`)
    return worker
  }

  /** Kills one as the operating system would, at once, and has the spare one work in its place. */
  async kill({ process }: TeamWorker): Promise<void> {
    await process.kill()
    const next = this.#spare ?? this.#load()
    this.#spare = this.#load()
    this.#workers = [...this.#workers.filter((worker) => worker.process !== process), next]
    await next.process.work()
  }

  /** Resolves when the next one could take over at once. */
  async spareReady(): Promise<void> {
    await this.#spare?.process.ready
  }

  /** The processes that work now. */
  pids(): number[] {
    return this.#workers.map(({ process }) => process.pid)
  }

  stop(): Promise<void> {
    return this.#processes.killAll()
  }

  #load(): TeamWorker {
    this.#loaded += 1
    const model = `offline-demo-${this.#loaded}`
    return { model, process: this.#processes.start({ TIMEOUT_MS: '3000', ...this.#options.env, MODEL: model }) }
  }
}

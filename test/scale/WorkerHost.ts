import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
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
  readonly #child: ChildProcess

  constructor({ host, name, databaseURI, modelURL }: WorkerHostOptions) {
    this.name = name
    this.host = host
    // `ip netns exec` becomes the program it runs, so the process is its own.
    const command = ['netns', 'exec', host.namespace, process.execPath, '--conditions=production', '--import', 'tsx']
    this.#child = spawn('ip', [...command, new URL('worker.ts', import.meta.url).pathname], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: { ...process.env, DATABASE_URI: databaseURI, MODEL_URL: modelURL, HOST_NAME: name },
    })
  }

  get pid(): number | undefined {
    return this.#child.pid
  }

  get isAlive(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null
  }

  /** Resolves when it has started; rejects when it ended instead. */
  async started(): Promise<void> {
    const ended = once(this.#child, 'exit').then(([code]) => {
      throw new Error(`The worker on ${this.name} ended with ${code}.`)
    })
    await Promise.race([once(this.#child, 'message'), ended])
  }

  /** Whether it takes work, as it would tell an orchestrator on its host. */
  async isReady(): Promise<boolean> {
    const answer = once(this.#child, 'message')
    this.#child.send('ready?')
    const [{ isReady }] = await answer
    return isReady
  }

  async kill(): Promise<void> {
    if (!this.isAlive) return
    const exit = once(this.#child, 'exit')
    this.#child.kill('SIGKILL')
    await exit
  }
}

import { nodeArgs } from '../../setup/compile.js'
import { Child } from '../../shared/Child.js'

export interface ClaimOrder {
  /** When to begin, in milliseconds since 1970. */
  atMs: number
  /** Look for a step and then take it, instead of our wake-ups and our claim. */
  isNaive: boolean
}

export interface Claimed {
  /** Ids of the steps. */
  steps: unknown[]
  /** Wake-ups taken for which no step was found. */
  inVain: number
}

/** One of several processes that claim steps at the same instant. */
export class ClaimerProcess {
  readonly #child: Child

  constructor(uri: string, env: Record<string, string> = {}) {
    this.#child = new Child({
      args: nodeArgs('test/chaos/processes/claimer.ts'),
      env: { ...process.env, DATABASE_URI: uri, ...env },
    })
  }

  /** Resolves when it could begin at once. */
  async ready(): Promise<void> {
    await this.#child.line('ready')
  }

  /** Claims until nothing is left. */
  async claim(order: ClaimOrder): Promise<Claimed> {
    this.#child.tell(JSON.stringify(order))
    return JSON.parse(await this.#child.line('claimed'))
  }

  kill(): Promise<void> {
    return this.#child.kill()
  }
}

import { nodeArgs } from '../../setup/compile.js'
import { Child } from '../../shared/Child.js'

export interface RequestOrder {
  /** When to begin, in milliseconds since 1970. */
  atMs: number
  door: 'graphql' | 'local' | 'rest'
  by: readonly { id: number | string; token?: string }[]
  /** Requests of each, all at once. */
  times: number
}

export interface Requested {
  status: number
  /** Of a refusal. */
  data?: Record<string, unknown>
  /** The header. */
  retryAfter?: string
}

/** One of several processes that request runs at the same instant. */
export class RequesterProcess {
  readonly #child: Child

  constructor(uri: string, env: Record<string, string> = {}) {
    this.#child = new Child({
      args: nodeArgs('test/chaos/processes/requester.ts'),
      env: { ...process.env, DATABASE_URI: uri, ...env },
    })
  }

  /** Resolves when it could begin at once. */
  async ready(): Promise<void> {
    await this.#child.line('ready')
  }

  async request(order: RequestOrder): Promise<Requested[]> {
    this.#child.tell(JSON.stringify(order))
    return JSON.parse(await this.#child.line('requested'))
  }

  kill(): Promise<void> {
    return this.#child.kill()
  }
}

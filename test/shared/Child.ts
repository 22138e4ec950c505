import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process'
import { once } from 'node:events'

interface ChildOptions {
  /** Of Node: see `nodeArgs` for a script of the project. */
  args: readonly string[]
  /** Everything it gets. Default: what this process has. */
  env?: Record<string, string | undefined>
  /** A command that becomes Node, with its arguments, e.g. `ip netns exec …`. */
  under?: readonly string[]
  /** Default: its standard error stands in ours. */
  keepsErrors?: boolean
  /** Without the import condition that every process of ours which loads Payload gets. */
  isBare?: boolean
}

interface Ended {
  /** `null` when a signal ended it. */
  code: number | null
  stdout: string
  stderr: string
}

/** A Node process that a test starts, listens to line by line, and ends. */
export class Child {
  readonly #process: ChildProcess
  readonly #closed: Promise<number | null>
  #hasClosed = false
  #read = 0
  /** All it has said so far. */
  stdout = ''
  /** Empty unless `keepsErrors`. */
  stderr = ''

  constructor({ args, env = process.env, under = [], keepsErrors = false, isBare = false }: ChildOptions) {
    const [command = '', ...rest] = [
      ...under,
      process.execPath,
      ...(isBare ? [] : ['--conditions=production']),
      ...args,
    ]
    const stdio: StdioOptions = ['pipe', 'pipe', keepsErrors ? 'pipe' : 'inherit']
    this.#process = spawn(command, rest, { stdio, env: env as NodeJS.ProcessEnv })
    this.#process.stdout?.on('data', (chunk) => {
      this.stdout += chunk
    })
    this.#process.stderr?.on('data', (chunk) => {
      this.stderr += chunk
    })
    // It may end while a line is written to it; that it is gone is seen elsewhere.
    this.#process.stdin?.on('error', () => undefined)
    this.#closed = once(this.#process, 'close').then(([code]) => {
      this.#hasClosed = true
      return code
    })
  }

  get hasEnded(): boolean {
    return this.#hasClosed
  }

  get pid(): number {
    return this.#process.pid ?? 0
  }

  /** Writes a line to its standard input. */
  tell(line: string): void {
    this.#process.stdin?.write(`${line}\n`)
  }

  /**
   * What follows `word` in its next line that begins so; lines between, which may be Payload's, are passed over.
   *
   * @throws Error when it ends without such a line
   */
  async line(word: string): Promise<string> {
    for (;;) {
      const end = this.stdout.indexOf('\n', this.#read)
      if (end >= 0) {
        const line = this.stdout.slice(this.#read, end)
        this.#read = end + 1
        if (line.startsWith(word)) return line.slice(word.length)
      } else if (this.#hasClosed) {
        throw new Error(`The process ended before it said "${word}": ${this.stderr.slice(-2000)}`)
      } else {
        await this.#news()
      }
    }
  }

  signal(name: NodeJS.Signals): void {
    this.#process.kill(name)
  }

  /** Resolves when it has ended and said its last. */
  async ended(): Promise<Ended> {
    const code = await this.#closed
    return { code, stdout: this.stdout, stderr: this.stderr }
  }

  /** Ends it at once, as the operating system would. Does nothing when it has ended. */
  async kill(): Promise<void> {
    this.#process.kill('SIGKILL')
    await this.#closed
  }

  /** Resolves when it says something more, or ends. */
  async #news(): Promise<void> {
    const { stdout } = this.#process
    if (stdout) await Promise.race([once(stdout, 'data'), this.#closed])
  }
}

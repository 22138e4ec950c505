import { createReadStream } from 'node:fs'
import { appendFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BadLine } from '../readers/ReadRecord.js'

const HELD_CHARACTERS = 256 * 1024

/**
 * Bad lines on their way into a response, as JSON objects separated by commas. A few are held in memory, more go to a
 * temporary file, so a file of a million bad lines needs no more memory than a good one.
 */
export class BadLineSpool {
  #held = ''
  #folder: string | undefined
  #isFirst = true

  async add({ lineNumber, reason }: BadLine): Promise<void> {
    this.#held += `${this.#isFirst ? '' : ','}${JSON.stringify({ line: lineNumber, reason })}`
    this.#isFirst = false
    if (this.#held.length < HELD_CHARACTERS) return
    this.#folder ??= await mkdtemp(join(tmpdir(), 'coursewright-import-'))
    await appendFile(join(this.#folder, 'bad-lines'), this.#held)
    this.#held = ''
  }

  async *json(): AsyncGenerator<string> {
    if (this.#folder) yield* createReadStream(join(this.#folder, 'bad-lines'), 'utf8')
    yield this.#held
  }

  /** Removes the file; the spool is of no use afterwards. */
  async dispose(): Promise<void> {
    if (this.#folder) await rm(this.#folder, { recursive: true, force: true })
    this.#folder = undefined
  }
}

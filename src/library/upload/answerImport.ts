import { createReadStream } from 'node:fs'
import { appendFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ImportCounts } from '../importPositions.js'
import type { BadLine } from '../readers/record.js'
import { streamText } from './readUpload.js'

/**
 * What an import answers. 201 `{errors: [{line, reason}], read, imported, unchanged, failed}` where at least one line
 * was a position; 400 in the shape of every error, `{errors: [{message, data: {code: 'no_positions', …counts, lines}}]}`,
 * where none was. Written piece by piece; takes the spool over and disposes of it.
 */
export const answerImport = ({ counts, spool }: { counts: ImportCounts; spool: BadLineSpool }): Response => {
  const hasPositions = counts.failed < counts.read
  const [before, after] = hasPositions ? around(counts) : aroundRefused(counts)
  async function* body() {
    try {
      yield before
      yield* spool.json()
      yield after
    } finally {
      await spool.dispose()
    }
  }
  return new Response(streamText(body()), {
    status: hasPositions ? 201 : 400,
    headers: { 'Content-Type': 'application/json' },
  })
}

/** What stands before and after the bad lines. */
const around = (counts: ImportCounts): [string, string] => ['{"errors":[', `],${JSON.stringify(counts).slice(1)}`]

const aroundRefused = (counts: ImportCounts): [string, string] => {
  const message =
    counts.read === 0
      ? 'The file is empty.'
      : `None of the ${counts.read} lines is a position; is the format right? Nothing was imported.`
  const data = JSON.stringify({ code: counts.read === 0 ? 'empty_file' : 'no_positions', ...counts })
  return [`{"errors":[{"message":${JSON.stringify(message)},"data":${data.slice(0, -1)},"lines":[`, ']}}]}']
}

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

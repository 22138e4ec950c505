import type { ImportCounts } from '../importPositions.js'
import type { BadLineSpool } from './BadLineSpool.js'
import { streamText } from './streamText.js'

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
      ? 'The file is empty; send the file as the body of the request.'
      : `None of the ${counts.read} lines is a position; is the format right? Nothing was imported.`
  const data = JSON.stringify({ code: counts.read === 0 ? 'empty_file' : 'no_positions', ...counts })
  return [`{"errors":[{"message":${JSON.stringify(message)},"data":${data.slice(0, -1)},"lines":[`, ']}}]}']
}
